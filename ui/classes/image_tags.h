#pragma once

#include <QPointer>
#include <QWidget>
#include <vector>

#include "project/changes.h"
#include "project/tag_scores.h"

class QCompleter;
class QLabel;
class QLineEdit;
class QStringListModel;

namespace penumbra::ui {

class OpenProject;

/// The tags of one image, each with a way to remove it; a line to add one; and what a trained
/// classifier proposes, to be taken or refused by a key. Its actions are for the page to add.
class ImageTags : public QWidget {
  Q_OBJECT

 public:
  explicit ImageTags(QWidget* parent = nullptr);

  void set_project(OpenProject* project);
  void show_image(const project::ImageRow& image);
  void clear();

 Q_SIGNALS:
  /// The keyboard is the page's again.
  void left();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  /// What is on the screen.
  struct Shown {
    project::ImageId image = 0;
    bool tagged = false;
    std::vector<int> tags;
    std::vector<project::TagProposal> proposals;
    std::vector<project::ClassRow> classes;
    bool operator==(const Shown&) const = default;
  };

  void fill();
  void add_chip(int value);
  void add_proposal(const project::TagProposal& proposal, bool first);
  void take(const project::TagProposal& proposal);
  void refuse(const project::TagProposal& proposal);
  void add_typed();
  void add_tag(int value);
  void note(const QString& text);
  QString short_name(int value) const;

  QPointer<OpenProject> project_;
  Shown shown_;
  QString unknown_;  ///< the name that Enter would make a class of
  QWidget* tags_;
  QLabel* none_;
  QWidget* proposals_;
  QLineEdit* line_;
  QStringListModel* names_;
  QCompleter* completer_;
  QLabel* note_;
};

}  // namespace penumbra::ui
