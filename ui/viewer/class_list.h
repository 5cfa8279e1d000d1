#pragma once

#include <QColor>
#include <QWidget>
#include <vector>

class QListWidget;

namespace penumbra::ui {

/// The classes of an image. The one under the mouse, or chosen by key, lights up.
class ClassList : public QWidget {
  Q_OBJECT

 public:
  struct Row {
    int value = 0;
    QString text;
    QColor colour;
    bool operator==(const Row&) const = default;
  };

  explicit ClassList(QWidget* parent = nullptr);

  void set_rows(std::vector<Row> rows);
  /// 0: none.
  int highlighted() const { return highlighted_; }

 Q_SIGNALS:
  void highlightChanged();
  void classesRequested(int value);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void highlight(int value);

  QListWidget* list_;
  std::vector<Row> rows_;
  int highlighted_ = 0;
};

}  // namespace penumbra::ui
