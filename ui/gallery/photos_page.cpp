#include "ui/gallery/photos_page.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QSlider>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include "project/query.h"
#include "ui/gallery/check_tags_bar.h"
#include "ui/gallery/facet_panel.h"
#include "ui/gallery/image_list_view.h"
#include "ui/gallery/row_delegate.h"
#include "ui/gallery/tag_panel.h"
#include "ui/gallery/thumbnails.h"
#include "ui/project/open_project.h"
#include "ui/theme/appearance.h"
#include "ui/theme/icon.h"

namespace penumbra::ui {
namespace {
enum View { Grid, List, Empty };
constexpr auto splitter_key = "photos/splitter";
constexpr int smallest_side = 64;
constexpr int usual_side = 128;
}  // namespace

PhotosPage::PhotosPage(JobList&, QWidget* parent) : QWidget(parent) {
  setObjectName("photosPage");
  facets_ = new FacetPanel(this);
  tags_ = new TagPanel(this);
  check_tags_ = new CheckTagsBar(this);
  grid_ = new ImageListView(ImageListView::Shape::Grid, this);
  grid_->setObjectName("imageGrid");
  grid_->setAccessibleName(tr("Images"));
  table_ = new QTableView(this);
  table_->setObjectName("imageTable");
  table_->setAccessibleName(tr("Images"));
  table_->setSelectionBehavior(QAbstractItemView::SelectRows);
  table_->setItemDelegate(new RowDelegate(table_));
  table_->setShowGrid(false);
  table_->setFrameShape(QFrame::NoFrame);
  table_->setAlternatingRowColors(true);
  table_->setWordWrap(false);
  table_->setIconSize({4 * grid_px, 3 * grid_px});
  table_->verticalHeader()->hide();
  table_->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
  table_->verticalHeader()->setDefaultSectionSize(4 * grid_px);
  table_->horizontalHeader()->setHighlightSections(false);
  table_->horizontalHeader()->setStretchLastSection(true);
  views_ = new QStackedWidget(this);
  views_->addWidget(grid_);
  views_->addWidget(table_);
  views_->addWidget(make_empty());

  auto* middle = new QWidget(this);
  auto* column = new QVBoxLayout(middle);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(make_toolbar());
  column->addWidget(check_tags_);
  column->addWidget(views_, 1);
  auto* splitter = new QSplitter(this);
  splitter->setObjectName("photosSplitter");
  splitter->addWidget(facets_);
  splitter->addWidget(middle);
  splitter->addWidget(tags_);
  splitter->setStretchFactor(1, 1);
  splitter->setSizes({26 * grid_px, 100 * grid_px, 26 * grid_px});
  splitter->setChildrenCollapsible(false);
  splitter->restoreState(QSettings().value(splitter_key).toByteArray());
  connect(splitter, &QSplitter::splitterMoved, this,
          [splitter] { QSettings().setValue(splitter_key, splitter->saveState()); });
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(splitter);
  setFocusProxy(grid_);

  make_actions();
  connect(tags_, &TagPanel::classesRequested, this, &PhotosPage::classesRequested);
  connect(grid_, &ImageListView::opened, this, &PhotosPage::opened);
  connect(table_, &QTableView::activated, this, &PhotosPage::opened);
  for (QWidget* view : std::initializer_list<QWidget*>{grid_, table_}) {
    view->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(view, &QWidget::customContextMenuRequested, this,
            [this, view](const QPoint& at) { show_menu(view->mapToGlobal(at)); });
  }
  side_->setValue(QSettings().value("photos/side", usual_side).toInt());
  choose_view(QSettings().value("photos/view", Grid).toInt());
}

QWidget* PhotosPage::make_toolbar() {
  auto* bar = new QWidget(this);
  sort_ = new QComboBox(bar);
  sort_->setObjectName("sort");
  sort_->setAccessibleName(tr("Sort by"));
  sort_->setToolTip(tr("Sort by"));
  order_ = new QToolButton(bar);
  order_->setObjectName("sortOrder");
  order_->setAutoRaise(true);
  order_->setCheckable(true);
  order_->setIcon(stroke_icon("order"));
  order_->setToolTip(tr("Turn the order round"));
  order_->setAccessibleName(tr("Turn the order round"));
  layer_ = new QComboBox(bar);
  layer_->setObjectName("gridLayer");
  layer_->setAccessibleName(tr("Labels over the thumbnails"));
  layer_->setToolTip(tr("Labels over the thumbnails"));
  for (QComboBox* box : {sort_, layer_}) box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
  side_ = new QSlider(Qt::Horizontal, bar);
  side_->setObjectName("thumbnailSize");
  side_->setAccessibleName(tr("Size of thumbnails"));
  side_->setToolTip(tr("Size of thumbnails"));
  side_->setRange(smallest_side, Thumbnails::edge);
  side_->setSingleStep(grid_px);
  side_->setPageStep(4 * grid_px);
  side_->setFixedWidth(14 * grid_px);
  const auto view_button = [bar](const char* name, const char* icon, const QString& tip) {
    auto* button = new QToolButton(bar);
    button->setObjectName(name);
    button->setIcon(stroke_icon(icon));
    button->setToolTip(tip);
    button->setAccessibleName(tip);
    button->setCheckable(true);
    button->setAutoExclusive(true);
    button->setAutoRaise(true);
    return button;
  };
  as_grid_ = view_button("viewGrid", "photos", tr("As thumbnails"));
  as_list_ = view_button("viewList", "list", tr("As a list"));

  auto* layout = new QHBoxLayout(bar);
  layout->setContentsMargins(grid_px, grid_px / 2, grid_px, grid_px / 2);
  layout->setSpacing(grid_px);
  layout->addWidget(new QLabel(tr("Sort"), bar));
  layout->addWidget(sort_);
  layout->addWidget(order_);
  layout->addSpacing(grid_px);
  layout->addWidget(new QLabel(tr("Labels"), bar));
  layout->addWidget(layer_);
  layout->addStretch();
  layout->addWidget(side_);
  layout->addWidget(as_grid_);
  layout->addWidget(as_list_);
  connect(side_, &QSlider::valueChanged, this, [this](int side) {
    grid_->set_side(side);
    QSettings().setValue("photos/side", side);
  });
  connect(as_grid_, &QToolButton::clicked, this, [this] { choose_view(Grid); });
  connect(as_list_, &QToolButton::clicked, this, [this] { choose_view(List); });
  const auto sort = [this] {
    if (!project_ || sort_->currentIndex() < 0) return;
    QString by = sort_->currentData().toString();
    if (order_->isChecked()) by = by.startsWith('-') ? by.mid(1) : '-' + by;
    project_->set_sort(by);
  };
  connect(sort_, &QComboBox::activated, this, [this, sort] {
    order_->setChecked(false);
    sort();
  });
  connect(order_, &QToolButton::clicked, this, sort);
  connect(layer_, &QComboBox::activated, this, &PhotosPage::choose_layer);
  return bar;
}

QWidget* PhotosPage::make_empty() {
  empty_ = new QWidget(this);
  empty_text_ = new QLabel(empty_);
  empty_text_->setObjectName("noImages");
  empty_text_->setAlignment(Qt::AlignCenter);
  empty_text_->setWordWrap(true);
  auto* clear = new QPushButton(tr("Clear the filter"), empty_);
  clear->setObjectName("clearFilter");
  connect(clear, &QPushButton::clicked, this, [this] {
    if (project_) project_->set_where({});
  });
  auto* layout = new QVBoxLayout(empty_);
  layout->addStretch();
  layout->addWidget(empty_text_);
  layout->addWidget(clear, 0, Qt::AlignHCenter);
  layout->addStretch();
  return empty_;
}

void PhotosPage::make_actions() {
  const auto add = [this](const char* name, const QString& text, const QKeySequence& keys,
                          auto&& work) {
    auto* action = new QAction(text, this);
    action->setObjectName(name);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, work);
    addAction(action);
  };
  add("actionOpenImage", tr("Look at the image"), {}, [this] { Q_EMIT opened(); });
  add("actionMarkReviewed", tr("Mark as reviewed"), QKeySequence("Ctrl+R"), [this] { mark(true); });
  add("actionMarkNew", tr("Mark as not reviewed"), QKeySequence("Ctrl+Shift+R"),
      [this] { mark(false); });
  add("actionEditTags", tr("Edit tags"), QKeySequence("T"), [this] {
    Q_EMIT wanted();
    tags_->findChild<QWidget*>("tagList")->setFocus();
  });
  add("actionCheckTags", tr("Check tags"), QKeySequence("Ctrl+T"), [this] {
    if (!project_) return;
    Q_EMIT wanted();
    check_tags_->begin();
  });
  add("actionViewGrid", tr("Show as thumbnails"), {}, [this] { choose_view(Grid); });
  add("actionViewList", tr("Show as a list"), {}, [this] { choose_view(List); });
  add("actionLargerThumbnails", tr("Larger thumbnails"), QKeySequence("Ctrl++"),
      [this] { side_->setValue(side_->value() + 2 * grid_px); });
  add("actionSmallerThumbnails", tr("Smaller thumbnails"), QKeySequence("Ctrl+-"),
      [this] { side_->setValue(side_->value() - 2 * grid_px); });
}

void PhotosPage::set_project(OpenProject* project) {
  if (project_) project_->disconnect(this);
  project_ = project;
  facets_->set_project(project);
  tags_->set_project(project);
  check_tags_->set_project(project);
  // The views' own selection models are theirs to delete; the project's is shared.
  grid_->setModel(project ? &project->images() : nullptr);
  table_->setModel(project ? &project->images() : nullptr);
  if (!project) return;
  grid_->setSelectionModel(&project->selection());
  table_->setSelectionModel(&project->selection());
  table_->horizontalHeader()->resizeSection(ImageListModel::Name, 24 * grid_px);
  table_->horizontalHeader()->resizeSection(ImageListModel::Tags, 20 * grid_px);
  connect(project, &OpenProject::filtered, this, [this] {
    fill_sorts();
    update_empty();
  });
  connect(project, &OpenProject::layersChanged, this, &PhotosPage::fill_layers);
  connect(project, &OpenProject::labelsChanged, this, &PhotosPage::fill_sorts);
  connect(project, &OpenProject::classesChanged, this, &PhotosPage::choose_layer);
  fill_sorts();
  fill_layers();
  update_empty();
}

void PhotosPage::show_panels(bool visible) {
  facets_->setVisible(visible);
  tags_->setVisible(visible);
}

bool PhotosPage::end_check_tags() {
  if (check_tags_->isHidden()) return false;
  check_tags_->end();
  return true;
}

void PhotosPage::fill_sorts() {
  const QString now = project_->sort();
  const QString by = now.startsWith('-') ? now.mid(1) : now;
  sort_->clear();
  sort_->addItem(tr("name"), "name");
  sort_->addItem(tr("folder and file"), "path");
  sort_->addItem(tr("state"), "state");
  sort_->addItem(tr("added"), "added");
  sort_->addItem(tr("number of tags"), "tags");
  for (const auto& number : project::query_names(*project_->project()).numbers) {
    if (number == "uncertain") sort_->addItem(tr("uncertain area, most first"), "uncertain");
    if (number == "contradiction")
      sort_->addItem(tr("tag contradiction, most first"), "contradiction");
    if (number == "disagreement") sort_->addItem(tr("disagreement, most first"), "disagreement");
    if (number == "iou") sort_->addItem(tr("IoU against truth, worst first"), "-iou");
  }
  for (int i = 0; i < sort_->count(); ++i) {
    const QString data = sort_->itemData(i).toString();
    if ((data.startsWith('-') ? data.mid(1) : data) != by) continue;
    sort_->setCurrentIndex(i);
    order_->setChecked(data != now);
  }
}

void PhotosPage::fill_layers() {
  const QVariant last = layer_->currentData();
  layer_->clear();
  layer_->addItem(tr("none"));
  for (const auto& layer : project_->layers())
    layer_->addItem(QString::fromStdString(layer.name), QVariant::fromValue<qint64>(layer.id));
  const int row = last.isValid() ? layer_->findData(last) : 0;
  layer_->setCurrentIndex(std::max(0, row));
  choose_layer();
}

void PhotosPage::choose_layer() {
  if (!project_) return;
  const QVariant layer = layer_->currentData();
  project_->images().thumbnails().set_layer(
      layer.isValid() ? std::optional<project::LayerId>(layer.toLongLong()) : std::nullopt);
}

void PhotosPage::choose_view(int view) {
  view_ = view == List ? List : Grid;
  QSettings().setValue("photos/view", view_);
  as_grid_->setChecked(view_ == Grid);
  as_list_->setChecked(view_ == List);
  side_->setEnabled(view_ == Grid);
  setFocusProxy(view_ == Grid ? static_cast<QWidget*>(grid_) : table_);
  update_empty();
}

void PhotosPage::update_empty() {
  const bool none = project_ && project_->filtered_images().empty();
  if (none) {
    const bool filtered = !project_->where().isEmpty();
    empty_text_->setText(filtered ? tr("No image fits the filter.")
                                  : tr("There are no images in this project yet."));
    empty_->findChild<QWidget*>("clearFilter")->setVisible(filtered);
  }
  views_->setCurrentIndex(none ? Empty : view_);
}

void PhotosPage::show_menu(const QPoint& at) {
  auto* menu = new QMenu(this);
  menu->setObjectName("imageMenu");
  menu->setAttribute(Qt::WA_DeleteOnClose);
  for (const char* name : {"actionOpenImage", "actionEditTags", "actionCheckTags",
                           "actionMarkReviewed", "actionMarkNew"})
    menu->addAction(findChild<QAction*>(name));
  menu->popup(at);
}

void PhotosPage::mark(bool reviewed) {
  if (project_) project_->set_reviewed(project_->selected(), reviewed);
}

}  // namespace penumbra::ui
