#include "ui/classes/class_counts.h"

#include <QMetaObject>

#include "compare/class_use.h"
#include "project/select.h"
#include "ui/project/open_project.h"

namespace penumbra::ui {
namespace {

constexpr int pause_ms = 200;  ///< a job that writes labels tells so for each image

std::optional<qint64> count_of(const std::optional<std::map<int, std::int64_t>>& counts,
                               int value) {
  if (!counts) return std::nullopt;
  const auto found = counts->find(value);
  return found == counts->end() ? 0 : found->second;
}

}  // namespace

ClassCounts::ClassCounts(QObject* parent) : QObject(parent) {
  for (QTimer* timer : {&tags_soon_, &labels_soon_}) {
    timer->setSingleShot(true);
    timer->setInterval(pause_ms);
  }
  connect(&tags_soon_, &QTimer::timeout, this, &ClassCounts::count_tags);
  connect(&labels_soon_, &QTimer::timeout, this, &ClassCounts::count_labels);
}

void ClassCounts::set_project(OpenProject* project) {
  if (project_) project_->disconnect(this);
  project_ = project;
  counting_tags_.cancel();
  counting_labels_.cancel();
  ++request_;
  tagged_.reset();
  labelled_.reset();
  all_read_ = false;
  if (!project) return;
  const auto tags = [this] { count_soon(tags_soon_); };
  const auto labels = [this] { count_soon(labels_soon_); };
  connect(project, &OpenProject::rowsChanged, this, tags);
  connect(project, &OpenProject::facetsChanged, this, tags);
  connect(project, &OpenProject::classesChanged, this, labels);
  connect(project, &OpenProject::layersChanged, this, labels);
  connect(project, &OpenProject::labelsChanged, this, labels);
  if (wanted_) set_wanted(true);
}

void ClassCounts::set_wanted(bool wanted) {
  wanted_ = wanted;
  if (!wanted) {
    counting_labels_.cancel();
    return;
  }
  count_tags();
  count_labels();
}

void ClassCounts::count_soon(QTimer& timer) {
  if (wanted_ && !timer.isActive()) timer.start();
}

void ClassCounts::count_tags() {
  if (!project_) return;
  counting_tags_.submit([this, request = request_, project = project_->project()](JobControl&) {
    auto tags = project::facets(*project).tags;
    QMetaObject::invokeMethod(this, [this, request, tags = std::move(tags)] {
      if (request != request_ || tagged_ == tags) return;
      tagged_ = tags;
      Q_EMIT changed();
    });
  });
}

void ClassCounts::count_labels() {
  if (!project_) return;
  counting_labels_.submit(
      [this, request = request_, project = project_->project()](JobControl& control) {
        compare::count_class_use(*project, control, [&](const compare::ClassUse& use) {
          QMetaObject::invokeMethod(this, [this, request, use] {
            if (request != request_) return;
            const bool all = use.read == use.maps;
            if (!all && all_read_) return;  // the old numbers stay while it counts again
            labelled_ = use.images;
            all_read_ = all;
            Q_EMIT changed();
          });
        });
      });
}

std::optional<qint64> ClassCounts::tagged(int value) const { return count_of(tagged_, value); }

std::optional<qint64> ClassCounts::labelled(int value) const { return count_of(labelled_, value); }

}  // namespace penumbra::ui
