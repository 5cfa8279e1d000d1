#pragma once

#include <QMap>
#include <QObject>
#include <QStringList>
#include <vector>

namespace penumbra::ui {

enum class LayerStyle { FillAndOutline, Fill, Outline };

/// How a layer is shown.
struct LayerView {
  bool visible = false;
  double opacity = 1;  ///< 0..1
  LayerStyle style = LayerStyle::FillAndOutline;
  bool operator==(const LayerView&) const = default;
};

/// A layer that can be shown of the current image, or of others.
struct StackRow {
  QString key;
  QString title;
  QString help;
  bool has_style = true;  ///< whether it is of areas
  bool there = true;      ///< whether the current image has it
  LayerView usual{};      ///< until the user chooses
  bool operator==(const StackRow&) const = default;
};

/// The layers from the highest to the lowest, and how each is shown. Order and looks are remembered
/// by key, also of layers that are not listed now.
class LayerStack : public QObject {
  Q_OBJECT

 public:
  // Keys of what is made from scores, whatever layer they are of.
  static constexpr auto cam_key = "scores/cam";
  static constexpr auto cam_label_key = "scores/cam-label";
  static constexpr auto uncertain_key = "scores/uncertain";

  explicit LayerStack(QObject* parent = nullptr);

  /// What can be shown, the highest first for those whose place is not known yet.
  void set_rows(std::vector<StackRow> rows);
  const std::vector<StackRow>& rows() const { return rows_; }
  const StackRow* find(const QString& key) const;
  /// The chosen look, else the usual one of the row.
  LayerView view(const QString& key) const;
  bool visible(const QString& key) const { return view(key).visible; }

  void set_view(const QString& key, const LayerView& view);
  void set_visible(const QString& key, bool visible);
  /// The order of those listed.
  void set_order(const QStringList& keys);
  /// Up (-1) or down (1) by one; false at the end.
  bool move(const QString& key, int by);

 Q_SIGNALS:
  /// Other rows, or another order.
  void rowsChanged();
  /// Something is shown in another way.
  void changed();

 private:
  void sort_rows();
  void save() const;
  void restore();

  std::vector<StackRow> rows_;
  QStringList order_;  ///< keys, also of those not listed
  QMap<QString, LayerView> views_;
  QMap<QString, bool> wishes_;  ///< of layers that are not listed yet
};

}  // namespace penumbra::ui
