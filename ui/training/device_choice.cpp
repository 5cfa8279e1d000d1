#include "ui/training/device_choice.h"

#include <QSignalBlocker>

#include "base/error.h"
#include "ui/training/memory_text.h"

namespace penumbra::ui {
namespace {

QString shown_name(const std::string& name) {
  if (name == "cpu") return "CPU";
  return QString::fromStdString(name).replace("cuda:", "GPU ");
}

QString details(const device::DeviceInfo& info) {
  QString text = QString::fromStdString(info.model);
  if (info.free_memory > 0)
    text += ", " + DeviceChoice::tr("%1 free").arg(memory_text(info.free_memory));
  return text;
}

}  // namespace

DeviceChoice::DeviceChoice(QWidget* parent) : QComboBox(parent) {
  setObjectName("device");
  setAccessibleName(tr("Device"));
  setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  setMinimumContentsLength(12);
  addItem(tr("Automatic"), "auto");
  setToolTip(tr("Where to compute"));
  connect(this, &QComboBox::activated, this, [this] { wanted_ = device(); });
  // Asking a GPU's driver takes a while.
  looking_.submit([this](JobControl&) {
    const auto found = device::list_devices();
    QMetaObject::invokeMethod(this, [this, found] { fill(found); });
  });
}

void DeviceChoice::fill(const std::vector<device::DeviceInfo>& found) {
  {
    const QSignalBlocker quiet(this);
    clear();
    for (const auto& info : found) {
      if (count() == 0) {
        addItem(tr("Automatic: %1").arg(shown_name(info.name)), "auto");
        setItemData(0, details(info), Qt::ToolTipRole);
      }
      addItem(shown_name(info.name) + ": " + details(info), QString::fromStdString(info.name));
    }
  }
  choose(wanted_);
}

void DeviceChoice::choose(const std::string& device) {
  wanted_ = device.empty() ? "auto" : device;
  const int row = findData(QString::fromStdString(wanted_));
  setCurrentIndex(std::max(0, row));
  QString tip = tr("Where to compute");
  for (int i = 1; i < count(); ++i) tip += "<br>" + itemText(i).toHtmlEscaped();
  setToolTip(tip);
}

}  // namespace penumbra::ui
