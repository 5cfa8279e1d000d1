#pragma once

#include <QObject>
#include <QPointer>
#include <QTimer>
#include <map>
#include <optional>

#include "ui/jobs/latest_task.h"

namespace penumbra::ui {

class OpenProject;

/// How many images are tagged with each class, and how many have it in their labels: counted in the
/// background while somebody looks, and again when something changes.
class ClassCounts : public QObject {
  Q_OBJECT

 public:
  explicit ClassCounts(QObject* parent = nullptr);

  void set_project(OpenProject* project);
  void set_wanted(bool wanted);

  /// By class value; nothing until it is known.
  std::optional<qint64> tagged(int value) const;
  /// As far as labels have been read.
  std::optional<qint64> labelled(int value) const;
  bool all_read() const { return all_read_; }

 Q_SIGNALS:
  void changed();

 private:
  using Counts = std::map<int, std::int64_t>;

  void count_soon(QTimer& timer);
  void count_tags();
  void count_labels();

  QPointer<OpenProject> project_;
  bool wanted_ = false;
  std::optional<Counts> tagged_, labelled_;
  bool all_read_ = false;
  int request_ = 0;  ///< counts projects and requests: answers to older ones are dropped
  QTimer tags_soon_, labels_soon_;
  LatestTask counting_tags_, counting_labels_;
};

}  // namespace penumbra::ui
