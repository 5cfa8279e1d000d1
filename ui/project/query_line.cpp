#include "ui/project/query_line.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QCompleter>
#include <QKeyEvent>
#include <QStringListModel>

#include "ui/project/open_project.h"
#include "ui/project/query_text.h"
#include "ui/theme/appearance.h"
#include "ui/theme/icon.h"

namespace penumbra::ui {
namespace {
constexpr int typing_pause_ms = 200;
}

QueryLine::QueryLine(QWidget* parent) : QLineEdit(parent) {
  setObjectName("filterText");
  setPlaceholderText(tr("Filter: a name, tag:dog, state:new, uncertain>0.2 …"));
  setAccessibleName(tr("Filter"));
  setClearButtonEnabled(true);
  addAction(stroke_icon("search"), QLineEdit::LeadingPosition);
  setEnabled(false);
  words_ = new QStringListModel(this);
  completer_ = new QCompleter(words_, this);
  completer_->setWidget(this);
  completer_->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
  connect(completer_, qOverload<const QString&>(&QCompleter::activated), this, &QueryLine::insert);
  apply_soon_.setSingleShot(true);
  apply_soon_.setInterval(typing_pause_ms);
  connect(&apply_soon_, &QTimer::timeout, this, &QueryLine::apply);
  connect(this, &QLineEdit::textEdited, this, &QueryLine::text_edited);
  connect(this, &QLineEdit::textChanged, this, [this] { apply_soon_.start(); });
  connect(this, &QLineEdit::returnPressed, this, [this] {
    apply_soon_.stop();
    apply();
  });
}

void QueryLine::apply() {
  if (!project_) return;
  const QString where = text().trimmed();
  // The project has kept the last filter that it understood: there is nothing to filter anew.
  if (refused_ && where == project_->where()) show_refusal({});
  project_->set_where(where);
}

void QueryLine::set_project(OpenProject* project) {
  project_ = project;
  setEnabled(project != nullptr);
  const QSignalBlocker quiet(this);
  setText(project ? project->where() : QString());
  show_refusal({});
  if (!project) return;
  shown_ = text();
  connect(project, &OpenProject::filtered, this, [this] {
    // What was typed and refused stays until it is mended, or another filter is chosen.
    if (refused_ && project_->where() == shown_) return;
    shown_ = project_->where();
    show_refusal({});
    if (project_->where() == text().trimmed() || apply_soon_.isActive()) return;
    const QSignalBlocker unchanged(this);
    setText(project_->where());
  });
  connect(project, &OpenProject::filterRefused, this, &QueryLine::show_refusal);
}

void QueryLine::show_refusal(const QString& text) {
  setToolTip(text.isEmpty() ? QString() : "<pre>" + text.toHtmlEscaped() + "</pre>");
  setAccessibleDescription(text);
  refused_ = !text.isEmpty();
  update_colour();
  Q_EMIT refused(text);
}

/// Red that can be read on the present base, or the palette's own colour.
void QueryLine::update_colour() {
  QPalette colours;
  if (refused_) {
    const bool dark = is_dark(QApplication::palette());
    colours.setColor(QPalette::Text, dark ? QColor(0xff, 0x8a, 0x80) : QColor(0xb3, 0x26, 0x1e));
  }
  setPalette(colours);
}

void QueryLine::changeEvent(QEvent* event) {
  QLineEdit::changeEvent(event);
  if (event->type() == QEvent::ApplicationPaletteChange && refused_) update_colour();
}

void QueryLine::text_edited() { complete(); }

QString QueryLine::started() const {
  const QStringList parts = query_parts(text().left(cursorPosition()) + '\x1f');
  QString part = parts.isEmpty() ? QString() : parts.back();
  part.remove('\x1f');
  while (part.startsWith('-') || part.startsWith('(')) part.remove(0, 1);
  return part;
}

QStringList QueryLine::completions(const QString& started) const {
  QStringList all;
  const auto& names = project_->names();
  for (const auto& row : project_->classes())
    all << query_term("tag", QString::fromStdString(row.name));
  for (const auto& name : names.splits) all << query_term("split", QString::fromStdString(name));
  for (const auto& layer : project_->layers())
    all << query_term("layer", QString::fromStdString(layer.name));
  for (const char* state : {"new", "labelled", "edited", "reviewed", "broken", "missing"})
    all << query_term("state", state);
  all << "is:tagged"
      << "is:untagged"
      << "name:"
      << "path:"
      << "tags>"
      << "width>"
      << "height>";
  for (const auto& name : names.numbers) all << QString::fromStdString(name) + '>';
  QStringList fitting;
  for (const QString& one : all) {
    const bool starts = one.startsWith(started, Qt::CaseInsensitive);
    const bool value_starts =
        one.section(':', 1).remove('"').startsWith(started, Qt::CaseInsensitive);
    if ((starts || value_starts) && one.compare(started, Qt::CaseInsensitive) != 0) fitting << one;
  }
  return fitting;
}

void QueryLine::complete() {
  const QString part = started();
  if (!project_ || part.isEmpty()) {
    completer_->popup()->hide();
    return;
  }
  const QStringList fitting = completions(part);
  words_->setStringList(fitting);
  if (fitting.isEmpty())
    completer_->popup()->hide();
  else
    completer_->complete();
}

void QueryLine::insert(const QString& completion) {
  const int end = cursorPosition();
  const int length = static_cast<int>(started().size());
  QString now = text();
  now.replace(end - length, length, completion);
  setText(now);
  setCursorPosition(end - length + static_cast<int>(completion.size()));
}

void QueryLine::keyPressEvent(QKeyEvent* event) {
  const bool open = completer_->popup()->isVisible();
  if (open && completer_->popup()->currentIndex().isValid() &&
      (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter ||
       event->key() == Qt::Key_Tab)) {
    event->ignore();  // the completer takes it
    return;
  }
  if (!open && event->key() == Qt::Key_Down) {
    complete();
    return;
  }
  QLineEdit::keyPressEvent(event);
}

}  // namespace penumbra::ui
