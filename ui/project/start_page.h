#pragma once

#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace penumbra::ui {

/// What a window without a project shows: the ways to one.
class StartPage : public QWidget {
  Q_OBJECT

 public:
  explicit StartPage(QWidget* parent = nullptr);

  /// Folders of projects opened lately.
  void set_recent(const QStringList& folders);
  /// Says why the last attempt failed, or that something is being read; empty: nothing.
  void set_notice(const QString& text);

 Q_SIGNALS:
  void newProject();
  void openProject();
  void openDemo();
  void openRecent(const QString& folder);

 private:
  QLabel* notice_;
  QWidget* recent_;
  QVBoxLayout* recent_rows_;
};

}  // namespace penumbra::ui
