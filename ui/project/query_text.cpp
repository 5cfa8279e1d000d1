#include "ui/project/query_text.h"

#include <QRegularExpression>

namespace penumbra::ui {

QString query_term(const QString& key, const QString& value) {
  static const QRegularExpression plain("^[\\w.-]+$",
                                        QRegularExpression::UseUnicodePropertiesOption);
  static const QStringList words = {"and", "or", "not"};
  if (plain.match(value).hasMatch() && !value.startsWith('-') && !words.contains(value.toLower()))
    return key + ':' + value;
  QString quoted = value;
  quoted.replace('\\', "\\\\").replace('"', "\\\"");
  return key + ":\"" + quoted + '"';
}

QStringList query_parts(const QString& where) {
  QStringList parts;
  QString part;
  bool quoted = false;
  int depth = 0;
  for (int i = 0; i < where.size(); ++i) {
    const QChar letter = where[i];
    if (quoted && letter == '\\' && i + 1 < where.size()) {
      part += letter;
      part += where[++i];
      continue;
    }
    if (letter == '"') quoted = !quoted;
    if (!quoted && letter == '(') ++depth;
    if (!quoted && letter == ')') --depth;
    if (letter.isSpace() && !quoted && depth == 0) {
      if (!part.isEmpty()) parts << part;
      part.clear();
    } else {
      part += letter;
    }
  }
  if (!part.isEmpty()) parts << part;
  return parts;
}

QString toggled(const QString& where, const QString& part) {
  QStringList parts = query_parts(where);
  if (parts.removeAll(part) == 0) {
    if (parts.contains("or", Qt::CaseInsensitive)) parts = {'(' + where.trimmed() + ')'};
    parts << part;
  }
  return parts.join(' ');
}

}  // namespace penumbra::ui
