#include <QApplication>
#include <QCommandLineParser>
#include <cstdio>
#include <exception>
#include <memory>

#include "ui/main_window.h"
#include "ui/problem_text.h"
#include "ui/session/end_signals.h"
#include "ui/session/session.h"

namespace {

/// What escapes an action, such as a drive that is gone, is told in the window and does not end it.
class Application : public QApplication {
 public:
  using QApplication::QApplication;

  bool notify(QObject* receiver, QEvent* event) override {
    try {
      return QApplication::notify(receiver, event);
    } catch (const std::exception& error) {
      const QString text = penumbra::ui::problem_text(error);
      qWarning("%s", qPrintable(text));
      for (QWidget* widget : topLevelWidgets())
        if (auto* window = qobject_cast<penumbra::ui::MainWindow*>(widget))
          window->show_error(text);
      return true;
    }
  }
};

/// Without a log and a mark where they can't be written: nothing that a user does depends on them.
std::unique_ptr<penumbra::ui::Session> begin_session() {
  try {
    return std::make_unique<penumbra::ui::Session>(penumbra::ui::state_folder());
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return nullptr;
  }
}

}  // namespace

int main(int argc, char* argv[]) {
  Application application(argc, argv);
  QApplication::setApplicationName("penumbra");
  QApplication::setApplicationDisplayName("Penumbra");
  QApplication::setApplicationVersion(PENUMBRA_VERSION);
  QApplication::setDesktopFileName("penumbra");

  QCommandLineParser parser;
  parser.setApplicationDescription("Turns tags of photos into segmentation masks.");
  parser.addHelpOption();
  parser.addVersionOption();
  parser.addPositionalArgument(
      "project",
      "A project (its folder or a file in it), or a folder of photos, of which a project is made "
      "beside it.",
      "[project]");
  const QCommandLineOption data("data", "The same as [project].", "folder");
  parser.addOption(data);
  const QCommandLineOption demo("demo", "Open the demo project.");
  parser.addOption(demo);
  const QCommandLineOption run("run", "Look at the run in <folder>, or go on with it.", "folder");
  parser.addOption(run);
  if (!parser.parse(QApplication::arguments())) {
    std::fprintf(stderr, "%s\nSee penumbra --help.\n", qPrintable(parser.errorText()));
    return 2;
  }
  parser.process(application);

  namespace ui = penumbra::ui;
  const auto lost = ui::take_lost_sessions(ui::state_folder());
  const auto session = begin_session();
  ui::MainWindow window;
  if (session) {
    QObject::connect(&window, &ui::MainWindow::logged, session.get(), &ui::Session::write);
    QObject::connect(&window, &ui::MainWindow::projectChanged, session.get(), [&] {
      session->set_project(window.project() ? window.project()->project()->folder() : "");
    });
  }
  const ui::EndSignals signals;
  QObject::connect(&signals, &ui::EndSignals::received, &window, [&window] {
    if (window.close()) return;
    window.jobs().stop_all();  // what they have saved stays
    QApplication::exit();
  });
  window.show();
  if (!lost.empty()) window.show_lost(lost.front());
  const QStringList named = parser.positionalArguments() + parser.values(data);
  if (!named.isEmpty())
    window.open(named.front().toStdString());
  else if (parser.isSet(demo))
    window.open_demo();
  if (parser.isSet(run)) window.open_run(parser.value(run).toStdString());
  return QApplication::exec();
}
