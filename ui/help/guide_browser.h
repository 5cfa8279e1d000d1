#pragma once

#include <QTextBrowser>

namespace penumbra::ui {

/// Shows a page of the documentation; pictures are as wide as there is room.
class GuideBrowser : public QTextBrowser {
  Q_OBJECT

 public:
  explicit GuideBrowser(QWidget* parent = nullptr);

  QVariant loadResource(int type, const QUrl& name) override;

 protected:
  void resizeEvent(QResizeEvent* event) override;
  void doSetSource(const QUrl& name, QTextDocument::ResourceType type) override;

 private:
  int room() const;

  int drawn_for_ = 0;  ///< room that pictures were scaled for
};

}  // namespace penumbra::ui
