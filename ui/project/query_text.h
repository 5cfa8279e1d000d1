#pragma once

#include <QString>
#include <QStringList>

/// Building queries (project/query.h) by hand's clicks.
namespace penumbra::ui {

/// tag:"traffic light"
QString query_term(const QString& key, const QString& value);

/// The parts of a query at its top level, between blanks.
QStringList query_parts(const QString& where);

/// The query with this part added, or without it where it has it.
QString toggled(const QString& where, const QString& part);

}  // namespace penumbra::ui
