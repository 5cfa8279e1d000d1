#include "ui/editor/superpixel_cache.h"

#include "base/error.h"
#include "image/decode.h"
#include "ui/problem_text.h"

namespace penumbra::ui {

void SuperpixelCache::want(const std::filesystem::path& photo, int region_size) {
  if (photo == photo_ && region_size == region_size_) return;
  photo_ = photo;
  region_size_ = region_size;
  superpixels_ = nullptr;
  task_.submit([this, photo, region_size, request = ++request_](JobControl& control) {
    std::shared_ptr<const edit::Superpixels> made;
    QString problem;
    try {
      if (pixels_of_ != photo) {
        pixels_ = std::make_shared<const image::Image>(image::read_image(photo));
        pixels_of_ = photo;
      }
      control.checkpoint();
      made = std::make_shared<const edit::Superpixels>(
          edit::compute_superpixels(*pixels_, region_size));
    } catch (const Cancelled&) {
      return;
    } catch (const std::exception& error) {
      problem = problem_text(error);
    }
    QMetaObject::invokeMethod(this, [this, request, made, problem] {
      if (request != request_) return;
      superpixels_ = made;
      if (!problem.isEmpty()) Q_EMIT failed(problem);
      Q_EMIT ready();
    });
  });
}

void SuperpixelCache::forget() {
  ++request_;
  task_.cancel();
  photo_.clear();
  region_size_ = 0;
  superpixels_ = nullptr;
}

}  // namespace penumbra::ui
