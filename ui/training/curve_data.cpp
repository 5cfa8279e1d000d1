#include "ui/training/curve_data.h"

#include <QCoreApplication>
#include <algorithm>

namespace penumbra::ui {
namespace {

constexpr double bytes_per_gigabyte = 1e9;

struct CurveData {
  Q_DECLARE_TR_FUNCTIONS(CurveData)
};

/// "student_aux_cam" -> "auxiliary CAM", "teacher_cam" -> "CAM, teacher".
QString miou_name(const QString& name) {
  const bool teacher = name.startsWith("teacher_");
  QString part = QString(name).remove("student_").remove("teacher_");
  if (part == "cam") part = CurveData::tr("CAM");
  if (part == "aux_cam") part = CurveData::tr("auxiliary CAM");
  if (part == "segmentation") part = CurveData::tr("segmentation");
  part.replace('_', ' ');
  return teacher ? CurveData::tr("%1, teacher").arg(part) : part;
}

QString loss_name(const QString& name) {
  if (name == "total") return CurveData::tr("total");
  if (name == "classification") return CurveData::tr("classification");
  if (name == "affinity") return CurveData::tr("affinity");
  if (name == "segmentation") return CurveData::tr("segmentation");
  if (name == "energy") return CurveData::tr("energy");
  if (name == "evidence") return CurveData::tr("evidence");
  if (name == "evidence_margin") return CurveData::tr("evidence margin");
  if (name == "fsr_class") return CurveData::tr("FSR, class token");
  if (name == "fsr_patch") return CurveData::tr("FSR, patches");
  return QString(name).replace('_', ' ');
}

void add(std::vector<Curve>& curves, double step, const CurveValue& value) {
  auto found = std::find_if(curves.begin(), curves.end(), [&](const Curve& curve) {
    return curve.plot == value.plot && curve.quantity == value.quantity;
  });
  if (found == curves.end()) found = curves.insert(curves.end(), {value.plot, value.quantity, {}});
  found->points.emplace_back(step, value.value);
}

bool has_word(const QString& tag, std::initializer_list<const char*> words) {
  return std::any_of(words.begin(), words.end(), [&](const char* word) {
    return tag.contains(QLatin1String(word), Qt::CaseInsensitive);
  });
}

/// One of ours, by its tag.
bool known(const QString& tag, CurveValue& value) {
  const QString last = tag.section('/', -1);
  if (tag.startsWith("loss/")) {
    value = {PlotKind::Losses, loss_name(last), value.value};
  } else if (tag.startsWith("miou/")) {
    value = {PlotKind::Miou, miou_name(last), value.value};
  } else if (tag == "learning_rate") {
    value = {PlotKind::Rates, CurveData::tr("learning rate"), value.value};
  } else if (tag == "speed/images_per_second") {
    value = {PlotKind::Speed, CurveData::tr("images"), value.value};
  } else if (tag == "memory/bytes") {
    value = {PlotKind::Memory, CurveData::tr("process"), value.value / bytes_per_gigabyte};
  } else {
    return false;
  }
  return true;
}

PlotKind guessed(const QString& tag) {
  if (has_word(tag, {"loss"})) return PlotKind::Losses;
  if (has_word(tag, {"iou"})) return PlotKind::Miou;
  if (has_word(tag, {"learning_rate", "learning rate", "/lr"}) || tag == "lr")
    return PlotKind::Rates;
  if (has_word(tag, {"images_per_second", "img/s", "fps"})) return PlotKind::Speed;
  return PlotKind::Other;
}

}  // namespace

std::vector<CurveValue> values_of(const train::StepMetrics& metrics) {
  std::vector<CurveValue> values{{PlotKind::Losses, loss_name("total"), metrics.loss}};
  for (const auto& [name, loss] : metrics.parts)
    values.push_back({PlotKind::Losses, loss_name(QString::fromStdString(name)), loss});
  values.push_back({PlotKind::Rates, CurveData::tr("learning rate"), metrics.learning_rate});
  values.push_back({PlotKind::Speed, CurveData::tr("images"), metrics.images_per_second});
  values.push_back({PlotKind::Memory, CurveData::tr("process"),
                    static_cast<double>(metrics.memory_bytes) / bytes_per_gigabyte});
  return values;
}

std::vector<CurveValue> values_of(const train::ValidationMetrics& metrics) {
  std::vector<CurveValue> values;
  for (const auto& [name, miou] : metrics.miou)
    values.push_back({PlotKind::Miou, miou_name(QString::fromStdString(name)), miou});
  return values;
}

std::vector<Curve> curves_of(const train::MetricsHistory& history) {
  std::vector<Curve> curves;
  for (const auto& step : history.steps)
    for (const auto& value : values_of(step)) add(curves, static_cast<double>(step.step), value);
  for (const auto& validation : history.validations)
    for (const auto& value : values_of(validation))
      add(curves, static_cast<double>(validation.step), value);
  return curves;
}

std::vector<Curve> curves_of(const std::vector<train::EventCurve>& events) {
  std::vector<Curve> curves;
  for (const auto& event : events) {
    const QString tag = QString::fromStdString(event.tag);
    CurveValue first{guessed(tag), tag, 1};
    known(tag, first);
    Curve curve{first.plot, first.quantity, {}};
    for (const auto& [step, value] : event.points)
      curve.points.emplace_back(static_cast<double>(step), value * first.value);
    curves.push_back(std::move(curve));
  }
  return curves;
}

QString decisive_quantity(const train::TrainOptions& options) {
  return miou_name(options.segmentation_weight > 0 ? "student_segmentation" : "student_cam");
}

}  // namespace penumbra::ui
