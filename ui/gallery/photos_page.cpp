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
#include <algorithm>

#include "ui/context_menu.h"
#include "ui/gallery/check_tags_bar.h"
#include "ui/gallery/facet_panel.h"
#include "ui/gallery/image_actions.h"
#include "ui/gallery/image_list_view.h"
#include "ui/gallery/row_delegate.h"
#include "ui/gallery/tag_panel.h"
#include "ui/gallery/thumbnails.h"
#include "ui/project/open_project.h"
#include "ui/settings_writer.h"
#include "ui/splitter_memory.h"
#include "ui/table_columns.h"
#include "ui/theme/appearance.h"
#include "ui/theme/icon.h"

namespace penumbra::ui {
namespace {
enum View { Grid, List, Empty };
constexpr auto splitter_key = "photos/splitter";
constexpr int smallest_side = 64;
constexpr int usual_side = 128;

/// What images can be sorted by, and what comes first then.
struct Sort {
  QString by;  ///< of project::Selection, in the usual order
  QString text;
  QString first;
  QString first_turned;
  int column = -1;                           ///< of the list; -1: none
  Qt::SortOrder arrow = Qt::AscendingOrder;  ///< of the column in the usual order
};

std::vector<Sort> sorts() {
  const QString most = PhotosPage::tr("most first"), least = PhotosPage::tr("least first");
  using List = ImageListModel;
  return {
      {"name", PhotosPage::tr("name"), PhotosPage::tr("A to Z"), PhotosPage::tr("Z to A"),
       List::Name},
      {"path", PhotosPage::tr("folder and file"), PhotosPage::tr("A to Z"),
       PhotosPage::tr("Z to A"), List::Path},
      {"state", PhotosPage::tr("state"), PhotosPage::tr("new first"),
       PhotosPage::tr("reviewed first"), List::State},
      {"added", PhotosPage::tr("added"), PhotosPage::tr("oldest first"),
       PhotosPage::tr("latest first")},
      {"tags", PhotosPage::tr("number of tags"), PhotosPage::tr("fewest first"), most, List::Tags},
      {"uncertain", PhotosPage::tr("uncertain area"), most, least, List::Uncertain,
       Qt::DescendingOrder},
      {"contradiction", PhotosPage::tr("tag contradiction"), most, least, List::Contradiction,
       Qt::DescendingOrder},
      {"disagreement", PhotosPage::tr("disagreement"), most, least},
      {"-iou", PhotosPage::tr("IoU against truth"), PhotosPage::tr("worst first"),
       PhotosPage::tr("best first"), List::Iou}};
}

QString turned(const QString& sort) { return sort.startsWith('-') ? sort.mid(1) : '-' + sort; }

QString without_sign(const QString& sort) { return sort.startsWith('-') ? sort.mid(1) : sort; }
}  // namespace

PhotosPage::PhotosPage(QWidget* parent) : QWidget(parent) {
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
  table_->horizontalHeader()->setSortIndicatorShown(true);
  columns_ = new TableColumns(*table_, "photos/columns");
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
  remember_sizes(*splitter, splitter_key);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(splitter);
  setFocusProxy(grid_);

  make_actions();
  connect(tags_, &TagPanel::classesRequested, this, &PhotosPage::classesRequested);
  connect(grid_, &ImageListView::opened, this, &PhotosPage::opened);
  connect(table_, &QTableView::activated, this, &PhotosPage::opened);
  connect(table_->horizontalHeader(), &QHeaderView::sectionClicked, this,
          &PhotosPage::sort_by_column);
  for (QWidget* view : std::initializer_list<QWidget*>{grid_, table_})
    give_context_menu(*view, "imageMenu", [this](QMenu& menu, const QPoint&) { fill_menu(menu); });
  side_->setValue(QSettings().value("photos/side", usual_side).toInt());
  choose_view(QSettings().value("photos/view", Grid).toInt());
}

QWidget* PhotosPage::make_toolbar() {
  auto* bar = new QWidget(this);
  sort_ = new QComboBox(bar);
  sort_->setObjectName("sort");
  sort_->setAccessibleName(tr("Sort by"));
  sort_->setToolTip(tr("Sort by"));
  sort_->setPlaceholderText(tr("review queue"));
  order_ = new QToolButton(bar);
  order_->setObjectName("sortOrder");
  order_->setAutoRaise(true);
  order_->setIcon(stroke_icon("order"));
  order_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  order_->setToolTip(tr("Turn the order round"));
  order_->setAccessibleName(tr("Turn the order round"));
  layer_ = new QComboBox(bar);
  layer_->setObjectName("gridLayer");
  layer_->setAccessibleName(tr("Labels over the thumbnails"));
  layer_->setToolTip(tr("Labels over the thumbnails"));
  for (QComboBox* box : {sort_, layer_}) {
    box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    box->setMinimumContentsLength(12);  // names of layers come while nobody looks
  }
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

  auto* review = new QToolButton(bar);
  review->setObjectName("startReview");
  review->setText(tr("Review"));
  review->setIcon(stroke_icon("review"));
  review->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  review->setToolTip(tr("Walk through the images of the filter that most need you (Ctrl+Return)"));
  connect(review, &QToolButton::clicked, this, &PhotosPage::reviewRequested);

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
  layout->addWidget(review);
  layout->addSpacing(grid_px);
  layout->addWidget(side_);
  layout->addWidget(as_grid_);
  layout->addWidget(as_list_);
  connect(side_, &QSlider::valueChanged, this, [this](int side) {
    grid_->set_side(side);
    change_setting("photos/side", side);
  });
  connect(as_grid_, &QToolButton::clicked, this, [this] { choose_view(Grid); });
  connect(as_list_, &QToolButton::clicked, this, [this] { choose_view(List); });
  connect(sort_, &QComboBox::activated, this, [this] { sort(sort_->currentData().toString()); });
  connect(order_, &QToolButton::clicked, this, [this] {
    if (project_) sort(turned(project_->sort()));
  });
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
  proposed_.clear();
  importing_ = false;
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
  columns_->restore();
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
  const auto holds = [](const auto& names, const QString& name) {
    return std::ranges::find(names, name.toStdString()) != std::ranges::end(names);
  };
  sort_->clear();
  for (const Sort& sort : sorts()) {
    const QString by = without_sign(sort.by);
    if (holds(project::known_numbers, by) && !holds(project_->names().numbers, by)) continue;
    sort_->addItem(sort.text, sort.by);
  }
  show_sort();
}

/// What comes first, said beside the order and by the arrow of the list's column.
void PhotosPage::show_sort() {
  const QString now = project_->sort();
  auto* header = table_->horizontalHeader();
  order_->setEnabled(!project_->has_order());
  if (project_->has_order()) {
    sort_->setCurrentIndex(-1);
    header->setSortIndicator(-1, Qt::AscendingOrder);
    return;
  }
  for (const Sort& sort : sorts()) {
    if (without_sign(sort.by) != without_sign(now)) continue;
    const bool usual = now == sort.by;
    sort_->setCurrentIndex(sort_->findData(sort.by));
    order_->setText(usual ? sort.first : sort.first_turned);
    const auto other = sort.arrow == Qt::AscendingOrder ? Qt::DescendingOrder : Qt::AscendingOrder;
    header->setSortIndicator(sort.column, usual ? sort.arrow : other);
  }
}

/// A click on a column's header sorts by it, another turns the order round.
void PhotosPage::sort_by_column(int column) {
  for (const Sort& sort : sorts())
    if (sort.column == column && sort_->findData(sort.by) >= 0)
      this->sort(project_->sort() == sort.by ? turned(sort.by) : sort.by);
  show_sort();
}

void PhotosPage::sort(const QString& by) {
  if (!project_) return;
  project_->set_sort(by);
  show_sort();
}

void PhotosPage::fill_layers() {
  const QVariant last = layer_->currentData();
  layer_->clear();
  layer_->addItem(tr("none"));
  for (const auto& layer : project_->layers())
    layer_->addItem(QString::fromStdString(layer.name), QVariant::fromValue<qint64>(layer.id));
  int row = last.isValid() ? layer_->findData(last) : 0;
  if (row <= 0 && !proposed_.isEmpty()) row = layer_->findText(proposed_);
  if (row > 0) proposed_.clear();
  layer_->setCurrentIndex(std::max(0, row));
  choose_layer();
}

void PhotosPage::propose_labels(const QString& layer) {
  proposed_ = layer;
  if (project_ && layer_->currentIndex() == 0) fill_layers();
}

void PhotosPage::choose_layer() {
  if (!project_) return;
  const QVariant layer = layer_->currentData();
  project_->images().thumbnails().set_layer(
      layer.isValid() ? std::optional<project::LayerId>(layer.toLongLong()) : std::nullopt);
}

void PhotosPage::choose_view(int view) {
  view_ = view == List ? List : Grid;
  change_setting("photos/view", view_);
  as_grid_->setChecked(view_ == Grid);
  as_list_->setChecked(view_ == List);
  side_->setEnabled(view_ == Grid);
  setFocusProxy(view_ == Grid ? static_cast<QWidget*>(grid_) : table_);
  update_empty();
}

void PhotosPage::set_importing(bool importing) {
  importing_ = importing;
  update_empty();
}

void PhotosPage::update_empty() {
  const bool none = project_ && project_->filtered_images().empty();
  if (none) {
    const bool filtered = !project_->where().isEmpty();
    empty_text_->setText(filtered     ? tr("No image fits the filter.")
                         : importing_ ? tr("The photos are being read. The first appear soon.")
                                      : tr("There are no images in this project yet."));
    empty_->findChild<QWidget*>("clearFilter")->setVisible(filtered);
  }
  views_->setCurrentIndex(none ? Empty : view_);
}

void PhotosPage::fill_menu(QMenu& menu) {
  for (const char* name : {"actionOpenImage", "actionEditTags", "actionCheckTags",
                           "actionMarkReviewed", "actionMarkNew"})
    menu.addAction(findChild<QAction*>(name));
  if (!project_) return;
  menu.addSeparator();
  add_image_actions(menu, *project_, project_->selected());
}

void PhotosPage::mark(bool reviewed) {
  if (project_) project_->set_reviewed(project_->selected(), reviewed);
}

}  // namespace penumbra::ui
