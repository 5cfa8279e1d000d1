#include <QDialog>
#include <QDirIterator>
#include <QDoubleSpinBox>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QSettings>
#include <QTemporaryDir>
#include <QXmlStreamReader>
#include <QtTest>

#include "folders.h"
#include "photo_project.h"
#include "private_settings.h"
#include "project/changes.h"
#include "project/classes.h"
#include "project/tags.h"
#include "ui/jobs/duration_text.h"
#include "ui/main_window.h"
#include "ui/project/change_text.h"
#include "visible_texts.h"

using namespace penumbra;
using namespace penumbra::ui;

namespace {

struct Message {
  QString context, source, translation, type;
  bool operator==(const Message&) const = default;
};

QList<Message> read_messages(const QString& path) {
  QFile file(path);
  QList<Message> messages;
  if (!file.open(QIODevice::ReadOnly)) return messages;
  QXmlStreamReader xml(&file);
  QString context;
  while (!xml.atEnd()) {
    if (xml.readNext() != QXmlStreamReader::StartElement) continue;
    if (xml.name() == u"name") context = xml.readElementText();
    if (xml.name() == u"source") messages << Message{context, xml.readElementText(), {}, {}};
    if (xml.name() == u"translation") {
      messages.back().type = xml.attributes().value("type").toString();
      messages.back().translation = xml.readElementText(QXmlStreamReader::IncludeChildElements);
    }
  }
  return messages;
}

QString translations_folder() {
  return QString::fromStdString((source_folder() / "resources/translations").string());
}

QString file_of(const QString& language) { return "penumbra_" + language + ".ts"; }

/// How often each placeholder, tag of HTML and suchlike stands in a text.
QMap<QString, int> counted(const QString& text, const char* pattern) {
  QMap<QString, int> found;
  for (const auto& match : QRegularExpression(pattern).globalMatch(text)) ++found[match.captured()];
  return found;
}

/// Words that both languages have: terms of the field, names, and words that happen to be the same.
const QSet<QString> same_words{
    "CAM",          "mIoU",          "IoU",
    "PDF (*.pdf)",  "Penumbra",      "px",
    "Drop Path",    "Demo",          "Batch",
    "Seed",         "Start",         "Tags",
    "Splits",       "Filter",        "Export",
    "Format",       "Labels",        "Name",
    "Pause",        "Encoder",       "Version",
    "Problem",      "Automatic",     "mIoU, %",
    "Weight Decay", "DINO",          "%1: %2",
    "%1 s",         "%1 min %2 s",   "%1 h %2 min",
    "CAM (%1)",     "Split %1 (%2)", "%1 × %2 px, %3",
    "Pixel %1, %2", "%1 (Ctrl+%2)",  "Polygon",
    "Lasso",        "Radius",        "CRF",
    "Hand",         " px",           "%1: %2%",
    "Live",
};

bool has_word(const QString& text) { return text.contains(QRegularExpression("[A-Za-z]{2,}")); }

}  // namespace

/// The window in each of its languages.
class TestTranslations : public QObject {
  Q_OBJECT

 private:
  /// The texts of a window on a project, in a language.
  static VisibleTexts texts_in(const QString& language, const PhotoProject& photos) {
    QSettings().clear();
    Translation::choose(language);
    VisibleTexts texts;
    MainWindow window;
    window.resize(1400, 900);
    window.show();
    const auto add = [&] {
      QTest::qWait(300);
      texts.insert(visible_texts_of(window));
    };
    add();
    window.open(photos.folder());
    if (!QTest::qWaitFor([&] { return window.project() && !window.jobs().any_active(); }, 20'000))
      qFatal("the project does not open");
    for (const auto place :
         {MainWindow::Place::Photos, MainWindow::Place::Inspect, MainWindow::Place::Train,
          MainWindow::Place::Compare, MainWindow::Place::Export}) {
      window.go_to(place);
      add();
    }
    for (const char* dialog : {"actionKeys", "actionAbout", "actionGuide", "actionPalette"}) {
      window.findChild<QAction*>(dialog)->trigger();
      add();
      for (auto* shown : window.findChildren<QDialog*>()) shown->hide();
    }
    return texts;
  }

 private Q_SLOTS:
  void initTestCase_data() {
    QTest::addColumn<QString>("language");
    QTest::newRow("de") << "de";
    QTest::newRow("zh_CN") << "zh_CN";
  }

  void cleanup() {
    QSettings().clear();
    QLocale::setDefault(QLocale::system());
  }

  void every_text_of_the_source_is_translated() {
    QFETCH_GLOBAL(QString, language);
    const QString script =
        QString::fromStdString((source_folder() / "packaging/translations.sh").string());
    QTemporaryDir folder;
    const QString file = folder.path() + '/' + file_of(language);
    QVERIFY(QFile::copy(translations_folder() + '/' + file_of(language), file));
    const auto before = read_messages(file);
    QVERIFY(before.size() > 500);
    QProcess update;
    update.start(script, {folder.path()});
    QVERIFY(update.waitForFinished(120'000));
    const QString said = update.readAllStandardError();
    if (said.contains("lupdate is not here")) QSKIP("lupdate is not installed (qt6-l10n-tools)");
    QVERIFY2(update.exitCode() == 0, qPrintable(said));
    const auto after = read_messages(file);
    QStringList problems;
    for (const auto& message : after) {
      if (message.type == "unfinished" || message.translation.isEmpty())
        problems << message.context + ": not translated: " + message.source;
    }
    for (const auto& message : before)
      if (!after.contains(message) && message.type != "unfinished")
        problems << message.context + ": not in the source any more: " + message.source;
    QVERIFY2(problems.isEmpty(), qPrintable("packaging/translations.sh, then translate:\n" +
                                            problems.mid(0, 60).join('\n')));
  }

  void a_translation_keeps_what_its_text_is_built_of() {
    QFETCH_GLOBAL(QString, language);
    QStringList problems;
    for (const auto& message : read_messages(translations_folder() + '/' + file_of(language))) {
      const auto same = [&](const char* pattern) {
        return counted(message.source, pattern) == counted(message.translation, pattern);
      };
      const bool access_key = message.source.contains(QRegularExpression("&[A-Za-z]"));
      const bool key_kept = message.translation.contains(QRegularExpression("&[A-Za-z]"));
      if (!same("%L?[0-9n]+") || !same("</?[a-z]+>") || !same("\n") || !same("…") ||
          !same("\\(\\*[^)]*\\)") || access_key != key_kept)
        problems << message.source + " -> " + message.translation;
      if (message.source == message.translation && has_word(message.source) &&
          !same_words.contains(message.source))
        problems << "the same: " + message.source;
    }
    QVERIFY2(problems.isEmpty(), qPrintable(problems.join('\n')));
  }

  void no_page_of_the_window_speaks_english() {
    QFETCH_GLOBAL(QString, language);
    PhotoProject photos;
    photos.add_layer("by hand", project::LayerKind::Truth, 1);
    photos.add_layer("guess", project::LayerKind::Instant, 2);
    photos.close();
    const auto english = texts_in("en", photos);
    const auto translated = texts_in(language, photos);
    QVERIFY(english.size() > 500);
    // What a project, a machine or a library is called, and values of files, are no texts.
    const QRegularExpression data(
        "photo_\\d|^photos|^(cat|dog|by hand|guess|truth)\\b|\\.(png|pth|penumbra)|^run-\\d|^(cpu|"
        "GPU)|https?:|^(voc|coco|voc-mini|quick|demo|tiny|small|base|random|ridge|refined|instant|"
        "npz|voc-server|viridis|magma|turbo)\\b|^(tag|state|split|is):|Ctrl|Shift|Alt|"
        "^(English|Deutsch)$|^(Esc|Space|Return|Enter|Del|F\\d+|Tab)$|-only|-or-later|^[A-Z]$",
        QRegularExpression::CaseInsensitiveOption);
    QStringList problems;
    for (auto text = english.begin(); text != english.end(); ++text) {
      if (!translated.contains(text.key()) || translated[text.key()] != text.value()) continue;
      QString bare = QString(text.value()).remove(QRegularExpression("<[^>]*>")).remove('&');
      bare = bare.trimmed();
      if (!has_word(bare) || same_words.contains(bare) || bare.contains(data)) continue;
      if (text.key().contains("/guidePage") || text.key().contains("/guideContents") ||
          text.key().contains("/aboutT"))
        continue;  // the guide is English; names of libraries
      problems << text.key().section('/', -2) + " = " + text.value();
      qWarning("%s", qPrintable(problems.back()));
    }
    QVERIFY2(problems.isEmpty(), qPrintable(problems.join('\n')));
  }

  void numbers_are_written_as_the_language_does() {
    QFETCH_GLOBAL(QString, language);
    Translation::choose(language);
    const MainWindow window;
    for (const auto* box : window.findChildren<QDoubleSpinBox*>())
      if (box->decimals() > 0)
        QVERIFY2(language != "de" || !box->cleanText().contains('.'),
                 qPrintable(box->objectName() + ": " + box->cleanText()));
    QCOMPARE(number_text(1234567), language == "de" ? "1.234.567" : "1,234,567");
    QCOMPARE(time_left_text(60), language == "de" ? "noch etwa 1 Minute" : "约剩 1 分钟");
    QCOMPARE(time_left_text(600), language == "de" ? "noch etwa 10 Minuten" : "约剩 10 分钟");
  }

  void changes_are_named_in_the_language() {
    QFETCH_GLOBAL(QString, language);
    PhotoProject photos;
    auto& project = *photos.project();
    const auto images = project::select(project, {});
    const int otter = project::add_class(project, "otter"),
              seal = project::add_class(project, "seal");
    const std::array both{otter, seal};
    project::edit_tags(project, images, std::array{otter}, {});
    project::rename_class(project, otter, "sea otter");
    project::set_class_look(project, seal, 0x102030, {});
    project::reset_class_colours(project, both);
    project::order_classes(project, std::array{seal, otter});
    project::merge_classes(project, seal, otter);
    project::remove_class(project, otter, 0);
    const auto names = project::changes(project);
    QVERIFY(names.size() >= 8);
    Translation::choose(language);
    const MainWindow window;
    for (const auto& change : names) {
      const auto text = change_text(change.name);
      QVERIFY2(text != QString::fromStdString(change.name), change.name.c_str());
      QVERIFY2(!text.contains('%'), qPrintable(text));
      for (const char* word : {"sea otter", "seal"})
        QCOMPARE(text.contains(word), QString::fromStdString(change.name).contains(word));
    }
  }

  void a_window_fits_a_small_display() {
    QFETCH_GLOBAL(QString, language);
    Translation::choose(language);
    MainWindow window;
    window.show();
    QVERIFY2(window.minimumSizeHint().width() <= 1366,
             qPrintable(QString("needs %1 px").arg(window.minimumSizeHint().width())));
  }
};

PENUMBRA_WINDOW_TEST_MAIN(TestTranslations)
#include "test_translations.moc"
