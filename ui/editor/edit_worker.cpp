#include "ui/editor/edit_worker.h"

#include <QDateTime>
#include <utility>

#include "base/error.h"
#include "base/json.h"
#include "project/edit_context.h"
#include "project/edited_layer.h"
#include "project/evidence.h"
#include "ui/jobs/thread_priority.h"
#include "ui/problem_text.h"

namespace penumbra::ui {
namespace {

HistoryEntry to_entry(int number, std::string name, const nlohmann::json& details,
                      std::int64_t created, const edit::LabelNames& names) {
  HistoryEntry entry{number, std::move(name), {}, {}, created};
  if (!details.is_object()) return entry;
  for (const char* field : {"class", "to"})
    if (const auto label = details.find(field); label != details.end() && label->is_string()) {
      entry.label = names.find(label->get<std::string>());
      break;
    }
  if (const auto layer = details.find("layer"); layer != details.end() && layer->is_string())
    entry.layer = layer->get<std::string>();
  return entry;
}

/// What an image looks like that was never edited, of a layer that does not exist yet.
image::LabelMap unedited_labels(project::Project& project, project::ImageId image,
                                const EditTarget& target) {
  const project::Layers layers(project);
  std::optional<project::Layer> below;
  if (target.layer != project::evidence_name)
    below = target.base.empty() ? project::best_base(layers.list())
                                : std::optional(layers.named(target.base));
  if (below && layers.has(below->id, image)) return layers.read(below->id, image);
  const auto found = project::rows(project, std::span(&image, 1));
  if (found.empty()) throw Error("is not in the project any more", "the image");
  const auto size = found.front().size;
  return {size, std::vector<std::uint8_t>(size.area(), image::ignore_label)};
}

LabelPatch patch_of(const image::LabelMap& map, const edit::Rect& rect) {
  LabelPatch patch{rect, {}};
  patch.labels.reserve(static_cast<std::size_t>(rect.width) *
                       static_cast<std::size_t>(rect.height));
  for (int y = rect.y; y < rect.bottom(); ++y) {
    const auto* row = map.labels.data() + edit::pixel_index(map.size, rect.x, y);
    patch.labels.insert(patch.labels.end(), row, row + rect.width);
  }
  return patch;
}

}  // namespace

struct EditWorker::Session {
  project::ImageId image = 0;
  EditTarget target;
  edit::LabelNames names;
  edit::Context context;
  project::LayerId layer = 0;
  std::unique_ptr<project::EditSession> edits;  ///< null until the layer is there
  image::LabelMap unedited;                     ///< what is seen until then
  bool changed = false;

  const image::LabelMap& map() const { return edits ? edits->map() : unedited; }
};

EditWorker::EditWorker(std::shared_ptr<project::Project> project) : project_(std::move(project)) {
  tasks_.submit([] { lower_thread_priority(); });
}

EditWorker::~EditWorker() = default;

void EditWorker::open(int number, project::ImageId image, const EditTarget& target) {
  tasks_.submit([this, number, image, target] {
    leave_now();
    number_ = number;
    auto opened = std::make_shared<OpenedLabels>();
    try {
      auto session = std::make_unique<Session>();
      session->image = image;
      session->target = target;
      session->names = project::label_names(*project_);
      session->context = project::edit_context(*project_, image, background_threads());
      if (const auto layer = project::Layers(*project_).find(target.layer)) {
        start(*session, layer->id);
        for (const auto& operation : session->edits->history())
          opened->history.push_back(to_entry(operation.number, operation.name,
                                             parse_json_or_discard(operation.details),
                                             operation.created, session->names));
        opened->done = session->edits->done();
      } else {
        session->unedited = unedited_labels(*project_, image, target);
      }
      opened->map = session->map();
      session_ = std::move(session);
    } catch (const std::exception& error) {
      opened->problem = problem_text(error);
    }
    QMetaObject::invokeMethod(this,
                              [this, number, opened] { Q_EMIT this->opened(number, *opened); });
  });
}

/// With the layer's edits of the image, those that could not be written included.
void EditWorker::start(Session& session, project::LayerId layer) {
  session.layer = layer;
  if (const auto kept = unsaved_.find({layer, session.image}); kept != unsaved_.end()) {
    session.edits = std::move(kept->second->edits);
    session.changed = true;
    unsaved_.erase(kept);
  } else {
    session.edits = std::make_unique<project::EditSession>(*project_, layer, session.image);
  }
}

/// Does `work(session, answer)`, which returns the rectangle of the labels that are to be told, if
/// any are. After a failure all are.
template <class Work>
void EditWorker::work(const Work& work) {
  auto answer = std::make_shared<EditAnswer>();
  if (session_) {
    std::optional<edit::Rect> tell;
    try {
      tell = work(*session_, *answer);
    } catch (const std::exception& error) {
      answer->problem = problem_text(error);
      tell = edit::whole(session_->map().size);
    }
    if (tell) answer->patch = patch_of(session_->map(), *tell);
    if (session_->edits) answer->done = session_->edits->done();
  } else {
    answer->problem = EditWorker::tr("The labels of this image could not be opened");
  }
  QMetaObject::invokeMethod(this, [this, answer, number = number_] {
    --unanswered_;
    Q_EMIT answered(number, *answer);
  });
}

void EditWorker::apply(LabelEdit edit, Tell tell) {
  ++unanswered_;
  tasks_.submit([this, edit = std::move(edit), tell] {
    work([&](Session& session, EditAnswer& answer) -> std::optional<edit::Rect> {
      if (!session.edits) {
        const auto& [layer, base] = session.target;
        start(session, project::edited_layer(*project_, layer, base).id);
        session.unedited = {};
        answer.made_layer = true;
      }
      auto& edits = *session.edits;
      const auto rect =
          edits.paint([&](edit::Canvas canvas) { return paint(edit, canvas, session.context); });
      const auto json = details(edit, session.names);
      const auto name = edit::name(edit.operation);
      if (const int number = edits.commit(name, json); number > 0) {
        answer.added = to_entry(number, std::string(name), json,
                                QDateTime::currentMSecsSinceEpoch(), session.names);
        session.changed = true;
      }
      if (tell == Tell::Nothing) return {};
      return tell == Tell::All ? edit::whole(edits.map().size) : rect;
    });
  });
}

void EditWorker::accept(image::LabelMap labels) {
  ++unanswered_;
  tasks_.submit([this, labels = std::move(labels)]() mutable {
    work([&](Session& session, EditAnswer& answer) -> std::optional<edit::Rect> {
      if (!session.edits) {
        start(session, project::evidence_layer(*project_).id);
        session.unedited = {};
        answer.made_layer = true;
      }
      const int number =
          project::accept(*project_, session.image, *session.edits, std::move(labels));
      session.changed = true;
      if (number > 0)
        answer.added = to_entry(number, "accept", nlohmann::json::object(),
                                QDateTime::currentMSecsSinceEpoch(), session.names);
      return edit::whole(session.edits->map().size);
    });
  });
}

void EditWorker::step(int by) {
  ++unanswered_;
  tasks_.submit([this, by] {
    work([&](Session& session, EditAnswer&) -> std::optional<edit::Rect> {
      if (!session.edits) return {};
      const auto rect = by < 0 ? session.edits->undo() : session.edits->redo();
      if (rect) session.changed = true;
      return rect;
    });
  });
}

void EditWorker::move(int done) {
  ++unanswered_;
  tasks_.submit([this, done] {
    work([&](Session& session, EditAnswer&) -> std::optional<edit::Rect> {
      if (!session.edits) return {};
      auto& edits = *session.edits;
      edit::Rect changed;
      while (edits.done() != done) {
        const auto rect = edits.done() > done ? edits.undo() : edits.redo();
        if (!rect) break;
        changed = edit::united(changed, *rect);
        session.changed = true;
      }
      return changed;
    });
  });
}

void EditWorker::refresh_classes() {
  ++unanswered_;
  tasks_.submit([this] {
    work([&](Session& session, EditAnswer&) -> std::optional<edit::Rect> {
      session.names = project::label_names(*project_);
      if (!session.edits) return {};
      session.edits->refresh_classes();
      return edit::whole(session.edits->map().size);
    });
  });
}

void EditWorker::look() {
  tasks_.submit([this] {
    std::size_t count = 0;
    std::string reason;
    const auto add = [&](const project::EditSession& edits) {
      const auto unsaved = edits.unsaved();
      count += unsaved.changes.size();
      if (!unsaved.reason.empty()) reason = unsaved.reason;
      return unsaved.changes.empty();
    };
    std::erase_if(unsaved_, [&](auto& kept) {
      auto& session = *kept.second;
      if (!add(*session.edits)) return false;
      try {
        session.edits->close();
      } catch (const std::exception&) {
        return false;
      }
      QMetaObject::invokeMethod(this, [this, image = session.image, layer = session.layer] {
        Q_EMIT left(image, layer, true);
      });
      return true;
    });
    if (session_ && session_->edits) add(*session_->edits);
    QMetaObject::invokeMethod(
        this, [this, count = static_cast<int>(count), text = QString::fromStdString(reason)] {
          Q_EMIT looked(count, text);
        });
  });
}

void EditWorker::flush() {
  tasks_.submit([this] {
    QString problem;
    const auto flush = [&](project::EditSession& edits) {
      try {
        edits.flush();
      } catch (const std::exception& error) {
        problem = problem_text(error);
      }
    };
    if (session_ && session_->edits) flush(*session_->edits);
    for (auto& [place, session] : unsaved_) flush(*session->edits);
    QMetaObject::invokeMethod(this, [this, problem] { Q_EMIT flushed(problem); });
  });
}

void EditWorker::leave() {
  tasks_.submit([this] { leave_now(); });
}

void EditWorker::leave_now() {
  const auto session = std::exchange(session_, nullptr);
  if (!session) return;
  if (session->edits) {
    try {
      session->edits->close();
    } catch (const std::exception&) {
      // It tries on; `look` says so until it is through.
      auto kept = std::make_unique<Session>();
      kept->image = session->image;
      kept->layer = session->layer;
      kept->edits = std::move(session->edits);
      unsaved_[{kept->layer, kept->image}] = std::move(kept);
      return;
    }
  }
  QMetaObject::invokeMethod(
      this, [this, image = session->image, layer = session->layer, changed = session->changed] {
        Q_EMIT left(image, layer, changed);
      });
}

}  // namespace penumbra::ui
