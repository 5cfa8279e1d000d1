#pragma once

#include "base/job.h"
#include "dataset/dataset.h"
#include "device/device.h"
#include "model/network.h"
#include "train/metrics.h"
#include "train/options.h"

namespace penumbra::train {

/// Measures a student and, where there is one, its teacher on the images with truth: mIoU of CAM,
/// aux CAM (known tags, single threshold) and segmentation (one scale, without tags), F1 of the
/// student's tags (method.md section 8). Images that can't be read are left out with a message.
/// `miou` is empty where no image has truth. Throws Cancelled.
ValidationMetrics validate(model::Network student, model::Network teacher,
                           const dataset::Dataset& dataset, const TrainOptions& options,
                           const device::Compute& compute, JobControl& control,
                           ProgressSink& progress);

}  // namespace penumbra::train
