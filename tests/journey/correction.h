#pragma once

#include "journey/journey.h"

/// From labels by a trained run to labels that are right: the first images of the review queue are
/// corrected by a simulated person who sees the truth, and marked as reviewed.
class Correction : public Journey {
 public:
  /// run: a folder, of the run that labels; empty: labels are there. strokes: at most an image.
  Correction(JourneyOptions options, std::filesystem::path run, int strokes)
      : Journey(std::move(options)), run_(std::move(run)), strokes_(strokes) {}

  /// Returns an exit status.
  int take();

 private:
  void label();
  int review();

  std::filesystem::path run_;
  int strokes_;
};
