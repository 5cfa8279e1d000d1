#include "ui/viewer/layer_stack.h"

#include <QSettings>
#include <algorithm>

#include "ui/settings_writer.h"

namespace penumbra::ui {
namespace {
constexpr auto settings_key = "inspect/layers";
}

LayerStack::LayerStack(QObject* parent) : QObject(parent) { restore(); }

void LayerStack::set_rows(std::vector<StackRow> rows) {
  // New ones go above the next lower row whose place is known.
  for (auto row = rows.rbegin(); row != rows.rend(); ++row) {
    if (order_.contains(row->key)) continue;
    const qsizetype below =
        row == rows.rbegin() ? order_.size() : order_.indexOf(std::prev(row)->key);
    order_.insert(below, row->key);
  }
  const auto before = std::exchange(rows_, std::move(rows));
  sort_rows();
  for (const auto& row : rows_) {
    if (!wishes_.contains(row.key)) continue;
    views_[row.key] = row.usual;
    views_[row.key].visible = wishes_.take(row.key);
    save();
  }
  if (rows_ != before) Q_EMIT rowsChanged();
}

void LayerStack::sort_rows() {
  std::ranges::stable_sort(rows_, {}, [&](const StackRow& row) { return order_.indexOf(row.key); });
}

const StackRow* LayerStack::find(const QString& key) const {
  const auto found = std::ranges::find(rows_, key, &StackRow::key);
  return found == rows_.end() ? nullptr : &*found;
}

LayerView LayerStack::view(const QString& key) const {
  if (const auto known = views_.find(key); known != views_.end()) return *known;
  const StackRow* row = find(key);
  return row ? row->usual : LayerView{.visible = wishes_.value(key)};
}

void LayerStack::set_view(const QString& key, const LayerView& view) {
  if (views_.contains(key) && views_[key] == view) return;
  views_[key] = view;
  wishes_.remove(key);
  save();
  Q_EMIT changed();
}

void LayerStack::set_visible(const QString& key, bool visible) {
  LayerView view = this->view(key);
  if (view.visible == visible) return;
  view.visible = visible;
  if (views_.contains(key) || find(key)) return set_view(key, view);
  wishes_[key] = visible;  // how it usually looks is not known yet
  Q_EMIT changed();
}

void LayerStack::set_order(const QStringList& keys) {
  // They take the places that they have together.
  QStringList waiting = keys;
  for (QString& key : order_)
    if (keys.contains(key)) key = waiting.takeFirst();
  sort_rows();
  save();
  Q_EMIT rowsChanged();
  Q_EMIT changed();
}

bool LayerStack::move(const QString& key, int by) {
  QStringList keys;
  for (const auto& row : rows_) keys << row.key;
  const qsizetype from = keys.indexOf(key);
  const qsizetype to = from + by;
  if (from < 0 || to < 0 || to >= keys.size()) return false;
  keys.move(from, to);
  set_order(keys);
  return true;
}

void LayerStack::save() const {
  change_settings([order = order_, views = views_](QSettings& settings) {
    settings.setValue(QString(settings_key) + "/order", order);
    settings.beginWriteArray(QString(settings_key) + "/views");
    int at = 0;
    for (auto view = views.begin(); view != views.end(); ++view) {
      settings.setArrayIndex(at++);
      settings.setValue("key", view.key());
      settings.setValue("visible", view->visible);
      settings.setValue("opacity", view->opacity);
      settings.setValue("style", static_cast<int>(view->style));
    }
    settings.endArray();
  });
}

void LayerStack::restore() {
  QSettings settings;
  order_ = settings.value(QString(settings_key) + "/order").toStringList();
  order_.removeDuplicates();
  const int count = settings.beginReadArray(QString(settings_key) + "/views");
  for (int i = 0; i < count; ++i) {
    settings.setArrayIndex(i);
    views_[settings.value("key").toString()] = {
        settings.value("visible").toBool(),
        std::clamp(settings.value("opacity", 1.0).toDouble(), 0.0, 1.0),
        static_cast<LayerStyle>(std::clamp(settings.value("style").toInt(), 0, 2))};
  }
  settings.endArray();
}

}  // namespace penumbra::ui
