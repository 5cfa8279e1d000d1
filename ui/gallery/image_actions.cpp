#include "ui/gallery/image_actions.h"

#include <QMenu>
#include <QPointer>

#include "ui/context_menu.h"
#include "ui/project/open_project.h"

namespace penumbra::ui {
namespace {

template <class Text>
void copy_lines(const QPointer<OpenProject>& project, const std::vector<project::ImageId>& images,
                Text text_of) {
  if (!project) return;
  project->ask([images, text_of](project::Project& catalogue) {
    QStringList lines;
    for (const auto& row : project::rows(catalogue, images))
      lines << QString::fromStdString(text_of(row));
    return [text = lines.join('\n')] { copy_text(text); };
  });
}

}  // namespace

void add_image_actions(QMenu& menu, OpenProject& project,
                       const std::vector<project::ImageId>& images) {
  if (images.empty()) return;
  const bool one = images.size() == 1;
  const QPointer open(&project);
  add_action(
      menu, "copyImageName",
      one ? OpenProject::tr("Copy the name") : OpenProject::tr("Copy the names"),
      [open, images] { copy_lines(open, images, [](const auto& row) { return row.name; }); });
  add_action(menu, "copyImagePath",
             one ? OpenProject::tr("Copy the path") : OpenProject::tr("Copy the paths"),
             [open, images] {
               copy_lines(open, images, [](const auto& row) { return row.photo.string(); });
             });
  add_action(menu, "openImageFolder", OpenProject::tr("Open its folder"), [open, images] {
    if (open)
      open->ask([images](project::Project& catalogue) {
        const auto rows = project::rows(catalogue, images);
        const auto folder =
            rows.empty() ? std::string() : rows.front().photo.parent_path().string();
        return [folder = QString::fromStdString(folder)] { open_folder(folder); };
      });
  })->setVisible(one);
}

}  // namespace penumbra::ui
