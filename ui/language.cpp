#include "ui/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QSettings>
#include <algorithm>
#include <array>

static void init_translations() { Q_INIT_RESOURCE(texts); }

namespace penumbra::ui {
namespace {

constexpr auto language_key = "window/language";

/// The language that the desktop asks for first and that there is; English where there is none.
QString code_of_desktop() {
  for (const QString& wanted : QLocale::system().uiLanguages()) {
    const QLocale locale(wanted);
    for (const Language& language : languages())
      if (!language.code.isEmpty() && QLocale(language.code).language() == locale.language())
        return language.code;
  }
  return "en";
}

}  // namespace

std::span<const Language> languages() {
  static const std::array all = {
      Language{"actionLanguageSystem", {}, {}},
      Language{"actionLanguageEnglish", QStringLiteral("English"), "en"},
      Language{"actionLanguageGerman", QStringLiteral("Deutsch"), "de"},
      Language{"actionLanguageChinese", QString::fromUtf8("中文"), "zh_CN"},
  };
  return all;
}

Translation::Translation() {
  init_translations();
  const QString code = chosen().isEmpty() ? code_of_desktop() : chosen();
  // Numbers and times as the desktop writes them, where it speaks the same language.
  const QLocale system = QLocale::system(), own(code == "en" ? "en_GB" : code);
  QLocale::setDefault(system.language() == own.language() ? system : own);
  if (code == "en") return;
  load("qtbase_" + code, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
  load("penumbra_" + code, ":/translations");
}

Translation::~Translation() {
  for (const auto& translator : translators_) QCoreApplication::removeTranslator(translator.get());
}

void Translation::load(const QString& name, const QString& folder) {
  auto translator = std::make_unique<QTranslator>();
  if (!translator->load(name, folder)) return;  // Qt's own texts are a package of their own
  QCoreApplication::installTranslator(translator.get());
  translators_.push_back(std::move(translator));
}

QString Translation::chosen() {
  const QString code = QSettings().value(language_key).toString();
  const auto known = [&](const Language& language) { return language.code == code; };
  return std::ranges::any_of(languages(), known) ? code : QString();
}

void Translation::choose(const QString& code) { QSettings().setValue(language_key, code); }

}  // namespace penumbra::ui
