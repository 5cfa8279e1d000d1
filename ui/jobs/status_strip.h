#pragma once

#include <QWidget>

class QLabel;
class QProgressBar;
class QToolButton;

namespace penumbra::ui {

class JobList;
class MessageLabel;

/// The window's lowest line: what is shown, the latest message, the foremost job.
class StatusStrip : public QWidget {
  Q_OBJECT

 public:
  explicit StatusStrip(JobList& jobs, QWidget* parent = nullptr);

  /// E.g. "1,204 of 100,000 images".
  void set_summary(const QString& text);
  /// Shows a message until the next one; errors stand out and stay until clicked.
  void show_message(const QString& text);
  void show_error(const QString& text);
  QString message() const;

 Q_SIGNALS:
  void jobsToggled(bool visible);

 private:
  void update_job();

  JobList& jobs_;
  QLabel* summary_;
  MessageLabel* message_;
  QLabel* job_;
  QProgressBar* bar_;
  QToolButton* pause_;
  QToolButton* stop_;
  QToolButton* toggle_;
};

}  // namespace penumbra::ui
