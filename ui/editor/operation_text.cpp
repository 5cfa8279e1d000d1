#include "ui/editor/operation_text.h"

#include <QCoreApplication>
#include <array>
#include <utility>

#include "ui/editor/edit_worker.h"
#include "ui/project/open_project.h"

namespace penumbra::ui {
namespace {

constexpr std::array texts = {
    std::pair{"brush", QT_TRANSLATE_NOOP("Operation", "Brush")},
    std::pair{"erase", QT_TRANSLATE_NOOP("Operation", "Eraser")},
    std::pair{"polygon", QT_TRANSLATE_NOOP("Operation", "Polygon")},
    std::pair{"lasso", QT_TRANSLATE_NOOP("Operation", "Lasso")},
    std::pair{"flood", QT_TRANSLATE_NOOP("Operation", "Flood fill")},
    std::pair{"superpixel", QT_TRANSLATE_NOOP("Operation", "Superpixels")},
    std::pair{"take", QT_TRANSLATE_NOOP("Operation", "Region taken")},
    std::pair{"take_score", QT_TRANSLATE_NOOP("Operation", "Score taken")},
    std::pair{"replace", QT_TRANSLATE_NOOP("Operation", "Class replaced")},
    std::pair{"fill_holes", QT_TRANSLATE_NOOP("Operation", "Holes filled")},
    std::pair{"remove_specks", QT_TRANSLATE_NOOP("Operation", "Specks removed")},
    std::pair{"grow", QT_TRANSLATE_NOOP("Operation", "Grown")},
    std::pair{"shrink", QT_TRANSLATE_NOOP("Operation", "Shrunk")},
    std::pair{"smooth", QT_TRANSLATE_NOOP("Operation", "Smoothed")},
    std::pair{"crf", QT_TRANSLATE_NOOP("Operation", "CRF")},
    std::pair{"accept", QT_TRANSLATE_NOOP("Operation", "Labels accepted")},
    std::pair{"import", QT_TRANSLATE_NOOP("Operation", "Imported")},
    std::pair{"mask", QT_TRANSLATE_NOOP("Operation", "Whole mask")},
    std::pair{"merge", QT_TRANSLATE_NOOP("Operation", "New labels where nobody drew")},
};

}  // namespace

QString operation_text(std::string_view name) {
  for (const auto& [script, text] : texts)
    if (name == script) return QCoreApplication::translate("Operation", text);
  return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
}

QString operation_text(const HistoryEntry& entry, const OpenProject& project) {
  QString text = operation_text(entry.name);
  if (entry.label) text += " · " + project.class_name(*entry.label);
  if (!entry.layer.empty()) text += " · " + QString::fromStdString(entry.layer);
  return text;
}

}  // namespace penumbra::ui
