#pragma once

#include <QObject>
#include <QPointer>
#include <bitset>
#include <cstdint>
#include <optional>

namespace penumbra::ui {

class OpenProject;

/// What the pointer does on the canvas. Hand: nothing to the labels.
enum class Tool { Hand, Brush, Eraser, Polygon, Lasso, Flood, Superpixel, Take, Crf, Replace };
inline constexpr int tool_count = 10;

/// What the tools go by. Lengths are pixels of the image.
struct ToolOptions {
  double radius = 20;            ///< of brush and eraser
  std::uint8_t erase_to = 0;     ///< background or ignore
  int tolerance = 30;            ///< of the flood: distance of colours
  int region_size = 24;          ///< of superpixels
  double confidence = 0.8;       ///< how far the CRF trusts the labels
  QString take_from;             ///< the layer; empty: the first there is
  bool take_score = false;       ///< what scores above the threshold, of the current class
  double threshold = 0.5;        ///< of scores
  bool take_as_current = false;  ///< as the current class, whatever it is in the layer
  bool replace_everywhere = false;
  std::optional<std::bitset<256>> only_over{};  ///< labels that may be painted over
  bool operator==(const ToolOptions&) const = default;
};

/// The tool in hand, its options and the current class; all but `only_over` are remembered.
class Toolbox : public QObject {
  Q_OBJECT

 public:
  static constexpr double smallest_radius = 0.5;
  static constexpr double largest_radius = 1000;

  explicit Toolbox(QObject* parent = nullptr);

  void set_project(OpenProject* project);
  OpenProject* project() const;

  Tool tool() const { return tool_; }
  void set_tool(Tool tool);

  const ToolOptions& options() const { return options_; }
  void set_options(const ToolOptions& options);
  /// Larger or smaller by about so many eighths: the brush, or the superpixels.
  void change_size(double steps);

  /// The value that tools paint: of a class, or 0 or 255.
  int current_class() const { return class_; }
  void choose_class(int value);
  /// Back to the class before.
  void swap_class();
  /// The class with this key; false where there is none.
  bool choose_by_key(const QString& key);

 Q_SIGNALS:
  void toolChanged();
  void optionsChanged();
  void classChanged();

 private:
  void check_class();
  void save() const;

  QPointer<OpenProject> project_;
  Tool tool_ = Tool::Hand;
  ToolOptions options_;
  int class_ = 0;
  int last_class_ = 0;
  bool class_chosen_ = false;  ///< by a person; else the first one is in hand
};

}  // namespace penumbra::ui
