#include "ui/review/reason_text.h"

#include <QStringList>
#include <algorithm>
#include <cmath>

#include "ui/jobs/duration_text.h"
#include "ui/project/open_project.h"
#include "ui/review/review_bar.h"

namespace penumbra::ui {
namespace {

using review::Entry;
using review::Reason;

constexpr std::size_t most_reasons = 3;
/// Reasons that add less than this share of what the first adds are not worth a word.
constexpr double least_share = 0.25;

int percent(double share) { return static_cast<int>(std::lround(100 * share)); }

QString contradiction_text(const Entry& entry, const OpenProject& project) {
  const int sure = percent(entry.part(Reason::Contradiction).value);
  if (entry.proposed_tag == 0)
    return ReviewBar::tr("the classifier contradicts its tags (%1% sure)").arg(sure);
  return (entry.proposed_tag > 0
              ? ReviewBar::tr("the classifier sees %1, which is not tagged (%2% sure)")
              : ReviewBar::tr(
                    "the tag %1 has weak evidence: the classifier does not see it (%2% sure)"))
      .arg(project.class_name(std::abs(entry.proposed_tag)))
      .arg(sure);
}

QString rare_text(const Entry& entry, const OpenProject& project) {
  const QString name = project.class_name(entry.rare_class);
  if (entry.rare_done == 0)
    return ReviewBar::tr("%1 is rare, and no image of it is done yet").arg(name);
  if (entry.rare_done == 1) return ReviewBar::tr("%1 is rare: one image of it is done").arg(name);
  return ReviewBar::tr("%1 is rare: %2 images of it are done")
      .arg(name, number_text(entry.rare_done));
}

QString gain_text(const Entry& entry) {
  const int unsure = percent(entry.part(Reason::Gain).value);
  const auto alike = std::llround(entry.alike);
  if (alike <= 1)
    return ReviewBar::tr("the classifier is unsure of %1% of it; no other image looks like it")
        .arg(unsure);
  return ReviewBar::tr("the classifier is unsure of %1% of it; %2 images look like it")
      .arg(unsure)
      .arg(number_text(alike));
}

QString text_of(const Entry& entry, Reason reason, const OpenProject& project) {
  switch (reason) {
    case Reason::Uncertain:
      return ReviewBar::tr("%1% of its area is uncertain").arg(percent(entry.part(reason).value));
    case Reason::Contradiction:
      return contradiction_text(entry, project);
    case Reason::Disagreement:
      return ReviewBar::tr("two labellings differ in %1% of its area")
          .arg(percent(entry.part(reason).value));
    case Reason::RareClass:
      return rare_text(entry, project);
    case Reason::Gain:
      return gain_text(entry);
  }
  return {};
}

QString second_look_text(const review::SecondLook& look, std::int64_t now) {
  if (!look.exact) return ReviewBar::tr("Second look: reviewed some time ago");
  return ReviewBar::tr("Second look: reviewed %1").arg(ago_text(now - look.reviewed));
}

}  // namespace

QString reason_text(const Entry& entry, const review::Weights& weights, const OpenProject& project,
                    std::int64_t now) {
  if (entry.second_look) return second_look_text(*entry.second_look, now);
  const auto adds = [&](Reason reason) { return review::share(entry, reason, weights); };
  const auto found = review::reasons(entry, weights);
  QStringList texts;
  for (const auto reason : found)
    if (static_cast<std::size_t>(texts.size()) < most_reasons &&
        adds(reason) >= least_share * adds(found.front()))
      texts << text_of(entry, reason, project);
  if (texts.isEmpty())
    return ReviewBar::tr("Not reviewed yet; nothing else speaks for looking at it first");
  QString text = texts.join(ReviewBar::tr("; "));
  text[0] = text[0].toUpper();
  return text;
}

QString reason_name(Reason reason) {
  switch (reason) {
    case Reason::Uncertain:
      return ReviewBar::tr("Uncertain area");
    case Reason::Contradiction:
      return ReviewBar::tr("Contradicted tags");
    case Reason::Disagreement:
      return ReviewBar::tr("Disagreement");
    case Reason::RareClass:
      return ReviewBar::tr("Rare classes");
    case Reason::Gain:
      return ReviewBar::tr("What it would teach");
  }
  return {};
}

QString reason_help(Reason reason) {
  switch (reason) {
    case Reason::Uncertain:
      return ReviewBar::tr(
          "How much of its area lies in the uncertain region. Labelling gives it.");
    case Reason::Contradiction:
      return ReviewBar::tr(
          "How sure the classifier of a trained run is that a tag is wrong or missing.");
    case Reason::Disagreement:
      return ReviewBar::tr(
          "In how much of its area two layers, or student and teacher, differ. Labelling "
          "gives it where you choose a layer to compare with.");
    case Reason::RareClass:
      return ReviewBar::tr(
          "Its tags are seldom in the project, and among the images that are edited or "
          "reviewed.");
    case Reason::Gain:
      return ReviewBar::tr(
          "While Live is on: how much of it the classifier is unsure of, times how many images "
          "look like that. At 100% this alone decides, at 0% the others do.");
  }
  return {};
}

QString ago_text(std::int64_t milliseconds) {
  const auto minutes = std::max<std::int64_t>(0, milliseconds) / 60'000;
  if (minutes < 1) return ReviewBar::tr("just now");
  if (minutes == 1) return ReviewBar::tr("a minute ago");
  if (minutes < 90) return ReviewBar::tr("%1 minutes ago").arg(minutes);
  const auto hours = (minutes + 30) / 60;
  if (hours < 36) return ReviewBar::tr("%1 hours ago").arg(hours);
  return ReviewBar::tr("%1 days ago").arg((hours + 12) / 24);
}

}  // namespace penumbra::ui
