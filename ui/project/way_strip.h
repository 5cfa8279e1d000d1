#pragma once

#include <QPointer>
#include <QWidget>
#include <array>

class QLabel;
class QToolButton;

namespace penumbra::ui {

class OpenProject;

/// The way from photos to exported masks: what is done, what is next, and what that needs.
class WayStrip : public QWidget {
  Q_OBJECT

 public:
  enum class Step { Photos, Tags, Instant, Train, Inspect, Correct, Review, Export };
  static constexpr std::size_t steps = 8;

  explicit WayStrip(QWidget* parent = nullptr);

  void set_project(OpenProject* project);
  /// Whether encoder weights were chosen, which labelling and training begin with.
  void set_has_weights(bool has_weights);
  /// The first step that is not done.
  Step next() const { return next_; }
  /// Notes that this was done by looking, reviewing or exporting, which the catalogue does not
  /// know.
  void note_done(Step step);

 Q_SIGNALS:
  void chosen(penumbra::ui::WayStrip::Step step);

 private:
  void update_steps();
  bool is_done(Step step) const;
  QString what_is_missing(Step step) const;
  QString noted_key(Step step) const;

  QPointer<OpenProject> project_;
  std::array<QToolButton*, steps> buttons_{};
  QLabel* text_;
  Step next_ = Step::Photos;
  bool has_weights_ = false;
};

}  // namespace penumbra::ui
