#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QComboBox>
#include <QDesktopServices>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSlider>
#include <QTableView>
#include <QToolButton>
#include <QTreeWidget>
#include <QtTest>

#include "photo_project.h"
#include "private_settings.h"
#include "project/image_state.h"
#include "project/tag_scores.h"
#include "right_click.h"
#include "ui/gallery/image_list_view.h"
#include "ui/gallery/photos_page.h"
#include "ui/gallery/thumbnails.h"
#include "ui/project/open_project.h"
#include "ui/project/query_line.h"
#include "ui/project/query_text.h"

using namespace penumbra;
using namespace penumbra::ui;

class TestPhotos : public QObject {
  Q_OBJECT

 private:
  std::unique_ptr<PhotoProject> photos_;
  std::unique_ptr<JobList> jobs_;
  std::unique_ptr<OpenProject> project_;
  std::unique_ptr<PhotosPage> page_;
  QUrl opened_;  ///< what the desktop was asked to open

  template <class T>
  T* part(const char* name) const {
    auto* found = page_->findChild<T*>(name);
    if (!found) qFatal("the page has no %s", name);
    return found;
  }

  int shown() const { return project_->images().rowCount(); }

  std::vector<int> tags_of(project::ImageId image) const {
    return project::rows(*project_->project(), {&image, 1}).front().tags;
  }

  void click_item(QListWidget* list, int row) const {
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                      list->visualItemRect(list->item(row)).center());
  }

 public Q_SLOTS:
  void take_url(const QUrl& url) { opened_ = url; }

 private Q_SLOTS:
  void init() {
    QSettings().clear();
    photos_ = std::make_unique<PhotoProject>(6);
    jobs_ = std::make_unique<JobList>();
    project_ = std::make_unique<OpenProject>(photos_->project(), *jobs_);
    page_ = std::make_unique<PhotosPage>();
    page_->resize(1200, 800);
    page_->set_project(project_.get());
    page_->show();
    page_->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(page_.get()));
    QTRY_COMPARE(shown(), 6);
  }

  void cleanup() {
    page_->set_project(nullptr);
    page_.reset();
    project_.reset();
    jobs_.reset();
    photos_.reset();
  }

  void the_model_is_one() {
    QAbstractItemModelTester tester(&project_->images());
    project_->set_where("tag:dog");
    QTRY_COMPARE(shown(), 2);
    project_->set_where("");
    QTRY_COMPARE(shown(), 6);
  }

  void names_tags_and_thumbnails_arrive() {
    const auto& model = project_->images();
    QTRY_COMPARE(model.index(1, 0).data().toString(), QString("photo_01.png"));
    QCOMPARE(model.index(1, 0).data(ImageListModel::TagsRole).toString(), QString("cat, dog"));
    QCOMPARE(model.index(2, 0).data(ImageListModel::TagsRole).toString(), QString("no tags"));
    QTRY_VERIFY(!model.index(0, 0).data(Qt::DecorationRole).isNull());
    QCOMPARE(model.index(0, 0).data(Qt::DecorationRole).value<QPixmap>().size(), QSize(64, 48));
  }

  void a_photo_that_is_gone_says_so() {
    std::filesystem::remove(photos_->photos() / "photo_03.png");
    const auto& model = project_->images();
    QTRY_VERIFY(model.row(3) != nullptr);
    QTRY_VERIFY(!model.index(3, 0).data(ImageListModel::ProblemRole).toString().isEmpty());
    QVERIFY(model.index(3, 0).data(Qt::DecorationRole).isNull());
  }

  void labels_lie_over_the_thumbnails() {
    const auto layer = photos_->add_layer("half", project::LayerKind::Imported, 1);
    project_->layers_changed();
    auto* box = part<QComboBox>("gridLayer");
    QCOMPARE(box->count(), 2);
    box->setCurrentIndex(1);
    Q_EMIT box->activated(1);
    QCOMPARE(project_->images().thumbnails().layer(), std::optional(layer));
    const auto& model = project_->images();
    QTRY_VERIFY(!model.index(0, 0).data(ImageListModel::OverlayRole).isNull());
    const auto picture =
        model.index(0, 0).data(ImageListModel::OverlayRole).value<QPixmap>().toImage();
    QVERIFY(picture.pixelColor(5, 20).alpha() > 100);
    QCOMPARE(picture.pixelColor(60, 20).alpha(), 0);
  }

  void facets_count_and_filter() {
    auto* facets = part<QTreeWidget>("facets");
    QTRY_VERIFY(facets->topLevelItemCount() >= 2);
    const auto find = [&](const QString& text) -> QTreeWidgetItem* {
      for (int i = 0; i < facets->topLevelItemCount(); ++i)
        for (int j = 0; j < facets->topLevelItem(i)->childCount(); ++j)
          if (facets->topLevelItem(i)->child(j)->text(0) == text)
            return facets->topLevelItem(i)->child(j);
      return nullptr;
    };
    QTRY_VERIFY(find("dog") && find("dog")->text(1) == "2");
    QCOMPARE(find("cat")->text(1), QString("4"));
    QCOMPARE(find("not tagged yet")->text(1), QString("2"));
    QTest::mouseClick(facets->viewport(), Qt::LeftButton, {},
                      facets->visualItemRect(find("dog")).center());
    QTRY_COMPARE(shown(), 2);
    QCOMPARE(project_->where(), QString("tag:dog"));
    QTRY_COMPARE(find("dog")->checkState(0), Qt::Checked);
    QTest::mouseClick(facets->viewport(), Qt::LeftButton, {},
                      facets->visualItemRect(find("dog")).center());
    QTRY_COMPARE(shown(), 6);
  }

  void tags_of_many_are_edited_at_once_and_undone() {
    auto* grid = part<QListView>("imageGrid");
    grid->selectAll();
    auto* list = part<QListWidget>("tagList");
    QTRY_VERIFY(part<QLabel>("tagHeading")->text().contains("6 images"));
    QTRY_COMPARE(list->item(1)->checkState(), Qt::PartiallyChecked);
    const auto ids = project_->filtered_images();
    click_item(list, 1);  // dog
    QTRY_COMPARE(list->item(1)->checkState(), Qt::Checked);
    for (const auto id : ids) QTRY_VERIFY(std::ranges::count(tags_of(id), 2) == 1);
    click_item(list, 1);
    QTRY_COMPARE(list->item(1)->checkState(), Qt::Unchecked);
    project_->undo_change();
    project_->undo_change();
    QTRY_COMPARE(list->item(1)->checkState(), Qt::PartiallyChecked);
    QTRY_COMPARE(tags_of(ids[0]), std::vector{1});
    QTRY_VERIFY(tags_of(ids[2]).empty());
  }

  void a_new_class_is_added_with_the_tag() {
    project_->set_current(project_->filtered_images()[2]);
    QTRY_VERIFY(part<QLabel>("tagHeading")->text().contains("not tagged"));
    auto* line = part<QLineEdit>("newClass");
    QTest::keyClicks(line, "traffic light");
    QTest::keyClick(line, Qt::Key_Return);
    QTRY_COMPARE(project_->classes().size(), std::size_t(3));
    QTRY_COMPARE(tags_of(project_->filtered_images()[2]), std::vector{3});
    QTest::keyClicks(line, "cat");  // is there already
    QSignalSpy failed(project_.get(), &OpenProject::failed);
    QTest::keyClick(line, Qt::Key_Return);
    QTRY_COMPARE(failed.count(), 1);
    QCOMPARE(line->text(), QString("cat"));  // to be mended
  }

  void sorting_turns_round() {
    auto* order = part<QToolButton>("sortOrder");
    const auto first = project_->filtered_images().front();
    QTest::mouseClick(order, Qt::LeftButton);
    QTRY_COMPARE(project_->filtered_images().back(), first);
    QCOMPARE(project_->sort(), QString("-name"));
  }

  void what_comes_first_is_said() {
    const auto values = [this](std::initializer_list<double> numbers) {
      std::vector<std::pair<project::ImageId, double>> rows;
      for (const double number : numbers)
        rows.emplace_back(project_->filtered_images()[rows.size()], number);
      return rows;
    };
    project::set_numbers(*project_->project(), "iou", values({0.5, 0.2, 0.9}));
    project::set_numbers(*project_->project(), "uncertain", values({0.1, 0.3, 0.2}));
    auto* sort = part<QComboBox>("sort");
    QCOMPARE(sort->findText("IoU against truth"), -1);  // not known to have come yet
    project_->images_changed();
    QTRY_VERIFY(sort->findText("IoU against truth") >= 0);
    auto* order = part<QToolButton>("sortOrder");
    QCOMPARE(order->text(), QString("A to Z"));
    const auto by = [&](const char* text) {
      sort->setCurrentText(text);
      Q_EMIT sort->activated(sort->currentIndex());
    };
    const auto first = [this] { return project_->filtered_images()[0]; };
    const auto ids = project_->filtered_images();
    by("IoU against truth");
    QTRY_COMPARE(first(), ids[1]);
    QCOMPARE(order->text(), QString("worst first"));
    QTest::mouseClick(order, Qt::LeftButton);
    QTRY_COMPARE(first(), ids[2]);
    QCOMPARE(order->text(), QString("best first"));
    by("uncertain area");
    QTRY_COMPARE(first(), ids[1]);
    QCOMPARE(order->text(), QString("most first"));
    // Columns of the list say and do the same.
    QTest::mouseClick(part<QToolButton>("viewList"), Qt::LeftButton);
    auto* header = part<QTableView>("imageTable")->horizontalHeader();
    QCOMPARE(header->sortIndicatorSection(), int(ImageListModel::Uncertain));
    QCOMPARE(header->sortIndicatorOrder(), Qt::DescendingOrder);
    const auto click = [&](int column) {
      QTest::mouseClick(header->viewport(), Qt::LeftButton, {},
                        {header->sectionViewportPosition(column) + 10, header->height() / 2});
    };
    click(ImageListModel::Name);
    QTRY_COMPARE(first(), ids[0]);
    QCOMPARE(sort->currentText(), QString("name"));
    click(ImageListModel::Name);
    QTRY_COMPARE(first(), ids[5]);
    QCOMPARE(order->text(), QString("Z to A"));
    QCOMPARE(header->sortIndicatorOrder(), Qt::DescendingOrder);
    click(ImageListModel::Splits);  // by which nothing can be sorted
    QCOMPARE(header->sortIndicatorSection(), int(ImageListModel::Name));
  }

  void whole_rows_are_chosen_in_the_grid() {
    auto* grid = part<QListView>("imageGrid");
    const auto click = [&](int row, Qt::KeyboardModifiers keys) {
      QTest::mouseClick(grid->viewport(), Qt::LeftButton, keys,
                        grid->visualRect(grid->model()->index(row, 0)).center());
    };
    click(1, {});
    click(3, Qt::ControlModifier);
    const auto marked = [this](int row) {
      return project_->selection().isRowSelected(row) &&
             project_->selection().isSelected(project_->images().index(row, ImageListModel::Path));
    };
    QVERIFY(marked(1) && marked(3) && !marked(2));
    QCOMPARE(project_->selected().size(), std::size_t(2));
    project_->set_sort("-name");  // also once they are at other places
    QTRY_VERIFY(marked(4) && marked(2));
  }

  void columns_are_arranged_and_remembered() {
    QTest::mouseClick(part<QToolButton>("viewList"), Qt::LeftButton);
    auto* table = part<QTableView>("imageTable");
    auto* header = table->horizontalHeader();
    header->resizeSection(ImageListModel::Tags, 77);
    header->moveSection(header->visualIndex(ImageListModel::State), 1);
    QMenu* menu = right_click(header, {20, 5});
    QVERIFY(menu);
    QVERIFY(pick(menu, qPrintable(QString("showColumn%1").arg(int(ImageListModel::Splits)))));
    QVERIFY(table->isColumnHidden(ImageListModel::Splits));
    page_->set_project(nullptr);
    page_ = std::make_unique<PhotosPage>();
    page_->set_project(project_.get());
    page_->resize(1200, 800);
    page_->show();
    table = part<QTableView>("imageTable");
    header = table->horizontalHeader();
    QVERIFY(table->isVisible());
    QCOMPARE(header->sectionSize(ImageListModel::Tags), 77);
    QCOMPARE(header->visualIndex(ImageListModel::State), 1);
    QVERIFY(table->isColumnHidden(ImageListModel::Splits));
    QVERIFY(pick(right_click(header, {20, 5}), "usualColumns"));
    QVERIFY(!table->isColumnHidden(ImageListModel::Splits));
    QCOMPARE(header->visualIndex(ImageListModel::State), int(ImageListModel::State));
    QVERIFY(header->sectionSize(ImageListModel::Tags) > 77);
  }

  void a_right_click_copies_names_and_opens_folders() {
    auto* grid = part<QListView>("imageGrid");
    const auto place = [&](int row) {
      return grid->visualRect(grid->model()->index(row, 0)).center();
    };
    QTest::mouseClick(grid->viewport(), Qt::LeftButton, {}, place(0));
    QTest::mouseClick(grid->viewport(), Qt::LeftButton, Qt::ControlModifier, place(2));
    QVERIFY(pick(right_click(grid, place(2)), "copyImageName"));
    QTRY_COMPARE(QApplication::clipboard()->text(), QString("photo_00.png\nphoto_02.png"));
    QTest::mouseClick(grid->viewport(), Qt::LeftButton, {}, place(1));
    const QString folder = QString::fromStdString(photos_->photos().string());
    QVERIFY(pick(right_click(grid, place(1)), "copyImagePath"));
    QTRY_COMPARE(QApplication::clipboard()->text(), folder + "/photo_01.png");
    QDesktopServices::setUrlHandler("file", this, "take_url");
    QVERIFY(pick(right_click(grid, place(1)), "openImageFolder"));
    QTRY_COMPARE(opened_, QUrl::fromLocalFile(folder));
    QDesktopServices::unsetUrlHandler("file");
  }

  void list_and_grid_show_the_same_selection() {
    QTest::mouseClick(part<QToolButton>("viewList"), Qt::LeftButton);
    auto* table = part<QTableView>("imageTable");
    QVERIFY(table->isVisible());
    table->selectRow(3);
    QCOMPARE(project_->current(), std::optional(project_->filtered_images()[3]));
    QTRY_COMPARE(table->model()->index(3, ImageListModel::Size).data().toString(),
                 QString("64 × 48"));
    QTest::mouseClick(part<QToolButton>("viewGrid"), Qt::LeftButton);
    QCOMPARE(part<QListView>("imageGrid")->currentIndex().row(), 3);
  }

  void thumbnails_change_size() {
    auto* grid = part<QListView>("imageGrid");
    const QSize before = grid->gridSize();
    part<QSlider>("thumbnailSize")->setValue(Thumbnails::edge);
    QVERIFY(grid->gridSize().width() > before.width());
  }

  void enter_opens_an_image() {
    QSignalSpy opened(page_.get(), &PhotosPage::opened);
    auto* grid = part<QListView>("imageGrid");
    grid->setFocus();
    QTest::keyClick(grid, Qt::Key_Return);
    QCOMPARE(opened.count(), 1);
  }

  void images_are_marked_as_reviewed() {
    const auto image = project_->filtered_images()[1];
    project_->set_current(image);
    page_->findChild<QAction*>("actionMarkReviewed")->trigger();
    QTRY_COMPARE(project::rows(*project_->project(), {&image, 1}).front().state,
                 project::ImageState::Reviewed);
    page_->findChild<QAction*>("actionMarkNew")->trigger();
    QTRY_COMPARE(project::rows(*project_->project(), {&image, 1}).front().state,
                 project::ImageState::New);
  }

  void contradicted_tags_are_taken_or_refused_by_a_key() {
    const auto ids = project_->filtered_images();
    // The first image: two proposals; the second: a tag in doubt.
    project::set_tag_scores(*project_->project(), ids[0], {{1, 0.4}, {2, 0.9}});
    project::set_tag_scores(*project_->project(), ids[1], {{1, 0.2}, {2, 0.9}});
    page_->findChild<QAction*>("actionCheckTags")->trigger();
    QTRY_COMPARE(shown(), 2);
    auto* text = part<QLabel>("checkTagsText");
    QTRY_VERIFY(text->text().contains("dog"));
    QVERIFY(text->text().contains("90%"));
    auto* grid = part<QListView>("imageGrid");
    grid->setFocus();
    QTest::keyClick(grid, Qt::Key_Y);
    QTRY_COMPARE(tags_of(ids[0]), (std::vector{1, 2}));
    QTRY_VERIFY(text->text().contains("in doubt"));  // more of the same image
    QVERIFY(text->text().contains("40%"));
    QCOMPARE(project_->current(), std::optional(ids[0]));
    QTest::keyClick(grid, Qt::Key_N);
    QTRY_COMPARE(shown(), 1);
    QCOMPARE(tags_of(ids[0]), (std::vector{1, 2}));
    QTRY_VERIFY(text->text().contains("20%"));
    QTest::keyClick(grid, Qt::Key_Y);
    QTRY_COMPARE(tags_of(ids[1]), std::vector{2});
    QTRY_COMPARE(shown(), 0);
    QVERIFY(!part<QPushButton>("takeProposal")->isVisible());
    // A later run does not ask what was refused; undo does.
    project::set_tag_scores(*project_->project(), ids[0], {{1, 0.1}, {2, 0.9}});
    project_->images_changed();
    QTest::qWait(100);
    QCOMPARE(shown(), 0);
    project_->undo_change();
    project_->undo_change();
    QTRY_COMPARE(shown(), 2);
    QTRY_VERIFY(text->text().contains("in doubt"));
    QTest::mouseClick(part<QPushButton>("endCheckTags"), Qt::LeftButton);
    QTRY_COMPARE(shown(), 6);
  }

  void proposals_of_many_are_taken_and_refused_at_once() {
    const auto ids = project_->filtered_images();
    for (const auto id : ids) project::set_tag_scores(*project_->project(), id, {{2, 0.8}});
    project_->images_changed();
    part<QListView>("imageGrid")->selectAll();
    auto* list = part<QListWidget>("tagList");
    const auto dog = [&] { return list->count() > 1 ? list->item(1)->text() : QString(); };
    QTRY_COMPARE(dog(), QString("dog  (2)  (proposed for 4)"));
    const auto choose = [&](const char* action) {
      Q_EMIT list->customContextMenuRequested(list->visualItemRect(list->item(1)).center());
      auto* menu = part<QMenu>("tagMenu");
      menu->findChild<QAction*>(action)->trigger();
      menu->close();
      QTRY_VERIFY(!page_->findChild<QMenu*>("tagMenu"));
    };
    choose("menuTakeProposals");
    QTRY_COMPARE(dog(), QString("dog"));
    QCOMPARE(list->item(1)->checkState(), Qt::Checked);
    project_->undo_change();
    QTRY_COMPARE(dog(), QString("dog  (2)  (proposed for 4)"));
    choose("menuRefuseProposals");
    QTRY_COMPARE(dog(), QString("dog  (2)"));
    project_->undo_change();
    QTRY_COMPARE(dog(), QString("dog  (2)  (proposed for 4)"));
  }

  void an_image_that_leaves_the_filter_gives_its_place_to_the_next() {
    const auto ids = project_->filtered_images();
    project_->set_where("is:tagged");
    QTRY_COMPARE(shown(), 4);  // 0, 1, 3, 4
    project_->set_current(ids[3]);
    QTRY_COMPARE(project_->current(), std::optional(ids[3]));
    project_->set_where("is:tagged -name:photo_03.png");
    QTRY_COMPARE(shown(), 3);
    QCOMPARE(project_->current(), std::optional(ids[4]));
  }

  void an_empty_filter_says_so_and_can_be_cleared() {
    project_->set_where("nothing-of-that-name");
    QTRY_COMPARE(shown(), 0);
    QTRY_VERIFY(part<QLabel>("noImages")->isVisible());
    QTest::mouseClick(part<QPushButton>("clearFilter"), Qt::LeftButton);
    QTRY_COMPARE(shown(), 6);
  }

  void a_page_without_photos_says_whether_they_are_on_their_way() {
    const QTemporaryDir folder;
    std::shared_ptr<project::Project> made =
        project::Project::create(folder.path().toStdString() + "/empty.penumbra");
    OpenProject empty(made, *jobs_);
    page_->set_project(&empty);
    const auto* const text = part<QLabel>("noImages");
    QTRY_VERIFY(text->isVisible());
    const QString before = text->text();
    page_->set_importing(true);
    QVERIFY(text->text() != before);
    page_->set_importing(false);
    QCOMPARE(text->text(), before);
    page_->set_project(project_.get());
    QTRY_COMPARE(shown(), 6);
  }

  void the_query_line_filters_completes_and_says_what_is_wrong() {
    QWidget bar;
    QueryLine line(&bar);
    line.resize(400, 30);
    line.set_project(project_.get());
    bar.show();
    QTest::keyClicks(&line, "tag:dog");
    QTRY_COMPARE(shown(), 2);
    QSignalSpy refused(&line, &QueryLine::refused);
    line.clear();
    QTRY_COMPARE(shown(), 6);
    QTest::keyClicks(&line, "tag:zebra");
    QTest::keyClick(&line, Qt::Key_Return);
    QTRY_VERIFY(line.toolTip().contains("zebra"));
    QCOMPARE(shown(), 6);
    line.clear();
    QTRY_VERIFY(line.toolTip().isEmpty());
  }

  void query_parts_are_toggled() {
    QCOMPARE(query_term("tag", "traffic light"), QString("tag:\"traffic light\""));
    QCOMPARE(toggled("", "tag:dog"), QString("tag:dog"));
    QCOMPARE(toggled("tag:dog", "tag:dog"), QString());
    QCOMPARE(toggled("a tag:\"b c\"", "tag:\"b c\""), QString("a"));
    QCOMPARE(toggled("a or b", "tag:dog"), QString("(a or b) tag:dog"));
    QCOMPARE(query_parts("(a or b) \"x y\""), QStringList({"(a or b)", "\"x y\""}));
  }
};

PENUMBRA_WINDOW_TEST_MAIN(TestPhotos)
#include "test_photos.moc"
