#pragma once

#include <QLineEdit>
#include <QPointer>
#include <QTimer>

class QCompleter;
class QStringListModel;

namespace penumbra::ui {

class OpenProject;

/// The filter of all places, as a query. Completes what can be asked for; what can't be understood
/// is marked, with the reason in the tool tip and in `refused`.
class QueryLine : public QLineEdit {
  Q_OBJECT

 public:
  explicit QueryLine(QWidget* parent = nullptr);

  void set_project(OpenProject* project);

 Q_SIGNALS:
  void refused(const QString& text);

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void apply();
  void text_edited();
  void complete();
  void insert(const QString& completion);
  /// The part of the text before the cursor that is being written.
  QString started() const;
  QStringList completions(const QString& started) const;
  void show_refusal(const QString& text);
  void update_colour();

  QPointer<OpenProject> project_;
  bool refused_ = false;
  QString shown_;  ///< the filter of the images that are seen
  QTimer apply_soon_;
  QStringListModel* words_;
  QCompleter* completer_;
};

}  // namespace penumbra::ui
