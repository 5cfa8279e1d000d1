#pragma once

#include <QColor>
#include <QStringList>
#include <QWidget>
#include <optional>
#include <vector>

class QLabel;
class QTreeWidget;

namespace penumbra::ui {

/// What every layer says of the pixel under the cursor.
class ProbePanel : public QWidget {
  Q_OBJECT

 public:
  struct Row {
    QString class_name{};
    QColor colour{};  ///< invalid: none
    std::optional<double> score{};
  };

  explicit ProbePanel(QWidget* parent = nullptr);

  /// The layers that will be told of; the panel takes the room for them.
  void set_layers(const QStringList& titles);
  /// One row for each of the layers.
  void show_pixel(QPoint pixel, const std::vector<Row>& rows);
  void clear();

 private:
  QStringList titles_;
  QLabel* where_;
  QTreeWidget* table_;
};

}  // namespace penumbra::ui
