#include "ui/review/sessions_dialog.h"

#include <QDateTime>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include "base/atomic_file.h"
#include "base/error.h"
#include "project/time.h"
#include "ui/jobs/duration_text.h"
#include "ui/problem_text.h"
#include "ui/project/open_project.h"
#include "ui/theme/appearance.h"

namespace penumbra::ui {
namespace {

QTableWidgetItem* cell(const QString& text, bool number = true) {
  auto* item = new QTableWidgetItem(text);
  item->setTextAlignment((number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
  return item;
}

QTableWidget* make_table(const char* name, const QString& accessible, const QStringList& headers,
                         QWidget* parent) {
  auto* table = new QTableWidget(0, static_cast<int>(headers.size()), parent);
  table->setObjectName(name);
  table->setAccessibleName(accessible);
  table->setHorizontalHeaderLabels(headers);
  table->horizontalHeaderItem(0)->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
  table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
  table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
  table->horizontalHeader()->setHighlightSections(false);
  table->verticalHeader()->hide();
  table->setShowGrid(false);
  table->setWordWrap(false);
  table->setAlternatingRowColors(true);
  table->setSelectionBehavior(QAbstractItemView::SelectRows);
  table->setSelectionMode(QAbstractItemView::SingleSelection);
  table->setEditTriggers(QAbstractItemView::NoEditTriggers);
  return table;
}

QString second_looks_text(const review::Session& session) {
  const auto all = session.agreed + session.changed;
  if (all == 0) return QStringLiteral("–");
  return SessionsDialog::tr("%1 of %2").arg(number_text(session.agreed), number_text(all));
}

}  // namespace

SessionsDialog::SessionsDialog(OpenProject& project, QWidget* parent)
    : QDialog(parent), project_(&project) {
  setObjectName("sessionsDialog");
  setWindowTitle(tr("Sessions"));
  setAttribute(Qt::WA_DeleteOnClose);
  text_ = new QLabel(tr("Adding up…"), this);
  text_->setObjectName("sessionsText");
  text_->setWordWrap(true);
  table_ = make_table("sessionsTable", tr("Sessions"),
                      {tr("Started"), tr("Active"), tr("Reviewed"), tr("Edited"), tr("Strokes"),
                       tr("Second looks agreed")},
                      this);
  pixels_ = make_table("sessionPixels", tr("Changed pixels of the chosen session"),
                       {tr("Label"), tr("Pixels gained"), tr("Pixels lost")}, this);
  export_ = new QPushButton(tr("Export CSV…"), this);
  export_->setObjectName("exportSessions");
  export_->setEnabled(false);
  auto* close = new QPushButton(tr("Close"), this);
  close->setObjectName("closeSessions");
  close->setDefault(true);
  auto* tables = new QHBoxLayout;
  tables->setSpacing(2 * grid_px);
  tables->addWidget(table_, 3);
  tables->addWidget(pixels_, 2);
  auto* buttons = new QHBoxLayout;
  buttons->addStretch();
  buttons->addWidget(export_);
  buttons->addWidget(close);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(2 * grid_px, 2 * grid_px, 2 * grid_px, 2 * grid_px);
  layout->setSpacing(grid_px);
  layout->addWidget(text_);
  layout->addLayout(tables, 1);
  layout->addLayout(buttons);
  resize(120 * grid_px, 50 * grid_px);

  connect(table_, &QTableWidget::currentCellChanged, this, &SessionsDialog::show_pixels);
  connect(export_, &QPushButton::clicked, this, &SessionsDialog::ask_for_file);
  connect(close, &QPushButton::clicked, this, &QDialog::close);
  connect(&project, &QObject::destroyed, this, &QDialog::close);
  read();
}

void SessionsDialog::read() {
  reading_.submit([this, project = project_->project()](JobControl& control) {
    QString problem;
    Sessions sessions;
    try {
      sessions = std::make_shared<const std::vector<review::Session>>(
          review::sessions(*project, project::milliseconds_now(), control));
    } catch (const Cancelled&) {
      throw;
    } catch (const std::exception& error) {
      problem = problem_text(error);
    }
    QMetaObject::invokeMethod(this, [this, sessions, problem] {
      if (sessions)
        show_sessions(sessions);
      else
        text_->setText(problem);
    });
  });
}

void SessionsDialog::show_sessions(Sessions sessions) {
  sessions_ = std::move(sessions);
  export_->setEnabled(!sessions_->empty());
  text_->setText(
      sessions_->empty()
          ? tr("Nothing was reviewed or edited yet.")
          : tr("A session ends with half an hour without a review or an edit. Breaks of more than "
               "five minutes are not counted as active. What was undone does not count."));
  table_->setRowCount(static_cast<int>(sessions_->size()));
  const QLocale locale;
  for (int row = 0; row < table_->rowCount(); ++row) {
    const auto& session = (*sessions_)[static_cast<std::size_t>(row)];
    QString started =
        locale.toString(QDateTime::fromMSecsSinceEpoch(session.started), QLocale::ShortFormat);
    if (!session.over) started = tr("%1, going on").arg(started);
    int column = 0;
    table_->setItem(row, column++, cell(started, false));
    for (const QString& text : {duration_text(static_cast<double>(session.active) / 1000),
                                number_text(session.reviewed), number_text(session.edits.images),
                                number_text(session.edits.strokes), second_looks_text(session)})
      table_->setItem(row, column++, cell(text));
  }
  if (table_->rowCount() > 0) table_->setCurrentCell(0, 0);
}

void SessionsDialog::show_pixels() {
  const int row = table_->currentRow();
  if (!project_ || row < 0) return pixels_->setRowCount(0);
  const auto& changes = (*sessions_)[static_cast<std::size_t>(row)].edits.pixels;
  pixels_->setRowCount(static_cast<int>(changes.size()));
  int line = 0;
  for (const auto& [label, change] : changes) {
    auto* name = cell(project_->class_name(label), false);
    pixels_->setItem(line, 0, name);
    pixels_->setItem(line, 1, cell(number_text(change.became)));
    pixels_->setItem(line, 2, cell(number_text(change.ceased)));
    ++line;
  }
}

void SessionsDialog::ask_for_file() {
  auto* dialog = new QFileDialog(this, tr("Write the sessions"), {}, tr("Tables (*.csv)"));
  dialog->setObjectName("sessionsFile");
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setFileMode(QFileDialog::AnyFile);
  dialog->setDefaultSuffix("csv");
  dialog->selectFile("sessions.csv");
  connect(dialog, &QFileDialog::fileSelected, this,
          [this](const QString& file) { write(file.toStdString()); });
  dialog->open();
}

void SessionsDialog::write(const std::filesystem::path& file) {
  if (!project_ || !sessions_) return;
  reading_.submit([this, file, sessions = sessions_, project = project_->project()](JobControl&) {
    QString said = tr("Written: %1").arg(QString::fromStdString(file.string()));
    try {
      write_file_atomically(file, review::to_csv(*project, *sessions));
    } catch (const std::exception& error) {
      said = problem_text(error);
    }
    QMetaObject::invokeMethod(this, [this, said] {
      text_->setText(said);
      Q_EMIT message(said);
    });
  });
}

}  // namespace penumbra::ui
