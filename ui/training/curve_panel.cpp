#include "ui/training/curve_panel.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QFileDialog>
#include <QLabel>
#include <QMenu>
#include <QSettings>
#include <QSlider>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>
#include <QVBoxLayout>
#include <cmath>

#include "base/atomic_file.h"
#include "base/error.h"
#include "ui/context_menu.h"
#include "ui/problem_text.h"
#include "ui/settings_writer.h"
#include "ui/theme/appearance.h"
#include "ui/theme/icon.h"
#include "ui/training/curve_legend.h"

namespace penumbra::ui {
namespace {

constexpr int smoothing_steps = 100;
constexpr int usual_smoothing = 75;
constexpr auto smoothing_key = "training/smoothing";
constexpr auto logarithmic_key = "training/logAxis";

/// Each step to the right makes the mean longer by the same factor, up to 1000 values.
double weight_of(int slider) {
  return slider == 0 ? 0 : 1 - std::pow(1000.0, -slider / static_cast<double>(smoothing_steps));
}

struct PlotText {
  const char* name;  ///< of the widget
  QString tab;
  PlotLook look;
  QString empty;
};

QString losses_text(bool running) {
  return running
             ? CurvePanel::tr("The losses of each step appear here.\nThe run prepares its first.")
             : CurvePanel::tr(
                   "The losses of each step appear here.\nChoose a preset and press Start.");
}

PlotText text_of(PlotKind kind) {
  switch (kind) {
    case PlotKind::Losses:
      return {"lossCurves",
              CurvePanel::tr("Losses"),
              {CurvePanel::tr("loss"), 3, true},
              losses_text(/*running=*/false)};
    case PlotKind::Miou:
      return {"miouCurves",
              CurvePanel::tr("mIoU"),
              {CurvePanel::tr("mIoU, %"), 3, false},
              CurvePanel::tr(
                  "The mIoU of each validation appears here,\nwhere a split has ground truth.")};
    case PlotKind::Rates:
      return {"rateCurves",
              CurvePanel::tr("Rate"),
              {CurvePanel::tr("learning rate"), 3, true},
              CurvePanel::tr("The learning rate of each step appears here.")};
    case PlotKind::Speed:
      return {"speedCurves",
              CurvePanel::tr("Speed"),
              {CurvePanel::tr("images per second"), 3, true},
              CurvePanel::tr("How many images a second the run takes appears here.")};
    case PlotKind::Memory:
      return {"memoryCurves",
              CurvePanel::tr("Memory"),
              {CurvePanel::tr("memory, GB"), 3, true},
              CurvePanel::tr("The memory that the program holds appears here.")};
    case PlotKind::Other:
      break;
  }
  return {"otherCurves",
          CurvePanel::tr("Other"),
          {CurvePanel::tr("value"), 3, true},
          CurvePanel::tr("Other curves appear here.")};
}

}  // namespace

CurvePanel::CurvePanel(QWidget* parent) : QWidget(parent) {
  tabs_ = new QTabBar(this);
  tabs_->setObjectName("plotChoice");
  tabs_->setAccessibleName(tr("Which plot is shown"));
  tabs_->setDrawBase(false);
  tabs_->setExpanding(false);
  pages_ = new QStackedWidget(this);
  for (const PlotKind kind : all_plots) {
    const PlotText text = text_of(kind);
    auto* page = new QWidget;
    auto* plot = new CurvePlot(text.look, page);
    plot->setObjectName(text.name);
    plot->set_empty_text(text.empty);
    plots_[static_cast<std::size_t>(kind)] = plot;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(grid_px / 2);
    column->addWidget(new CurveLegend(*plot, page));
    column->addWidget(plot, 1);
    pages_->addWidget(page);
    tabs_->addTab(text.tab);
    for (QWidget* place : {static_cast<QWidget*>(plot), &plot->canvas()})
      give_context_menu(*place, "plotMenu",
                        [this](QMenu& menu, const QPoint&) { fill_menu(menu); });
    connect(plot, &CurvePlot::followsChanged, this, [this, plot](bool follows) {
      if (plot == &shown_plot()) fit_->setEnabled(!follows);
    });
  }
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(grid_px / 2);
  layout->addWidget(make_bar());
  layout->addWidget(pages_, 1);

  connect(tabs_, &QTabBar::currentChanged, this, [this](int index) {
    pages_->setCurrentIndex(index);
    const auto kind = all_plots[static_cast<std::size_t>(index)];
    smoothing_->setEnabled(text_of(kind).look.can_be_smoothed);
    fit_->setEnabled(!shown_plot().follows());
  });
  connect(&plot(PlotKind::Other), &CurvePlot::curvesChanged, this, &CurvePanel::update_other);
  const QSettings settings;
  smoothing_->setValue(settings.value(smoothing_key, usual_smoothing).toInt());
  logarithmic_->setChecked(settings.value(logarithmic_key, false).toBool());
  update_other();
}

void CurvePanel::set_running(bool running) {
  plot(PlotKind::Losses).set_empty_text(losses_text(running));
}

QWidget* CurvePanel::make_bar() {
  auto* bar = new QWidget(this);
  smoothing_ = new QSlider(Qt::Horizontal, bar);
  smoothing_->setObjectName("smoothing");
  smoothing_->setRange(0, smoothing_steps);
  smoothing_->setFixedWidth(14 * grid_px);
  smoothing_->setToolTip(
      tr("How much the strong line is smoothed; the values stay faint behind it"));
  auto* label = new QLabel(tr("S&moothing"), bar);
  label->setBuddy(smoothing_);
  smoothing_->setAccessibleName(tr("Smoothing"));
  logarithmic_ = new QCheckBox(tr("&Log axis"), bar);
  logarithmic_->setObjectName("logAxis");
  logarithmic_->setToolTip(tr("Show values on a logarithmic axis; those below 0 are left out"));
  fit_ = new QToolButton(bar);
  fit_->setObjectName("fitCurves");
  fit_->setText(tr("Fit"));
  fit_->setToolTip(
      tr("Show all steps again (0 or a double click). Drag to move, turn the wheel to zoom"));
  fit_->setEnabled(false);
  auto* save = new QToolButton(bar);
  save->setObjectName("exportCurves");
  save->setIcon(stroke_icon("export"));
  save->setText(tr("Save"));
  save->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  save->setToolTip(tr("Save this plot as a picture or a table"));
  save->setPopupMode(QToolButton::InstantPopup);
  exports_ = new QMenu(save);
  const auto add = [&](const char* name, const QString& text, const QString& filter,
                       const QString& suffix) {
    QAction* action = exports_->addAction(text);
    action->setObjectName(name);
    connect(action, &QAction::triggered, this,
            [this, text, filter, suffix] { choose_export(text, filter, suffix); });
  };
  add("exportPng", tr("As a picture (PNG)…"), tr("Pictures (*.png)"), "png");
  add("exportPdf", tr("As a page (PDF)…"), tr("PDF (*.pdf)"), "pdf");
  add("exportCsv", tr("As a table (CSV)…"), tr("Tables (*.csv)"), "csv");
  save->setMenu(exports_);

  auto* row = new QHBoxLayout(bar);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(grid_px);
  row->addWidget(tabs_);
  row->addStretch();
  for (QWidget* part : std::initializer_list<QWidget*>{label, smoothing_, logarithmic_, fit_, save})
    row->addWidget(part);

  connect(smoothing_, &QSlider::valueChanged, this, [this](int value) {
    for (CurvePlot* plot : plots_) plot->set_smoothing(weight_of(value));
    change_setting(smoothing_key, value);
  });
  connect(logarithmic_, &QCheckBox::toggled, this, [this](bool on) {
    for (CurvePlot* plot : plots_) plot->set_logarithmic(on);
    change_setting(logarithmic_key, on);
  });
  connect(fit_, &QToolButton::clicked, this, [this] { shown_plot().fit(); });
  return bar;
}

void CurvePanel::fill_menu(QMenu& menu) {
  add_action(menu, "plotFit", tr("Show all steps"), [this] {
    shown_plot().fit();
  })->setEnabled(fit_->isEnabled());
  QAction* logarithmic =
      add_action(menu, "plotLogAxis", tr("Logarithmic axis"), [this] { logarithmic_->toggle(); });
  logarithmic->setCheckable(true);
  logarithmic->setChecked(logarithmic_->isChecked());
  menu.addSeparator();
  add_action(menu, "plotCopy", tr("Copy as a picture"),
             [this] { QApplication::clipboard()->setPixmap(shown_plot().grab()); });
  add_action(menu, "plotCopyTable", tr("Copy as a table"),
             [this] { copy_text(shown_plot().csv()); });
  menu.addActions(exports_->actions());
}

CurvePlot& CurvePanel::plot(PlotKind kind) const { return *plots_[static_cast<std::size_t>(kind)]; }

CurvePlot& CurvePanel::shown_plot() const {
  return *plots_[static_cast<std::size_t>(std::max(0, tabs_->currentIndex()))];
}

void CurvePanel::show_plot(PlotKind kind) { tabs_->setCurrentIndex(static_cast<int>(kind)); }

void CurvePanel::set_run(const QString& run, const QString& name, int dash) {
  for (CurvePlot* plot : plots_) plot->set_run(run, name, dash);
}

void CurvePanel::set_curves(const QString& run, const std::vector<Curve>& curves) {
  for (const Curve& curve : curves) plot(curve.plot).set_points(run, curve.quantity, curve.points);
}

void CurvePanel::add(const QString& run, double step, const std::vector<CurveValue>& values) {
  for (const CurveValue& value : values)
    plot(value.plot).add(run, value.quantity, step, value.value);
}

void CurvePanel::mark_best(const QString& run, const QString& quantity) {
  plot(PlotKind::Miou).mark_best(run, quantity);
}

void CurvePanel::remove_run(const QString& run) {
  for (CurvePlot* plot : plots_) plot->remove_run(run);
}

void CurvePanel::set_phases(const std::vector<Phase>& phases) {
  for (CurvePlot* plot : plots_) plot->set_phases(phases);
}

void CurvePanel::set_end(double step) {
  for (CurvePlot* plot : plots_) plot->set_end(step);
}

/// A tab of curves that are none of the others', only while there are some.
void CurvePanel::update_other() {
  tabs_->setTabVisible(static_cast<int>(PlotKind::Other), plot(PlotKind::Other).has_curves());
}

void CurvePanel::choose_export(const QString& title, const QString& filter, const QString& suffix) {
  auto* dialog = new QFileDialog(this, QString(title).remove("…"), QString(), filter);
  dialog->setObjectName("exportCurvesDialog");
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setDefaultSuffix(suffix);
  connect(dialog, &QFileDialog::fileSelected, this, &CurvePanel::export_to);
  dialog->open();
}

void CurvePanel::export_to(const QString& file) {
  try {
    if (file.endsWith(".png", Qt::CaseInsensitive) || file.endsWith(".pdf", Qt::CaseInsensitive)) {
      const bool picture = file.endsWith(".png", Qt::CaseInsensitive);
      if (picture ? !shown_plot().save_png(file) : !shown_plot().save_pdf(file))
        throw Error("cannot be written", file.toStdString(),
                    "Choose another folder, or free some space on that disk");
    } else {
      write_file_atomically(file.toStdString(), shown_plot().csv().toStdString());
    }
    Q_EMIT exported(file);
  } catch (const std::exception& error) {
    Q_EMIT failed(problem_text(error));
  }
}

}  // namespace penumbra::ui
