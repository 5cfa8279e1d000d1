#include "ui/training/image_choice.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QSignalBlocker>

#include "base/error.h"
#include "project/layers.h"
#include "project/select.h"
#include "ui/jobs/duration_text.h"
#include "ui/project/open_project.h"

namespace penumbra::ui {
namespace {

enum Role { KindRole = Qt::UserRole, NameRole, CountRole };
enum Kind { All, Filtered, Split, Nothing, Own };

const QString tagged = "is:tagged";

QString both(const QString& where) {
  return where.isEmpty() ? tagged : tagged + " (" + where + ")";
}

void add(QComboBox& box, const QString& text, Kind kind, const QString& name, std::int64_t count) {
  box.addItem(text);
  const int row = box.count() - 1;
  box.setItemData(row, kind, KindRole);
  box.setItemData(row, name, NameRole);
  box.setItemData(row, QVariant::fromValue<qint64>(count), CountRole);
}

int find(const QComboBox& box, Kind kind, const QString& name = {}) {
  for (int row = 0; row < box.count(); ++row)
    if (box.itemData(row, KindRole).toInt() == kind &&
        (name.isNull() || box.itemData(row, NameRole).toString() == name))
      return row;
  return -1;
}

}  // namespace

ImageChoice::ImageChoice(QFormLayout& rows, QWidget* parent) : QObject(parent) {
  const auto box = [&](const char* name, const QString& label, const QString& tip) {
    auto* made = new QComboBox(parent);
    made->setObjectName(name);
    made->setToolTip(tip);
    made->setAccessibleName(label);
    made->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    made->setMinimumContentsLength(12);
    rows.addRow(label, made);
    connect(made, &QComboBox::currentIndexChanged, this, &ImageChoice::changed);
    connect(made, &QComboBox::activated, this, [this] { touched_ = true; });
    return made;
  };
  training_ = box("trainImages", tr("Train on"),
                  tr("Images whose tags are learnt from; untagged ones are left out"));
  validation_ = box("validationImages", tr("Validate on"),
                    tr("A split with ground truth, on which mIoU is measured during the run"));
}

void ImageChoice::set_project(OpenProject* project) {
  if (project_) project_->disconnect(this);
  project_ = project;
  touched_ = counted_ = false;
  wanted_ = {};
  fill({});
  if (!project_) return counting_.cancel();
  for (const auto signal :
       {&OpenProject::filtered, &OpenProject::facetsChanged, &OpenProject::layersChanged})
    connect(project_, signal, this, &ImageChoice::count);
  connect(project_, &OpenProject::labelsChanged, this, &ImageChoice::count);
  count();
}

/// In the background: of 100,000 images it takes a while.
void ImageChoice::count() {
  counting_.submit([this, project = project_->project(), where = project_->where()](JobControl&) {
    Counts counts;
    try {
      const auto all = project::facets(*project, tagged.toStdString());
      counts.tagged = all.images;
      counts.tagged_in = all.splits;
      counts.filtered_tagged = project::count(*project, both(where).toStdString());
      if (project::Layers(*project).find("truth")) {
        const auto truth = project::facets(*project, "layer:truth");
        counts.has_truth = truth.images > 0;
        counts.truth_in = truth.splits;
      }
    } catch (const Error&) {
      // A filter that can't be understood is told where it is typed.
    }
    QMetaObject::invokeMethod(this, [this, project, counts] {
      if (project_ && project_->project() == project) fill(counts);
    });
  });
}

void ImageChoice::fill(const Counts& counts) {
  const auto state = [this] {
    train::RunOrigin origin;
    write_to(origin);
    return std::pair(origin, training_count());
  };
  const auto earlier = state();
  counted_ = counts.tagged > 0 || project_ == nullptr;
  train::RunOrigin before = wanted_;
  if (touched_) {
    write_to(before);
    if (training_->currentData(KindRole).toInt() == Filtered && project_)
      before.where = project_->where().toStdString();  // of now
  }
  {
    const QSignalBlocker quiet_training(training_), quiet_validation(validation_);
    training_->clear();
    validation_->clear();
    add(*training_, tr("All tagged images (%1)").arg(number_text(counts.tagged)), All, {},
        counts.tagged);
    if (project_ && !project_->where().isEmpty())
      add(*training_, tr("Filtered images (%1)").arg(number_text(counts.filtered_tagged)), Filtered,
          project_->where(), counts.filtered_tagged);
    for (const auto& [name, images] : counts.tagged_in)
      if (images > 0) {
        const QString split = QString::fromStdString(name);
        add(*training_, tr("Split %1 (%2)").arg(split, number_text(images)), Split, split, images);
      }
    add(*validation_, counts.has_truth ? tr("Nothing") : tr("Nothing: no ground truth"), Nothing,
        {}, 0);
    for (const auto& [name, images] : counts.truth_in)
      if (images > 0) {
        const QString split = QString::fromStdString(name);
        add(*validation_, tr("Split %1 (%2)").arg(split, number_text(images)), Split, split,
            images);
      }
    show(before);
  }
  if (state() != earlier) Q_EMIT changed();
}

/// What is usual where nothing is asked for: the training split, and the validation split.
void ImageChoice::show(const train::RunOrigin& origin) {
  wanted_ = origin;
  const auto split_row = [](const QComboBox& box, std::initializer_list<const char*> names) {
    for (const char* name : names)
      if (const int row = find(box, Split, name); row >= 0) return row;
    return 0;
  };
  int row = -1;
  const QString where = QString::fromStdString(origin.where);
  if (!origin.split.empty()) {
    row = find(*training_, Split, QString::fromStdString(origin.split));
  } else if (!where.isEmpty()) {
    row = find(*training_, Filtered, where);
    if (row < 0) {
      add(*training_, tr("Images of: %1").arg(where), Own, where, -1);
      row = training_->count() - 1;
    }
  } else if (touched_) {
    row = 0;
  }
  training_->setCurrentIndex(row >= 0 ? row
                                      : split_row(*training_, {"train_aug", "trainaug", "train"}));
  row = find(*validation_, Split, QString::fromStdString(origin.validation_split));
  validation_->setCurrentIndex(row >= 0 && !origin.validation_split.empty() ? row
                               : touched_                                   ? 0
                                          : split_row(*validation_, {"val", "validation"}));
}

void ImageChoice::write_to(train::RunOrigin& origin) const {
  origin.where.clear();
  origin.split.clear();
  origin.validation_split.clear();
  const std::string name = training_->currentData(NameRole).toString().toStdString();
  switch (training_->currentData(KindRole).toInt()) {
    case Filtered:
    case Own:
      origin.where = name;
      break;
    case Split:
      origin.split = name;
      break;
    default:
      break;
  }
  if (validation_->currentData(KindRole).toInt() == Split)
    origin.validation_split = validation_->currentData(NameRole).toString().toStdString();
}

std::int64_t ImageChoice::training_count() const {
  return counted_ ? training_->currentData(CountRole).toLongLong() : -1;
}

void ImageChoice::set_enabled(bool enabled) {
  training_->setEnabled(enabled);
  validation_->setEnabled(enabled);
}

}  // namespace penumbra::ui
