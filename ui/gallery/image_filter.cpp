#include "ui/gallery/image_filter.h"

#include <algorithm>

#include "ui/gallery/image_list_model.h"

namespace penumbra::ui {

void ImageFilter::set_text(const QString& text) {
  QStringList words = text.split(' ', Qt::SkipEmptyParts);
  if (words == words_) return;
  words_ = std::move(words);
  invalidateFilter();
}

bool ImageFilter::filterAcceptsRow(int row, const QModelIndex& parent) const {
  if (words_.isEmpty()) return true;
  const QString text =
      sourceModel()->index(row, 0, parent).data(ImageListModel::SearchRole).toString();
  return std::all_of(words_.begin(), words_.end(),
                     [&](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
}

}  // namespace penumbra::ui
