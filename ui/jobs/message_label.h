#pragma once

#include <QWidget>

namespace penumbra::ui {

/// One line of text, cut short where there is no room; all of it is in the tool tip. Errors are
/// bold behind a sign.
class MessageLabel : public QWidget {
  Q_OBJECT

 public:
  explicit MessageLabel(QWidget* parent = nullptr);

  void show_text(const QString& text, bool error);
  const QString& text() const { return text_; }
  bool is_error() const { return error_; }

  QSize sizeHint() const override;

 Q_SIGNALS:
  void clicked();

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;

 private:
  QString text_;
  bool error_ = false;
};

}  // namespace penumbra::ui
