#pragma once

#include <QWidget>
#include <vector>

class QToolButton;
class QVBoxLayout;

namespace penumbra::ui {

/// The window's left edge: a button a place, and a few for the whole window below.
class Rail : public QWidget {
  Q_OBJECT

 public:
  explicit Rail(QWidget* parent = nullptr);

  void add_place(const char* name, const char* icon, const QString& title);
  QToolButton* add_below(const char* name, const char* icon, const QString& tip);
  void set_places_enabled(bool enabled);
  void set_current(int place);

 Q_SIGNALS:
  void chosen(int place);

 private:
  QToolButton* make_button(const char* name, const char* icon);

  QVBoxLayout* layout_;
  std::vector<QToolButton*> places_;
};

}  // namespace penumbra::ui
