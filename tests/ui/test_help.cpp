#include <QAction>
#include <QClipboard>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QTextBlock>
#include <QTextBrowser>
#include <QToolButton>
#include <QtTest>

#include "photo_project.h"
#include "private_settings.h"
#include "ui/main_window.h"

using namespace penumbra;
using namespace penumbra::ui;

/// Guide, About, hints and language of the window.
class TestHelp : public QObject {
  Q_OBJECT

 private:
  std::unique_ptr<MainWindow> window_;

  template <typename T>
  T* part(const char* name) const {
    auto* found = window_->findChild<T*>(name);
    if (!found) qFatal("the window has no %s", name);
    return found;
  }
  void click(const char* name) const { QTest::mouseClick(part<QWidget>(name), Qt::LeftButton); }
  void trigger(const char* name) const { part<QAction>(name)->trigger(); }

  void show_window() {
    window_ = std::make_unique<MainWindow>();
    window_->resize(1300, 850);
    window_->show();
    QVERIFY(QTest::qWaitForWindowExposed(window_.get()));
  }
  void open(const PhotoProject& photos) {
    window_->open(photos.folder());
    QTRY_VERIFY(window_->project() != nullptr);
    QTRY_COMPARE(window_->project()->image_count(), 6);
  }

 private Q_SLOTS:
  void init() { QSettings().clear(); }
  void cleanup() { window_.reset(); }

  void the_guide_has_contents_pictures_and_a_search() {
    show_window();
    trigger("actionGuide");
    auto* page = part<QTextBrowser>("guidePage");
    QVERIFY(page->isVisible());
    auto* contents = part<QListWidget>("guideContents");
    QVERIFY(contents->count() >= 8);
    int pictures = 0;
    for (auto block = page->document()->begin(); block.isValid(); block = block.next())
      for (auto it = block.begin(); !it.atEnd(); ++it) {
        const auto format = it.fragment().charFormat().toImageFormat();
        if (!format.isValid()) continue;
        const auto picture =
            page->document()->resource(QTextDocument::ImageResource, format.name());
        const int width = picture.value<QImage>().width();
        QVERIFY2(width > 100, qPrintable(format.name() + " is not there"));
        QVERIFY(width <= page->viewport()->width());
        ++pictures;
      }
    QVERIFY(pictures >= 5);
    // A heading comes to the top
    const int last = contents->count() - 1;
    contents->setCurrentRow(last);
    QVERIFY(page->textCursor().block().text().contains(contents->item(last)->text().trimmed()));
    // The search goes on and round
    auto* search = part<QLineEdit>("guideSearch");
    QTest::keyClicks(search, "uncertain");
    QCOMPARE(page->textCursor().selectedText().toLower(), QString("uncertain"));
    const int first = page->textCursor().position();
    QTest::keyClick(search, Qt::Key_Return);
    QVERIFY(page->textCursor().position() > first);
    click("guidePrevious");
    QCOMPARE(page->textCursor().position(), first);
    search->clear();
    QTest::keyClicks(search, "no such words");
    QVERIFY(!part<QLabel>("guideFound")->text().isEmpty());
    // Links between pages, and back
    QVERIFY(!part<QToolButton>("guideBack")->isEnabled());
    page->setSource(QUrl("query.md"));
    QVERIFY(page->toPlainText().contains("uncertain>"));
    click("guideBack");
    QVERIFY(page->source().toString().endsWith("guide.md"));
  }

  void about_tells_licences_and_versions() {
    show_window();
    trigger("actionAbout");
    const QString text = part<QTextBrowser>("aboutText")->toPlainText();
    for (const char* said : {"GPL-3.0-or-later", qVersion(), "LibTorch", "2.12", "OpenCV", "SQLite",
                             "QCustomPlot", "BSD-3-Clause", "Apache-2.0"})
      QVERIFY2(text.contains(said), said);
    QVERIFY(
        part<QPlainTextEdit>("licenceText")->toPlainText().contains("GNU GENERAL PUBLIC LICENSE"));
    click("copyAbout");
    QVERIFY(QApplication::clipboard()->text().contains("LibTorch 2.12"));
    QVERIFY(QApplication::clipboard()->text().startsWith("Penumbra"));
  }

  void a_hint_is_shown_until_it_was_seen() {
    PhotoProject photos;
    photos.close();
    show_window();
    auto* bar = part<QWidget>("hintBar");
    QVERIFY(!bar->isVisible());
    open(photos);
    QVERIFY(bar->isVisible());
    const QString first = part<QLabel>("hintText")->text();
    click("hintSeen");
    QVERIFY(!bar->isVisible());
    window_->go_to(MainWindow::Place::Train);
    QVERIFY(bar->isVisible());
    QVERIFY(part<QLabel>("hintText")->text() != first);
    window_->go_to(MainWindow::Place::Photos);
    QVERIFY(!bar->isVisible());
    // Seen for good
    window_.reset();
    show_window();
    open(photos);
    window_->go_to(MainWindow::Place::Photos);
    QVERIFY(!part<QWidget>("hintBar")->isVisible());
    // None at all, and all of them again
    window_->go_to(MainWindow::Place::Compare);
    click("hintsOff");
    window_->go_to(MainWindow::Place::Export);
    QVERIFY(!part<QWidget>("hintBar")->isVisible());
    trigger("actionShowHints");
    QVERIFY(part<QWidget>("hintBar")->isVisible());
    window_->go_to(MainWindow::Place::Photos);
    QVERIFY(part<QWidget>("hintBar")->isVisible());
  }

  void a_language_takes_effect_at_the_next_start() {
    show_window();
    QVERIFY(part<QAction>("actionLanguageSystem")->isChecked());
    QCOMPARE(part<QAction>("actionOpenDemo")->text(), QString("Open the demo"));
    trigger("actionLanguageGerman");
    QCOMPARE(part<QAction>("actionOpenDemo")->text(), QString("Open the demo"));
    window_.reset();
    show_window();
    QVERIFY(part<QAction>("actionLanguageGerman")->isChecked());
    QCOMPARE(part<QAction>("actionOpenDemo")->text(), QString("Demo öffnen"));
    trigger("actionLanguageEnglish");
    window_.reset();
    show_window();
    QCOMPARE(part<QAction>("actionOpenDemo")->text(), QString("Open the demo"));
  }

  void a_file_of_a_project_opens_it() {
    PhotoProject photos;
    photos.close();
    show_window();
    window_->open(photos.folder() / "project.sqlite");
    QTRY_VERIFY(window_->project() != nullptr);
    QCOMPARE(window_->project()->name(), QString("photos"));
  }
};

PENUMBRA_WINDOW_TEST_MAIN(TestHelp)
#include "test_help.moc"
