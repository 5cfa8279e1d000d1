#pragma once

#include <QString>

#include "review/queue.h"

namespace penumbra::ui {

class OpenProject;

/// Why an image is in the queue, in words: "31% of its area is uncertain; dog is tagged, but not
/// seen (93% sure)". At most three reasons, those that add most to its place first.
/// now: milliseconds since 1970.
QString reason_text(const review::Entry& entry, const review::Weights& weights,
                    const OpenProject& project, std::int64_t now);

/// What a reason is called, and what it is about.
QString reason_name(review::Reason reason);
QString reason_help(review::Reason reason);

/// "just now", "20 minutes ago", "3 days ago".
QString ago_text(std::int64_t milliseconds);

}  // namespace penumbra::ui
