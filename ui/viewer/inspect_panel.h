#pragma once

#include <QWidget>

class QVBoxLayout;

namespace penumbra::ui {

class ClassList;
class ImageFacts;
class ImageTags;
class LayerList;
class LayerStack;
class ProbePanel;
class ScorePanel;

/// What belongs to the image shown: layers, scores and thresholds, classes, tags, facts; below them
/// the probe, always in the same place.
class InspectPanel : public QWidget {
  Q_OBJECT

 public:
  explicit InspectPanel(LayerStack& stack, QWidget* parent = nullptr);

  LayerList& layers() { return *layers_; }
  ScorePanel& scores() { return *scores_; }
  ClassList& classes() { return *classes_; }
  ImageTags& tags() { return *tags_; }
  ImageFacts& facts() { return *facts_; }
  ProbePanel& probe() { return *probe_; }
  /// Puts a section before the others, and returns what shows and hides it with its title.
  QWidget* add_section(const QString& title, QWidget* section);

 Q_SIGNALS:
  /// A class is to be looked at, all of them where 0.
  void classesRequested(int value);

 private:
  LayerList* layers_;
  ScorePanel* scores_;
  ClassList* classes_;
  ImageTags* tags_;
  ImageFacts* facts_;
  ProbePanel* probe_;
  QVBoxLayout* sections_;
  int added_ = 0;
};

}  // namespace penumbra::ui
