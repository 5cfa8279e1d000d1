#pragma once

#include <QMap>
#include <QObject>
#include <QPointer>
#include <QVector>

class QAbstractItemModel;
class QHeaderView;
class QMenu;
class QTableView;

namespace penumbra::ui {

/// Lets people order, size, show and hide the columns of a table, by its header and the menu of
/// that, and remembers what they did.
class TableColumns : public QObject {
  Q_OBJECT

 public:
  /// key: where QSettings keeps it. The first column is always shown.
  TableColumns(QTableView& table, QString key);

  /// Whether there is something in a column, and whether it is shown until the user chooses.
  void offer(int column, bool available, bool usual = true);
  /// To be called whenever the table has got a model and its usual widths.
  void restore();

 private:
  struct Offer {
    bool available = true;
    bool usual = true;
  };

  bool shown(int column) const;
  void choose(int column, bool shown);
  void back_to_usual();
  void show_menu(const QPoint& at);
  void arrange(const QVector<int>& order, const QVector<int>& widths);
  void save();

  QTableView& table_;
  QHeaderView& header_;
  QString key_;
  QMap<int, Offer> offers_;
  QMap<int, bool> chosen_;
  QVector<int> usual_widths_;
  QVector<int> last_widths_;  ///< as they were remembered, those of hidden columns too
  QPointer<QAbstractItemModel> arranged_;  ///< whose columns they are
  bool arranging_ = false;
};

}  // namespace penumbra::ui
