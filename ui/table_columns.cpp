#include "ui/table_columns.h"

#include <QAbstractItemModel>
#include <QHeaderView>
#include <QMenu>
#include <QScopedValueRollback>
#include <QSettings>
#include <QTableView>
#include <algorithm>
#include <numeric>

#include "ui/settings_writer.h"

namespace penumbra::ui {
namespace {

constexpr int always_shown = 0;

QVector<int> numbers(const QVariant& list) {
  QVector<int> found;
  for (const QVariant& one : list.toList()) found << one.toInt();
  return found;
}

QVariantList list(const QVector<int>& numbers) {
  QVariantList found;
  for (const int one : numbers) found << one;
  return found;
}

QVector<int> in_order(int count) {
  QVector<int> all(count);
  std::iota(all.begin(), all.end(), 0);
  return all;
}

}  // namespace

TableColumns::TableColumns(QTableView& table, QString key)
    : QObject(&table), table_(table), header_(*table.horizontalHeader()), key_(std::move(key)) {
  header_.setSectionsMovable(true);
  header_.setContextMenuPolicy(Qt::CustomContextMenu);
  connect(&header_, &QWidget::customContextMenuRequested, this, &TableColumns::show_menu);
  connect(&header_, &QHeaderView::sectionMoved, this, &TableColumns::save);
  connect(&header_, &QHeaderView::sectionResized, this, &TableColumns::save);
  const QSettings settings;
  for (const int column : numbers(settings.value(key_ + "/shown"))) chosen_[column] = true;
  for (const int column : numbers(settings.value(key_ + "/hidden"))) chosen_[column] = false;
}

void TableColumns::offer(int column, bool available, bool usual) {
  offers_[column] = {available, usual};
  if (!table_.model()) return;
  const QScopedValueRollback guard(arranging_, true);
  table_.setColumnHidden(column, !shown(column));
}

bool TableColumns::shown(int column) const {
  const Offer offer = offers_.value(column);
  return column == always_shown || (offer.available && chosen_.value(column, offer.usual));
}

void TableColumns::restore() {
  arranged_ = table_.model();
  usual_widths_.clear();
  for (int column = 0; column < header_.count(); ++column)
    usual_widths_ << header_.sectionSize(column);
  finish_settings();
  const QSettings settings;
  last_widths_ = numbers(settings.value(key_ + "/widths"));
  arrange(numbers(settings.value(key_ + "/order")), last_widths_);
}

/// What does not fit the columns there are is left out.
void TableColumns::arrange(const QVector<int>& order, const QVector<int>& widths) {
  const QScopedValueRollback guard(arranging_, true);
  const int count = header_.count();
  for (int column = 0; column < count; ++column) table_.setColumnHidden(column, false);
  const QVector<int> all = in_order(count);
  if (std::is_permutation(order.begin(), order.end(), all.begin(), all.end()))
    for (int place = 0; place < count; ++place)
      header_.moveSection(header_.visualIndex(order[place]), place);
  if (widths.size() == count)
    for (int column = 0; column < count; ++column)
      header_.resizeSection(column, std::max(widths[column], header_.minimumSectionSize()));
  for (int column = 0; column < count; ++column) table_.setColumnHidden(column, !shown(column));
}

void TableColumns::choose(int column, bool shown) {
  chosen_[column] = shown;
  table_.setColumnHidden(column, !this->shown(column));
  save();
}

void TableColumns::back_to_usual() {
  chosen_.clear();
  arrange(in_order(header_.count()), usual_widths_);
  save();
}

void TableColumns::show_menu(const QPoint& at) {
  auto* menu = new QMenu(&table_);
  menu->setObjectName("columnMenu");
  menu->setAttribute(Qt::WA_DeleteOnClose);
  for (int place = 0; place < header_.count(); ++place) {
    const int column = header_.logicalIndex(place);
    if (column == always_shown || !offers_.value(column).available) continue;
    auto* action = menu->addAction(table_.model()->headerData(column, Qt::Horizontal).toString());
    action->setObjectName(QString("showColumn%1").arg(column));
    action->setCheckable(true);
    action->setChecked(shown(column));
    connect(action, &QAction::toggled, this, [this, column](bool on) { choose(column, on); });
  }
  menu->addSeparator();
  menu->addAction(tr("Usual columns"), this, &TableColumns::back_to_usual)
      ->setObjectName("usualColumns");
  menu->popup(header_.mapToGlobal(at));
}

void TableColumns::save() {
  // What a new model does to the header is no wish of the user.
  if (arranging_ || !arranged_ || arranged_ != table_.model()) return;
  QVector<int> order, widths, shown, hidden;
  for (int place = 0; place < header_.count(); ++place) order << header_.logicalIndex(place);
  for (int column = 0; column < header_.count(); ++column) {
    const int width = header_.sectionSize(column);  // 0 while it is hidden
    const int usual = usual_widths_.value(column, header_.defaultSectionSize());
    widths << (width > 0 ? width : last_widths_.value(column, usual));
  }
  for (auto one = chosen_.begin(); one != chosen_.end(); ++one)
    (*one ? shown : hidden) << one.key();
  last_widths_ = widths;
  change_settings([=, key = key_](QSettings& settings) {
    settings.setValue(key + "/order", list(order));
    settings.setValue(key + "/widths", list(widths));
    settings.setValue(key + "/shown", list(shown));
    settings.setValue(key + "/hidden", list(hidden));
  });
}

}  // namespace penumbra::ui
