#pragma once

#include <QComboBox>
#include <string>
#include <vector>

#include "device/list.h"
#include "ui/jobs/latest_task.h"

namespace penumbra::ui {

/// Where to compute, with what was found on this machine.
class DeviceChoice : public QComboBox {
  Q_OBJECT

 public:
  explicit DeviceChoice(QWidget* parent = nullptr);

  /// As of device::DeviceOptions.
  std::string device() const { return currentData().toString().toStdString(); }
  void choose(const std::string& device);

 private:
  void fill(const std::vector<device::DeviceInfo>& found);

  std::string wanted_ = "auto";
  LatestTask looking_;
};

}  // namespace penumbra::ui
