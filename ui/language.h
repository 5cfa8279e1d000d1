#pragma once

#include <QString>
#include <QTranslator>
#include <memory>
#include <span>
#include <vector>

namespace penumbra::ui {

struct Language {
  const char* action;  ///< object name of the action that chooses it
  QString name;        ///< in itself; empty: that of the desktop
  QString code;        ///< as its files end, e.g. "zh_CN"
};

/// What can be chosen: the desktop's language first.
std::span<const Language> languages();

/// The language of all texts and numbers of the window, from its construction to its end: the
/// desktop's, or what the user chose (kept in QSettings). To be made before any widget.
class Translation {
 public:
  Translation();
  ~Translation();
  Translation(const Translation&) = delete;
  Translation& operator=(const Translation&) = delete;

  /// Code of the language that was chosen; empty: the desktop's.
  static QString chosen();
  /// Takes effect at the next start.
  static void choose(const QString& code);

 private:
  void load(const QString& name, const QString& folder);

  std::vector<std::unique_ptr<QTranslator>> translators_;
};

}  // namespace penumbra::ui
