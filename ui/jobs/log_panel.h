#pragma once

#include <QWidget>

class QPlainTextEdit;

namespace penumbra::ui {

class JobList;

/// What jobs said, with the time, the latest last.
class LogPanel : public QWidget {
  Q_OBJECT

 public:
  explicit LogPanel(JobList& jobs, QWidget* parent = nullptr);

  void add(const QString& text);

 Q_SIGNALS:
  void added(const QString& text);

 private:
  QPlainTextEdit* text_;
};

}  // namespace penumbra::ui
