#include <QAbstractItemModelTester>
#include <QColorDialog>
#include <QComboBox>
#include <QCompleter>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QTableView>
#include <QToolButton>
#include <QtTest>

#include "event_loop_watch.h"
#include "photo_project.h"
#include "private_settings.h"
#include "project/classes.h"
#include "project/sample_project.h"
#include "project/tag_scores.h"
#include "project/tags.h"
#include "ui/classes/class_manager.h"
#include "ui/jobs/status_strip.h"
#include "ui/main_window.h"
#include "ui/theme/class_colours.h"

using namespace penumbra;
using namespace penumbra::ui;

/// The class manager and the tags of an image, as a person uses them in the window.
class TestClasses : public QObject {
  Q_OBJECT

 private:
  enum Column { Colour, Name, Key, Tagged, Labelled };

  std::unique_ptr<PhotoProject> photos_;
  std::unique_ptr<MainWindow> window_;

  template <class T>
  T* part(const char* name) const {
    auto* found = window_->findChild<T*>(name);
    if (!found) qFatal("the window has no %s", name);
    return found;
  }
  void trigger(const char* name) const { part<QAction>(name)->trigger(); }
  void click(const char* name) const { QTest::mouseClick(part<QWidget>(name), Qt::LeftButton); }

  OpenProject& project() const { return *window_->project(); }
  const std::vector<project::ClassRow>& classes() const { return project().classes(); }
  const project::ClassRow* find(const QString& name) const {
    const auto found = std::ranges::find(classes(), name.toStdString(), &project::ClassRow::name);
    return found == classes().end() ? nullptr : &*found;
  }
  QStringList names() const {
    QStringList found;
    for (const auto& row : classes()) found << QString::fromStdString(row.name);
    return found;
  }
  QString notice() const { return part<QLabel>("classNotice")->text(); }
  QTableView* table() const { return part<QTableView>("classTable"); }
  QString cell(int row, int column) const {
    return table()->model()->index(row, column).data().toString();
  }
  void choose(int row) const { table()->setCurrentIndex(table()->model()->index(row, Name)); }
  QLineEdit* editor(const char* name) const { return table()->findChild<QLineEdit*>(name); }
  void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) const {
    QTest::keyClick(QApplication::focusWidget(), key, modifiers);
  }
  void undo() const { press(Qt::Key_Z, Qt::ControlModifier); }
  void redo() const { press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier); }

  void add(const QString& name) const {
    auto* line = part<QLineEdit>("addClassName");
    line->setFocus();
    QTest::keyClicks(line, name);
    QTest::keyClick(line, Qt::Key_Return);
  }

  project::ImageRow row(project::ImageId image) const {
    return project::rows(*project().project(), {&image, 1}).front();
  }
  std::vector<int> tags_of(project::ImageId image) const { return row(image).tags; }
  std::size_t proposals_of(project::ImageId image) const {
    return project::tag_proposals(row(image)).size();
  }

  void open(const std::filesystem::path& folder) {
    window_ = std::make_unique<MainWindow>();
    window_->resize(1400, 900);
    window_->show();
    window_->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(window_.get()));
    window_->open(folder);
    QTRY_VERIFY_WITH_TIMEOUT(window_->project() != nullptr, 20'000);
    QTRY_VERIFY_WITH_TIMEOUT(!project().filtered_images().empty(), 20'000);
  }

  void open_manager() {
    trigger("actionClasses");
    auto* manager = part<QDialog>("classManager");
    QVERIFY(manager->isVisible());
    QVERIFY(QTest::qWaitForWindowActive(manager));
    QTRY_VERIFY(table()->hasFocus());
    QTRY_VERIFY(part<QAction>("action_class_rename")->isEnabled());
    QTest::qWait(100);  // the display tells of the new focus more than once
  }

  /// Photos 0 to 5: cat; cat and dog; nothing known; and again.
  void open_photos() {
    photos_ = std::make_unique<PhotoProject>(6);
    photos_->add_layer("half", project::LayerKind::Imported, 1);
    const auto folder = photos_->folder();
    photos_->close();
    open(folder);
  }

  void open_with_manager() {
    open_photos();
    open_manager();
  }

  void look_at(int image) {
    window_->go_to(MainWindow::Place::Inspect);
    project().set_current(project().filtered_images()[static_cast<std::size_t>(image)]);
    QTRY_VERIFY(part<QLineEdit>("addTag")->isEnabled());
  }

  void propose(int image, const std::vector<std::pair<int, double>>& scores) {
    const auto id = project().filtered_images()[static_cast<std::size_t>(image)];
    project::set_tag_scores(*project().project(), id, scores);
    project().rows_changed({id});
  }

 private Q_SLOTS:
  void cleanup() {
    window_.reset();
    photos_.reset();
    QSettings().clear();
  }

  void it_opens_from_every_place() {
    open_photos();
    auto* manager = part<QDialog>("classManager");
    QVERIFY(!manager->isModal());
    const auto closes = [&] {
      QVERIFY(manager->isVisible());
      click("closeClasses");
      QVERIFY(!manager->isVisible());
    };
    trigger("actionClasses");
    closes();
    click("tagClasses");
    closes();
    window_->go_to(MainWindow::Place::Inspect);
    click("inspectClasses");
    closes();
    window_->go_to(MainWindow::Place::Photos);
    auto* list = part<QListWidget>("tagList");
    QTRY_COMPARE(list->count(), 2);
    Q_EMIT list->customContextMenuRequested(list->visualItemRect(list->item(1)).center());
    auto* menu = part<QMenu>("tagMenu");
    part<QAction>("menuChangeClass")->trigger();
    menu->close();
    QVERIFY(manager->isVisible());
    QCOMPARE(table()->currentIndex().row(), 1);
    closes();
    window_->close_project();
    QVERIFY(!part<QAction>("actionClasses")->isEnabled());
  }

  void it_shows_how_many_images_have_a_class() {
    open_with_manager();
    QCOMPARE(cell(0, Name), QString("cat"));
    QCOMPARE(cell(0, Key), QString("1"));
    QTRY_COMPARE(cell(0, Tagged), QString("4"));
    QCOMPARE(cell(1, Tagged), QString("2"));
    QTRY_COMPARE(cell(0, Labelled), QString("6"));
    QCOMPARE(cell(1, Labelled), QString("0"));
    QVERIFY(part<QLabel>("classSummary")->text().startsWith("2 of at most 254"));
    // They follow what is done elsewhere.
    project().edit_tags({project().filtered_images()[2]}, {2}, {});
    QTRY_COMPARE(cell(1, Tagged), QString("3"));
  }

  void the_model_is_one() {
    open_photos();
    QAbstractItemModelTester tester(table()->model());
    open_manager();
    add("bird");
    QTRY_COMPARE(classes().size(), std::size_t{3});
    undo();
    QTRY_COMPARE(classes().size(), std::size_t{2});
  }

  void a_class_is_added_and_undone() {
    open_with_manager();
    add("traffic light");
    QTRY_VERIFY(find("traffic light"));
    QTRY_COMPARE(table()->currentIndex().row(), 2);
    QTRY_VERIFY(notice().contains("traffic light"));
    QVERIFY(part<QLineEdit>("addClassName")->text().isEmpty());
    undo();
    QTRY_VERIFY(!find("traffic light"));
    QTRY_VERIFY(notice().contains("Taken back: add class traffic light"));
    QVERIFY(part<StatusStrip>("statusStrip")->message().contains("traffic light"));
    redo();
    QTRY_VERIFY(find("traffic light"));
    QTRY_VERIFY(notice().contains("Done again"));
  }

  void what_is_no_name_is_said_in_place_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("said");
    QTest::newRow("in use") << "dog"
                            << "is the name of a class already";
    QTest::newRow("background") << "background"
                                << "pixels of no class";
    QTest::newRow("control") << QString("a\x7fz") << "line break";
    QTest::newRow("line separator") << QString("a") + QChar(0x2028) + "z"
                                    << "line break";
  }

  void what_is_no_name_is_said_in_place() {
    QFETCH(QString, name);
    QFETCH(QString, said);
    open_with_manager();
    auto* line = part<QLineEdit>("addClassName");
    line->setFocus();
    line->setText(name);
    QTest::keyClick(line, Qt::Key_Return);
    QTRY_VERIFY(notice().contains(said));
    QVERIFY(part<QLabel>("classNotice")->font().bold());
    QCOMPARE(line->text(), name);  // to be mended
    QCOMPARE(classes().size(), std::size_t{2});
    line->setText("   ");
    QVERIFY(!part<QPushButton>("addClass")->isEnabled());
  }

  void a_class_is_renamed_in_place() {
    open_with_manager();
    choose(1);
    press(Qt::Key_F2);
    auto* name = editor("className");
    QVERIFY(name);
    QTest::keyClicks(name, "hound");
    QTest::keyClick(name, Qt::Key_Return);
    QTRY_COMPARE(names(), QStringList({"cat", "hound"}));
    QCOMPARE(cell(1, Name), QString("hound"));
    undo();
    QTRY_COMPARE(names(), QStringList({"cat", "dog"}));
    redo();
    QTRY_COMPARE(names(), QStringList({"cat", "hound"}));
    QCOMPARE(table()->currentIndex().row(), 1);
  }

  void a_name_that_is_taken_can_be_mended() {
    open_with_manager();
    choose(1);
    press(Qt::Key_F2);
    editor("className")->selectAll();
    QTest::keyClicks(editor("className"), "cat");
    QTest::keyClick(editor("className"), Qt::Key_Return);
    QTRY_VERIFY(notice().contains("is the name of a class already"));
    QTRY_VERIFY(editor("className"));
    QTRY_COMPARE(editor("className")->text(), QString("cat"));
    QTest::keyClick(editor("className"), Qt::Key_Escape);
    QCOMPARE(cell(1, Name), QString("dog"));
    QVERIFY(part<QDialog>("classManager")->isVisible());
  }

  void a_key_is_taken_by_pressing_it() {
    open_with_manager();
    choose(0);
    press(Qt::Key_F4);
    QVERIFY(editor("classKey"));
    QTest::keyClick(editor("classKey"), Qt::Key_2);
    QTRY_COMPARE(cell(0, Key), QString("2"));
    QCOMPARE(cell(1, Key), QString());
    QTRY_VERIFY(notice().contains("2 chooses cat now, and dog no more"));
    undo();
    QTRY_COMPARE(cell(0, Key), QString("1"));
    QCOMPARE(cell(1, Key), QString("2"));
    choose(1);
    press(Qt::Key_F4);
    QTest::keyClick(editor("classKey"), Qt::Key_F5);  // is no character
    QTest::keyClick(editor("classKey"), Qt::Key_B);   // the brush's
    QTest::keyClick(editor("classKey"), Qt::Key_0);
    QVERIFY(editor("classKey"));
    QTest::keyClick(editor("classKey"), Qt::Key_Backspace);
    QTRY_COMPARE(find("dog")->key, std::string());
    // Esc and going elsewhere change nothing.
    choose(0);
    press(Qt::Key_F4);
    QTest::keyClick(editor("classKey"), Qt::Key_Escape);
    press(Qt::Key_F4);
    part<QLineEdit>("classFilter")->setFocus();
    QTest::qWait(100);
    QCOMPARE(find("cat")->key, std::string("1"));
  }

  void a_colour_is_chosen_and_reset() {
    open_with_manager();
    choose(0);
    press(Qt::Key_F3);
    auto* dialog = part<QColorDialog>("classColourDialog");
    QCOMPARE(dialog->currentColor(), ui::class_colour(1));
    dialog->setCurrentColor(QColor(0x12, 0x34, 0x56));
    dialog->accept();
    QTRY_COMPARE(project().class_colour(1), QColor(0x12, 0x34, 0x56));
    undo();
    QTRY_COMPARE(project().class_colour(1), ui::class_colour(1));
    redo();
    QTRY_COMPARE(project().class_colour(1), QColor(0x12, 0x34, 0x56));
    click("classUsualColours");
    QTRY_COMPARE(project().class_colour(1), ui::class_colour(1));
    undo();
    QTRY_COMPARE(project().class_colour(1), QColor(0x12, 0x34, 0x56));
    click("classColour");
    QTRY_VERIFY(window_->findChild<QColorDialog*>("classColourDialog"));
    part<QColorDialog>("classColourDialog")->reject();
    QTest::qWait(50);
    QCOMPARE(project().class_colour(1), QColor(0x12, 0x34, 0x56));
  }

  void classes_are_put_in_another_order() {
    open_with_manager();
    add("bird");
    QTRY_COMPARE(names(), QStringList({"cat", "dog", "bird"}));
    QTRY_COMPARE(table()->currentIndex().row(), 2);
    table()->setFocus();
    press(Qt::Key_Up, Qt::AltModifier);
    QTRY_COMPARE(names(), QStringList({"cat", "bird", "dog"}));
    QTRY_COMPARE(table()->currentIndex().row(), 1);  // it goes with its row
    click("classUp");
    QTRY_COMPARE(names(), QStringList({"bird", "cat", "dog"}));
    QTRY_VERIFY(!part<QToolButton>("classUp")->isEnabled());
    click("classDown");
    QTRY_COMPARE(names(), QStringList({"cat", "bird", "dog"}));
    for (int i = 0; i < 3; ++i) undo();
    QTRY_COMPARE(names(), QStringList({"cat", "dog", "bird"}));
    // A row that is dragged.
    auto& model = *table()->model();
    std::unique_ptr<QMimeData> dragged(model.mimeData({model.index(2, Name)}));
    model.dropMimeData(dragged.get(), Qt::MoveAction, 0, 0, {});
    QTRY_COMPARE(names(), QStringList({"bird", "cat", "dog"}));
    dragged.reset(model.mimeData({model.index(0, Name)}));
    model.dropMimeData(dragged.get(), Qt::MoveAction, -1, -1, {});
    QTRY_COMPARE(names(), QStringList({"cat", "dog", "bird"}));
    part<QLineEdit>("classFilter")->setText("cat");
    QVERIFY(!(model.flags(model.index(0, Name)) & Qt::ItemIsDragEnabled));
    QVERIFY(!part<QToolButton>("classDown")->isEnabled());
  }

  void merging_says_first_what_it_does() {
    open_with_manager();
    QTRY_COMPARE(cell(0, Labelled), QString("6"));
    choose(0);
    click("classMerge");
    auto* said = part<QLabel>("classConsequences");
    QTRY_VERIFY(said->isVisible());
    QVERIFY(!part<QPushButton>("classDecide")->isEnabled());
    auto* target = part<QComboBox>("classTarget");
    QCOMPARE(target->count(), 1);
    target->setCurrentIndex(0);
    QVERIFY(part<QLabel>("classQuestion")->text().contains("cat"));
    QTRY_VERIFY(said->text().contains("4 images tagged with it get the tag <b>dog</b>"));
    QTRY_VERIFY(said->text().contains("2 of them have it already"));
    QVERIFY(said->text().contains("on 6 images, show as <b>dog</b>"));
    QVERIFY(said->text().contains("Undo"));
    QCOMPARE(classes().size(), std::size_t{2});
    click("classDecide");
    QTRY_COMPARE(names(), QStringList{"dog"});
    QTRY_VERIFY(notice().contains("cat is dog now"));
    QTRY_COMPARE(cell(0, Tagged), QString("4"));
    QTRY_COMPARE(cell(0, Labelled), QString("6"));
    project::Layers layers(*project().project());
    const auto image = project().filtered_images().front();
    QCOMPARE(int{layers.read(project().layers().back().id, image).labels.front()}, 2);
    table()->setFocus();
    undo();
    QTRY_COMPARE(names(), QStringList({"cat", "dog"}));
    QCOMPARE(int{layers.read(project().layers().back().id, image).labels.front()}, 1);
    QTRY_COMPARE(cell(1, Tagged), QString("2"));
    redo();
    QTRY_COMPARE(names(), QStringList{"dog"});
    QVERIFY(!part<QPushButton>("classMerge")->isEnabled());
  }

  void removing_says_first_what_it_does() {
    open_with_manager();
    QTRY_COMPARE(cell(0, Labelled), QString("6"));
    choose(0);
    click("classRemove");
    auto* said = part<QLabel>("classConsequences");
    QTRY_VERIFY(said->text().contains("4 images lose the tag"));
    QVERIFY(said->text().contains("on 6 images, show as background"));
    QTest::keyClick(part<QComboBox>("classTarget"), Qt::Key_Escape);  // no
    QVERIFY(!said->isVisible());
    QVERIFY(part<QDialog>("classManager")->isVisible());
    QCOMPARE(classes().size(), std::size_t{2});
    click("classRemove");
    part<QComboBox>("classTarget")->setCurrentIndex(1);
    QVERIFY(said->text().contains("show as ignore"));
    click("classDecide");
    QTRY_COMPARE(names(), QStringList{"dog"});
    project::Layers layers(*project().project());
    const auto image = project().filtered_images().front();
    QCOMPARE(int{layers.read(project().layers().back().id, image).labels.front()}, 255);
    table()->setFocus();
    undo();
    QTRY_COMPARE(names(), QStringList({"cat", "dog"}));
    QTRY_COMPARE(tags_of(image), std::vector{1});
    choose(1);
    click("classRemove");
    QTRY_VERIFY(said->text().contains("No label has it"));
    click("classDecideNot");
    QCOMPARE(classes().size(), std::size_t{2});
  }

  void many_classes_with_long_names_and_other_scripts() {
    photos_ = std::make_unique<PhotoProject>(3);
    std::vector<std::string> many{std::string(300, 'w'), "交通灯", "пешеход", "إشارة المرور",
                                  "<b>bold</b> & \"quoted\""};
    for (int i = static_cast<int>(many.size()); i < 252; ++i)
      many.push_back("class " + std::to_string(i));
    project::import_classes(*photos_->project(), many);
    const auto folder = photos_->folder();
    photos_->close();
    open(folder);
    EventLoopWatch watch;
    open_manager();
    QCOMPARE(table()->model()->rowCount(), 254);
    QCOMPARE(cell(3, Name), QString("交通灯"));
    add("one more");
    QTRY_VERIFY(notice().contains("254 values"));
    auto* filter = part<QLineEdit>("classFilter");
    filter->setFocus();
    QTest::keyClicks(filter, "100");
    QTRY_COMPARE(table()->model()->rowCount(), 1);
    QVERIFY(part<QLabel>("classSummary")->text().contains("1 fit"));
    filter->setText("交通");
    QTRY_COMPARE(table()->model()->rowCount(), 1);
    filter->setText("no such class");
    QCOMPARE(table()->model()->rowCount(), 0);
    QVERIFY(!part<QPushButton>("classMerge")->isEnabled());
    filter->setText("<b>");
    QTRY_COMPARE(table()->model()->rowCount(), 1);
    choose(0);
    click("classRemove");
    QVERIFY(part<QLabel>("classQuestion")->text().contains("&lt;b&gt;bold"));
    click("classDecideNot");
    filter->setText("www");
    choose(0);
    click("classMerge");
    QCOMPARE(part<QComboBox>("classTarget")->count(), 253);
    part<QComboBox>("classTarget")->setCurrentIndex(3);
    QTRY_VERIFY(part<QLabel>("classConsequences")->text().contains("No image"));
    // A long name must not push anything out of the dialog.
    auto* manager = part<QDialog>("classManager");
    QVERIFY(manager->minimumSizeHint().width() < 900);
    click("classDecide");
    QTRY_COMPARE(classes().size(), std::size_t{253});
    undo();
    QTRY_COMPARE(classes().size(), std::size_t{254});
    watch.finish();
    qInfo("254 classes: longest stall %.0f ms", watch.longest_stall_ms());
    QVERIFY2(watch.longest_stall_ms() <= 100,
             qPrintable(QString::number(watch.longest_stall_ms())));
  }

  void its_controls_tell_what_they_are() {
    open_with_manager();
    click("classMerge");
    for (const auto* control : part<QDialog>("classManager")->findChildren<QWidget*>()) {
      if (control->focusPolicy() == Qt::NoFocus || control->objectName().startsWith("qt_") ||
          control->window() != part<QDialog>("classManager"))
        continue;
      if (qobject_cast<const QLineEdit*>(control->parentWidget())) continue;
      const auto* button = qobject_cast<const QAbstractButton*>(control);
      QVERIFY2(!control->accessibleName().isEmpty() || (button && !button->text().isEmpty()),
               control->metaObject()->className());
      QVERIFY2(!control->objectName().isEmpty(), control->metaObject()->className());
    }
  }

  void tags_of_one_image_are_added_and_removed() {
    open_photos();
    look_at(0);
    const auto image = *project().current();
    QTRY_VERIFY(window_->findChild<QToolButton*>("removeTag_1"));
    part<QWidget>("canvas")->setFocus();
    press(Qt::Key_T, Qt::ShiftModifier);
    auto* line = part<QLineEdit>("addTag");
    QVERIFY(line->hasFocus());
    QTest::keyClicks(line, "DO");
    QTRY_VERIFY(line->completer()->popup()->isVisible());
    QTest::keyClick(line->completer()->popup(), Qt::Key_Down);
    QTest::keyClick(line->completer()->popup(), Qt::Key_Return);
    QTRY_COMPARE(tags_of(image), (std::vector{1, 2}));
    QTRY_VERIFY(window_->findChild<QToolButton*>("removeTag_2"));
    QTRY_VERIFY(line->text().isEmpty());
    QTest::keyClick(line, Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE(tags_of(image), std::vector{1});
    QTest::keyClicks(line, "dog");
    line->completer()->popup()->hide();
    QTest::keyClick(line, Qt::Key_Return);
    QTRY_COMPARE(tags_of(image), (std::vector{1, 2}));
    QTRY_VERIFY(window_->findChild<QToolButton*>("removeTag_2"));
    click("removeTag_1");
    QTRY_COMPARE(tags_of(image), std::vector{2});
    QTRY_VERIFY(!window_->findChild<QToolButton*>("removeTag_1"));
    click("removeTag_2");
    QTRY_VERIFY(part<QLabel>("noTags")->text().startsWith("None"));
    QTest::keyClick(line, Qt::Key_Escape);
    QVERIFY(part<QWidget>("canvas")->hasFocus());
    look_at(2);
    QTRY_VERIFY(part<QLabel>("noTags")->text().startsWith("Not tagged"));
  }

  void a_tag_of_no_class_makes_one() {
    open_photos();
    look_at(0);
    auto* line = part<QLineEdit>("addTag");
    line->setFocus();
    QTest::keyClicks(line, "zebra");
    QTest::keyClick(line, Qt::Key_Return);
    auto* note = part<QLabel>("tagNote");
    QTRY_VERIFY(note->text().contains("zebra"));
    QCOMPARE(classes().size(), std::size_t{2});
    QTest::keyClick(line, Qt::Key_Return);
    QTRY_VERIFY(find("zebra"));
    QTRY_COMPARE(tags_of(*project().current()), (std::vector{1, 3}));
    QTRY_VERIFY(window_->findChild<QToolButton*>("removeTag_3"));
    QVERIFY(!note->isVisible());
    QTest::keyClicks(line, "background");
    QTest::keyClick(line, Qt::Key_Return);
    QTest::keyClick(line, Qt::Key_Return);
    QTRY_VERIFY(note->text().contains("pixels of no class"));
    line->setText({});
    QTest::keyClicks(line, "a");  // cat has it already, zebra, too
    line->completer()->popup()->hide();
    QTest::keyClick(line, Qt::Key_Return);
    QTRY_VERIFY(note->text().contains("Several"));
  }

  void proposed_tags_are_taken_and_refused_by_keys() {
    open_photos();
    look_at(0);
    const auto image = *project().current();
    auto* canvas = part<QWidget>("canvas");
    canvas->setFocus();
    QVERIFY(!part<QAction>("action_take_tag")->isEnabled());
    propose(0, {{1, 0.03}, {2, 0.92}});
    QTRY_VERIFY(window_->findChild<QPushButton*>("takeTag_2"));
    const auto label_of = [&](const char* row) {
      return part<QWidget>(row)->findChildren<QLabel*>().front()->text();
    };
    QVERIFY(label_of("proposal_2").contains("92%"));
    QVERIFY(label_of("proposal_1").contains("3%"));
    // The stronger one first: cat is a tag that the classifier does not see.
    QVERIFY(part<QPushButton>("takeTag_1")->text().contains("(Y)"));
    QTest::keyClick(canvas, Qt::Key_N);
    QTRY_VERIFY(!window_->findChild<QPushButton*>("takeTag_1"));
    QCOMPARE(tags_of(image), std::vector{1});
    QTest::keyClick(canvas, Qt::Key_Y);
    QTRY_COMPARE(tags_of(image), (std::vector{1, 2}));
    QTRY_VERIFY(!part<QAction>("action_take_tag")->isEnabled());
    // Undo brings the tag and the question back.
    trigger("actionUndo");
    QTRY_COMPARE(tags_of(image), std::vector{1});
    QTRY_VERIFY(window_->findChild<QPushButton*>("takeTag_2"));
    QTRY_VERIFY(part<StatusStrip>("statusStrip")->message().contains("Taken back"));
    click("refuseTag_2");
    QTRY_COMPARE(proposals_of(image), std::size_t{0});
    // The next run does not ask again.
    propose(0, {{1, 0.02}, {2, 0.99}});
    QTest::qWait(50);
    QVERIFY(!window_->findChild<QPushButton*>("takeTag_2"));
    trigger("actionUndo");
    trigger("actionUndo");
    QTRY_COMPARE(proposals_of(image), std::size_t{2});
    QTRY_VERIFY(window_->findChild<QPushButton*>("takeTag_1"));
    QTRY_VERIFY(window_->findChild<QPushButton*>("takeTag_2"));
    click("takeTag_1");
    QTRY_COMPARE(tags_of(image), std::vector<int>{});
  }

  void tags_of_ten_thousand_images_are_one_change() {
    photos_ = std::make_unique<PhotoProject>(1);  // its folder
    photos_->close();
    const auto folder = photos_->photos().parent_path() / "many.penumbra";
    constexpr int count = 10'000;
    {
      auto made = project::Project::create(folder);
      add_images(*made, count);
      add_classes(*made, 3);
      const auto all = project::select(*made, {});
      project::edit_tags(*made, std::span(all).first(count / 2), std::vector{1}, {});
      // Scores, so that what is proposed follows, too.
      made->database().write([](SQLite::Database& tables) {
        tables.exec("INSERT INTO numbers SELECT 'tag_score:2', id, 0.9 FROM images");
      });
    }
    open(folder);
    QTRY_COMPARE_WITH_TIMEOUT(project().filtered_images().size(), std::size_t{count}, 10'000);
    auto* list = part<QListWidget>("tagList");
    part<QListView>("imageGrid")->selectAll();
    QTRY_VERIFY_WITH_TIMEOUT(part<QLabel>("tagHeading")->text().contains("10,000"), 10'000);
    QTest::qWait(200);
    EventLoopWatch watch;
    const auto click_tag = [&](int row) {
      QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                        list->visualItemRect(list->item(row)).center());
    };
    const auto tagged = [&](const char* name) {
      return project::count(*project().project(), std::string("tag:") + name);
    };
    click_tag(1);
    QTRY_COMPARE_WITH_TIMEOUT(list->item(1)->checkState(), Qt::Checked, 20'000);
    QCOMPARE(tagged("class2"), std::int64_t{count});
    QTRY_VERIFY(part<StatusStrip>("statusStrip")->message().contains("10,000"));
    click_tag(0);
    QTRY_COMPARE_WITH_TIMEOUT(list->item(0)->checkState(), Qt::Checked, 20'000);
    QCOMPARE(tagged("class1"), std::int64_t{count});
    trigger("actionUndo");
    QTRY_COMPARE_WITH_TIMEOUT(tagged("class1"), std::int64_t{count / 2}, 20'000);
    trigger("actionUndo");
    QTRY_COMPARE_WITH_TIMEOUT(tagged("class2"), std::int64_t{0}, 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(list->item(1)->checkState(), Qt::Unchecked, 20'000);
    trigger("actionRedo");
    QTRY_COMPARE_WITH_TIMEOUT(tagged("class2"), std::int64_t{count}, 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(list->item(1)->checkState(), Qt::Checked, 20'000);
    watch.finish();
    qInfo("10,000 images: longest stall %.0f ms (with the machine's: %.0f ms)",
          watch.longest_stall_ms(), watch.longest_gap_ms());
    QVERIFY2(watch.longest_stall_ms() <= 100,
             qPrintable(QString::number(watch.longest_stall_ms())));
  }
};

PENUMBRA_WINDOW_TEST_MAIN(TestClasses)
#include "test_classes.moc"
