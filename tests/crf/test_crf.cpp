#include <QtTest>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <random>
#include <utility>

#include "base/error.h"
#include "crf/bilateral_filter.h"
#include "crf/dense_crf.h"
#include "crf/dense_energy.h"
#include "crf/permutohedral_lattice.h"
#include "folders.h"
#include "tensor_file.h"

using namespace penumbra;
using crf::InstructionSet;

namespace {

std::vector<float> random_values(std::size_t count, float low, float high, unsigned seed) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<float> uniform(low, high);
  std::vector<float> values(count);
  for (float& value : values) value = uniform(random);
  return values;
}

/// Smooth colours with a little noise.
std::vector<float> smooth_planes(image::Size size, unsigned seed) {
  std::vector<float> planes = random_values(3 * size.area(), -3, 3, seed);
  for (int c = 0; c < 3; ++c) {
    for (int y = 0; y < size.height; ++y) {
      for (int x = 0; x < size.width; ++x) {
        planes[(static_cast<std::size_t>(c) * static_cast<std::size_t>(size.height) +
                static_cast<std::size_t>(y)) *
                   static_cast<std::size_t>(size.width) +
               static_cast<std::size_t>(x)] +=
            120 + 90 * std::sin(0.07f * static_cast<float>(x * (c + 1) + y * (3 - c)));
      }
    }
  }
  return planes;
}

image::Image as_image(image::Size size, const std::vector<float>& planes) {
  image::Image image{size, std::vector<std::uint8_t>(3 * size.area())};
  for (std::size_t i = 0; i < size.area(); ++i) {
    for (std::size_t c = 0; c < 3; ++c) {
      image.pixels[3 * i + c] =
          static_cast<std::uint8_t>(std::clamp(planes[c * size.area() + i], 0.0f, 255.0f));
    }
  }
  return image;
}

std::vector<float> random_probability(std::size_t pixels, int classes, unsigned seed) {
  std::vector<float> values =
      random_values(pixels * static_cast<std::size_t>(classes), 0.01f, 1, seed);
  for (std::size_t i = 0; i < pixels; ++i) {
    float sum = 0;
    for (std::size_t k = i; k < values.size(); k += pixels) sum += values[k];
    for (std::size_t k = i; k < values.size(); k += pixels) values[k] /= sum;
  }
  return values;
}

double dot(const std::vector<float>& a, const std::vector<float>& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += static_cast<double>(a[i]) * b[i];
  return sum;
}

float largest_difference(const std::vector<float>& a, const std::vector<float>& b) {
  float largest = 0;
  for (std::size_t i = 0; i < a.size(); ++i) largest = std::max(largest, std::abs(a[i] - b[i]));
  return largest;
}

/// The best label of each pixel, and whether it leads by at least 0.02.
struct Decision {
  std::vector<int> label;
  std::vector<bool> decided;
  std::vector<float> best;
};

Decision decide(const std::vector<float>& marginals, std::size_t pixels) {
  Decision decision;
  for (std::size_t i = 0; i < pixels; ++i) {
    int label = 0;
    float best = -1;
    float second = -1;
    for (std::size_t c = 0; c < marginals.size() / pixels; ++c) {
      const float value = marginals[c * pixels + i];
      if (value > best) {
        second = best;
        best = value;
        label = static_cast<int>(c);
      } else {
        second = std::max(second, value);
      }
    }
    decision.label.push_back(label);
    decision.decided.push_back(best - second >= 0.02f);
    decision.best.push_back(best);
  }
  return decision;
}

/// Mean field with one kernel and Potts compatibility as the paper writes it, by the filter alone.
std::vector<float> plain_mean_field(const crf::BilateralFilter& filter,
                                    const crf::CrfOptions& options,
                                    const std::vector<float>& probability, std::size_t classes) {
  const std::size_t pixels = filter.size().area();
  std::vector<float> normalization(pixels);
  filter.apply(std::vector<float>(pixels, 1.0f), 1, normalization);
  for (float& value : normalization) value = 1 / std::sqrt(value);
  std::vector<float> marginals = probability;
  std::vector<float> received(marginals.size());
  for (int iteration = 0; iteration < options.iterations; ++iteration) {
    for (std::size_t k = 0; k < marginals.size(); ++k) marginals[k] *= normalization[k % pixels];
    filter.apply(marginals, static_cast<int>(classes), received);
    for (std::size_t i = 0; i < pixels; ++i) {
      float sum = 0;
      for (std::size_t k = i; k < marginals.size(); k += pixels) {
        marginals[k] =
            probability[k] * std::exp(options.bilateral_weight * normalization[i] * received[k]);
        sum += marginals[k];
      }
      for (std::size_t k = i; k < marginals.size(); k += pixels) marginals[k] /= sum;
    }
  }
  return marginals;
}

}  // namespace

class TestCrf : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void normalised_filter_approximates_the_gaussian() {
    const image::Size size{17, 13};
    const std::vector<float> rgb = smooth_planes(size, 1);
    const float sigma_xy = 9;
    const float sigma_rgb = 80;
    const std::vector<float> values = random_values(size.area(), 0, 1, 2);
    std::vector<float> filtered(size.area());
    std::vector<float> filtered_ones(size.area());
    const crf::BilateralFilter filter(size, rgb, sigma_xy, sigma_rgb);
    filter.apply(values, 1, filtered);
    filter.apply(std::vector<float>(size.area(), 1.0f), 1, filtered_ones);

    double largest_error = 0;
    for (std::size_t i = 0; i < size.area(); ++i) {
      double exact = 0;
      double exact_ones = 0;
      for (std::size_t j = 0; j < size.area(); ++j) {
        const auto width = static_cast<std::size_t>(size.width);
        const double dx =
            (static_cast<double>(i % width) - static_cast<double>(j % width)) / sigma_xy;
        const double dy =
            (static_cast<double>(i / width) - static_cast<double>(j / width)) / sigma_xy;
        double distance = dx * dx + dy * dy;
        for (std::size_t c = 0; c < 3; ++c) {
          const double d = (rgb[c * size.area() + i] - rgb[c * size.area() + j]) / sigma_rgb;
          distance += d * d;
        }
        exact += std::exp(-0.5 * distance) * static_cast<double>(values[j]);
        exact_ones += std::exp(-0.5 * distance);
      }
      // Vertices that no point touches do not exist, so some of the mass is lost.
      QVERIFY(filtered_ones[i] > 0.25 * exact_ones && filtered_ones[i] < 1.25 * exact_ones);
      const double mean = static_cast<double>(filtered[i]) / static_cast<double>(filtered_ones[i]);
      largest_error = std::max(largest_error, std::abs(mean - exact / exact_ones));
    }
    QVERIFY2(largest_error < 0.05, qPrintable(QString::number(largest_error)));
  }

  void filter_is_nearly_symmetric() {
    const image::Size size{60, 45};
    const crf::BilateralFilter filter(size, smooth_planes(size, 3), 15, 20);
    const std::vector<float> x = random_values(size.area(), 0, 1, 4);
    const std::vector<float> y = random_values(size.area(), 0, 1, 5);
    std::vector<float> filtered_x(size.area());
    std::vector<float> filtered_y(size.area());
    filter.apply(x, 1, filtered_x);
    filter.apply(y, 1, filtered_y);
    const double left = dot(filtered_x, y);
    const double right = dot(x, filtered_y);
    QVERIFY2(std::abs(left - right) < 0.01 * left, qPrintable(QString::number(left / right)));
  }

  void filter_of_a_constant_scales_with_it() {
    const image::Size size{31, 22};
    const crf::BilateralFilter filter(size, smooth_planes(size, 6), 12, 15);
    const std::vector<float> ones(size.area(), 1.0f);
    const std::vector<float> threes(size.area(), 3.0f);
    std::vector<float> of_ones(size.area());
    std::vector<float> of_threes(size.area());
    filter.apply(ones, 1, of_ones);
    filter.apply(threes, 1, of_threes);
    for (std::size_t i = 0; i < size.area(); ++i) {
      QVERIFY(of_ones[i] > 0.3f);
      QVERIFY(std::abs(of_threes[i] - 3 * of_ones[i]) <= 1e-5f * of_threes[i]);
    }
  }

  void channels_are_filtered_independently() {
    const image::Size size{40, 33};
    const crf::BilateralFilter filter(size, smooth_planes(size, 7), 10, 25);
    for (const int channels : {1, 7, 8, 9, 21, 40, 81, 260}) {
      const auto count = static_cast<std::size_t>(channels);
      const std::vector<float> values = random_values(count * size.area(), 0, 1, 8);
      std::vector<float> together(values.size());
      filter.apply(values, channels, together);
      for (std::size_t c = 0; c < count; c += std::max<std::size_t>(1, count / 5)) {
        const std::span plane = std::span(values).subspan(c * size.area(), size.area());
        std::vector<float> alone(size.area());
        filter.apply(plane, 1, alone);
        for (std::size_t i = 0; i < size.area(); ++i) {
          QVERIFY(std::abs(alone[i] - together[c * size.area() + i]) <= 1e-5f * alone[i] + 1e-6f);
        }
      }
    }
  }

  void all_instruction_sets_agree() {
    const image::Size size{83, 61};
    const std::vector<float> rgb = smooth_planes(size, 9);
    const image::Image photo = as_image(size, rgb);
    for (const int classes : {1, 4, 5, 12, 21, 30, 48, 81}) {
      const std::vector<float> values = random_probability(size.area(), classes, 10);
      std::vector<float> first_filtered;
      std::vector<float> first_marginals;
      for (const InstructionSet set : crf::available_instruction_sets()) {
        std::vector<float> filtered(values.size());
        crf::BilateralFilter(size, rgb, 12, 14, set).apply(values, classes, filtered);
        const std::vector<float> marginals =
            crf::DenseCrf(photo, {}, set).marginals(values, classes);
        if (set == InstructionSet::Portable) {
          first_filtered = filtered;
          first_marginals = marginals;
        }
        const float scale = *std::max_element(first_filtered.begin(), first_filtered.end());
        QVERIFY2(largest_difference(filtered, first_filtered) < 1e-5f * scale, name(set).data());
        QVERIFY2(largest_difference(marginals, first_marginals) < 2e-4f, name(set).data());
      }
    }
  }

  /// For rows of every width that has kernels of its own, and an odd number of pixels.
  void marginals_are_those_of_the_plain_mean_field() {
    const image::Size size{23, 17};
    const std::vector<float> rgb = smooth_planes(size, 18);
    const image::Image photo = as_image(size, rgb);
    const std::vector<float> levels(photo.pixels.begin(), photo.pixels.end());
    std::vector<float> planes(3 * size.area());
    for (std::size_t i = 0; i < planes.size(); ++i) {
      planes[i % 3 * size.area() + i / 3] = levels[i];
    }
    const crf::CrfOptions options{
        .gaussian_weight = 0, .bilateral_sxy = 9, .bilateral_srgb = 20, .iterations = 4};
    for (const int classes : {1, 2, 4, 5, 8, 16, 21, 32, 40, 48}) {
      const std::vector<float> probability = random_probability(size.area(), classes, 19);
      for (const InstructionSet set : crf::available_instruction_sets()) {
        const crf::BilateralFilter filter(size, planes, options.bilateral_sxy,
                                          options.bilateral_srgb, set);
        const std::vector<float> plain =
            plain_mean_field(filter, options, probability, static_cast<std::size_t>(classes));
        const std::vector<float> ours =
            crf::DenseCrf(photo, options, set).marginals(probability, classes);
        QVERIFY2(largest_difference(ours, plain) < 2e-5f,
                 qPrintable(QString("%1 classes, %2").arg(classes).arg(name(set).data())));
      }
    }
  }

  /// The steps of a lattice add up to nothing, in whatever order they are taken.
  void neighbours_along_all_directions_come_back() {
    // Points fill a cube of `side` points a dimension, so that vertices inside have all neighbours.
    for (const auto& [dimensions, side] : {std::pair<int, std::size_t>{2, 30}, {3, 12}, {5, 6}}) {
      std::size_t points = 1;
      for (int j = 0; j < dimensions; ++j) points *= side;
      std::vector<float> features;
      for (std::size_t stride = 1; stride < points; stride *= side) {
        for (std::size_t i = 0; i < points; ++i) {
          features.push_back(0.5f * static_cast<float>(i / stride % side));
        }
      }
      const crf::PermutohedralLattice lattice(features, dimensions, InstructionSet::Portable);
      std::size_t whole = 0;
      for (std::uint32_t first = 1; first < lattice.row_count(); ++first) {
        std::uint32_t up = first;
        std::uint32_t down = first;
        for (std::size_t j = 0; j < lattice.corner_count(); ++j) {
          up = lattice.next(j)[up];
          down = lattice.next(lattice.corner_count() - 1 - j)[down];
        }
        QVERIFY(up == 0 || up == first);
        QVERIFY(down == 0 || down == first);
        whole += up != 0 && down != 0;
      }
      QVERIFY2(whole > lattice.row_count() / 50,
               qPrintable(QString("%1 of %2").arg(whole).arg(lattice.row_count())));
      for (std::size_t j = 0; j < lattice.corner_count(); ++j) {
        std::vector<int> reached(lattice.row_count());
        for (const std::uint32_t vertex : lattice.next(j)) ++reached[vertex];
        reached[0] = 0;
        QVERIFY(*std::max_element(reached.begin(), reached.end()) == 1);
      }
    }
  }

  void tiny_images_work() {
    for (const image::Size size : {image::Size{1, 1}, {1, 9}, {70, 1}, {2, 2}}) {
      const std::vector<float> rgb = random_values(3 * size.area(), 0, 255, 11);
      const std::vector<float> probability = random_probability(size.area(), 3, 12);
      std::vector<float> filtered(probability.size());
      crf::BilateralFilter(size, rgb, 50, 15).apply(probability, 3, filtered);
      for (std::size_t i = 0; i < filtered.size(); ++i) {
        QVERIFY(filtered[i] > 0 && std::isfinite(filtered[i]));
      }
      const std::vector<float> marginals =
          crf::dense_crf(as_image(size, rgb), probability, 3, {.threads = 3});
      for (std::size_t i = 0; i < size.area(); ++i) {
        const float sum =
            marginals[i] + marginals[size.area() + i] + marginals[2 * size.area() + i];
        QVERIFY(std::abs(sum - 1) < 1e-5f);
      }
    }
  }

  void wrong_input_is_refused() {
    const image::Size size{6, 5};
    const std::vector<float> rgb(3 * size.area(), 100.0f);
    QVERIFY_EXCEPTION_THROWN(crf::BilateralFilter({6, 6}, rgb, 10, 10), Error);
    QVERIFY_EXCEPTION_THROWN(crf::BilateralFilter({0, 0}, {}, 10, 10), Error);
    QVERIFY_EXCEPTION_THROWN(crf::BilateralFilter(size, rgb, 0, 10), Error);
    QVERIFY_EXCEPTION_THROWN(crf::BilateralFilter(size, rgb, 10, -1), Error);
    QVERIFY_EXCEPTION_THROWN(crf::BilateralFilter(size, rgb, 1e-7f, 1e-7f), Error);
    std::vector<float> broken = rgb;
    broken[7] = std::numeric_limits<float>::quiet_NaN();
    QVERIFY_EXCEPTION_THROWN(crf::BilateralFilter(size, broken, 10, 10), Error);

    const crf::BilateralFilter filter(size, rgb, 10, 10);
    std::vector<float> plane(size.area());
    std::vector<float> result(size.area());
    QVERIFY_EXCEPTION_THROWN(filter.apply(plane, 2, result), Error);
    QVERIFY_EXCEPTION_THROWN(filter.apply(plane, 0, result), Error);
    QVERIFY_EXCEPTION_THROWN(filter.apply(plane, 1, std::span(result).first(3)), Error);
    QVERIFY_EXCEPTION_THROWN(crf::dense_energy(filter, plane, std::span(plane).first(3), 1, result),
                             Error);

    const image::Image photo = as_image(size, rgb);
    std::vector<float> probability = random_probability(size.area(), 2, 13);
    QVERIFY_EXCEPTION_THROWN(crf::dense_crf(photo, probability, 3), Error);
    QVERIFY_EXCEPTION_THROWN(crf::dense_crf(photo, probability, 0), Error);
    QVERIFY_EXCEPTION_THROWN(crf::dense_crf({size, {1, 2, 3}}, probability, 2), Error);
    QVERIFY_EXCEPTION_THROWN(crf::dense_crf({}, {}, 1), Error);
    QVERIFY_EXCEPTION_THROWN(crf::dense_crf(photo, probability, 2, {.gaussian_weight = -1}), Error);
    QVERIFY_EXCEPTION_THROWN(crf::dense_crf(photo, probability, 2, {.iterations = -1}), Error);
    probability[3] = std::numeric_limits<float>::infinity();
    QVERIFY_EXCEPTION_THROWN(crf::dense_crf(photo, probability, 2), Error);
  }

  void without_kernels_or_iterations_the_probability_stays() {
    const image::Size size{9, 8};
    const image::Image photo = as_image(size, smooth_planes(size, 14));
    const std::vector<float> probability = random_probability(size.area(), 4, 15);
    const crf::CrfOptions still{.iterations = 0};
    const crf::CrfOptions bare{.gaussian_weight = 0, .bilateral_weight = 0};
    QVERIFY(largest_difference(crf::dense_crf(photo, probability, 4, still), probability) < 1e-6f);
    QVERIFY(largest_difference(crf::dense_crf(photo, probability, 4, bare), probability) < 1e-6f);
  }

  void marginals_smooth_away_a_lone_pixel() {
    const image::Size size{21, 21};
    const image::Image grey{size, std::vector<std::uint8_t>(3 * size.area(), 128)};
    std::vector<float> probability(2 * size.area());
    for (std::size_t i = 0; i < size.area(); ++i) {
      const bool lone = i == size.area() / 2;
      probability[i] = lone ? 0.2f : 0.8f;
      probability[size.area() + i] = 1 - probability[i];
    }
    const std::vector<float> marginals = crf::dense_crf(grey, probability, 2);
    QVERIFY(marginals[size.area() / 2] > 0.9f);
  }

  void threads_do_not_change_the_result() {
    const image::Size size{130, 97};
    const image::Image photo = as_image(size, smooth_planes(size, 16));
    for (const int classes : {3, 21}) {
      const std::vector<float> probability = random_probability(size.area(), classes, 17);
      const std::vector<float> one = crf::dense_crf(photo, probability, classes);
      for (const int threads : {2, 5}) {
        QVERIFY(crf::dense_crf(photo, probability, classes, {.threads = threads}) == one);
      }
    }
  }

  void energy_equals_its_definition() {
    const image::Size size{20, 14};
    const crf::BilateralFilter filter(size, smooth_planes(size, 18), 10, 15);
    const std::vector<float> probability = random_probability(size.area(), 4, 19);
    const std::vector<float> gate = random_values(size.area(), 0, 1, 20);
    std::vector<float> filtered(probability.size());
    std::vector<float> expected(probability.size());
    const double energy = crf::dense_energy(filter, probability, gate, 4, filtered);
    filter.apply(probability, 4, expected);
    for (std::size_t i = 0; i < expected.size(); ++i) expected[i] *= gate[i % size.area()];
    QVERIFY(filtered == expected);
    QVERIFY(std::abs(energy + dot(probability, expected)) < 1e-6 * std::abs(energy));
  }

  void golden_energy() {
    const auto shared = shared_folder();
    if (!shared) QSKIP("the folder of golden numbers is not there (PENUMBRA_SHARED)");
    const std::filesystem::path file = *shared / "fixtures/method/method_a.safetensors";
    const TensorFile::Tensor logits = TensorFile(file, "seg.logits")["seg.logits"];
    const TensorFile::Tensor labels = TensorFile(file, "seg.label")["seg.label"];
    const TensorFile::Tensor view = TensorFile(file, "input.view1")["input.view1"];
    const float golden = TensorFile(file, "loss.dense_energy")["loss.dense_energy"].values[0];
    const auto images = static_cast<std::size_t>(logits.shape[0]);
    const auto classes = static_cast<std::size_t>(logits.shape[1]);
    const auto height = static_cast<std::size_t>(logits.shape[2]);
    const auto width = static_cast<std::size_t>(logits.shape[3]);
    const image::Size half{static_cast<int>(width / 2), static_cast<int>(height / 2)};
    const std::array mean{0.485f, 0.456f, 0.406f};
    const std::array deviation{0.229f, 0.224f, 0.225f};

    double energy = 0;
    for (std::size_t b = 0; b < images; ++b) {
      std::vector<float> rgb(3 * half.area());
      std::vector<float> probability(classes * half.area(), 0.0f);
      std::vector<float> gate(half.area());
      for (std::size_t i = 0; i < half.area(); ++i) {
        const std::size_t corner = i / (width / 2) * 2 * width + i % (width / 2) * 2;
        for (std::size_t c = 0; c < 3; ++c) {
          const float value = view.values[(b * 3 + c) * height * width + corner];
          rgb[c * half.area() + i] = 255 * (value * deviation[c] + mean[c]);
        }
        for (const std::size_t pixel : {corner, corner + 1, corner + width, corner + width + 1}) {
          const auto logit = [&](std::size_t c) {
            return std::exp(logits.values[(b * classes + c) * height * width + pixel]);
          };
          float sum = 0;
          for (std::size_t c = 0; c < classes; ++c) sum += logit(c);
          for (std::size_t c = 0; c < classes; ++c) {
            probability[c * half.area() + i] += logit(c) / sum / 4;
          }
        }
        float best = 0;
        for (std::size_t c = 0; c < classes; ++c) {
          best = std::max(best, probability[c * half.area() + i]);
        }
        gate[i] = labels.values[b * height * width + corner] == 255 ? 1 : 1 - best;
      }
      std::vector<float> filtered(probability.size());
      energy += crf::dense_energy(crf::BilateralFilter(half, rgb, 50, 15), probability, gate,
                                  static_cast<int>(classes), filtered);
    }
    const double value = 1e-7 * energy / static_cast<double>(images);
    QVERIFY2(std::abs(value / static_cast<double>(golden) - 1) < 1e-5,
             qPrintable(QString::number(value)));
  }

  void golden_marginals_data() {
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("setting");
    for (const char* file : {"annotation_1", "annotation_2", "annotation_3", "voc_2007_000332"}) {
      for (const char* setting : {"inference", "strong"}) {
        QTest::addRow("%s %s", file, setting) << QString(file) << QString(setting);
      }
    }
  }

  void golden_marginals() {
    QFETCH(QString, file);
    QFETCH(QString, setting);
    const auto shared = shared_folder();
    if (!shared) QSKIP("the folder of golden numbers is not there (PENUMBRA_SHARED)");
    const TensorFile golden(*shared / "fixtures/crf" /
                            ("crf_" + file.toStdString() + ".safetensors"));
    const TensorFile::Tensor& image = golden["image"];
    const TensorFile::Tensor& probability = golden["probability"];
    const std::string key = setting.toStdString();
    const auto numbers = nlohmann::json::parse(golden.metadata.at(key));
    const crf::CrfOptions options{.gaussian_sxy = numbers.at("pos_xy"),
                                  .gaussian_weight = numbers.at("pos_w"),
                                  .bilateral_sxy = numbers.at("bi_xy"),
                                  .bilateral_srgb = numbers.at("bi_rgb"),
                                  .bilateral_weight = numbers.at("bi_w"),
                                  .iterations = std::stoi(golden.metadata.at("iterations"))};
    const image::Image photo{{static_cast<int>(image.shape[1]), static_cast<int>(image.shape[0])},
                             {image.values.begin(), image.values.end()}};
    const Decision ours = decide(
        crf::dense_crf(photo, probability.values, static_cast<int>(probability.shape[0]), options),
        photo.size.area());
    std::size_t decided = 0;
    std::size_t equal = 0;
    for (std::size_t i = 0; i < photo.size.area(); ++i) {
      if (ours.decided[i]) {
        ++decided;
        equal += static_cast<float>(ours.label[i]) == golden[key + ".label"].values[i];
      }
    }
    QVERIFY(static_cast<double>(decided) > 0.99 * static_cast<double>(photo.size.area()));
    QVERIFY2(static_cast<double>(equal) >= 0.999 * static_cast<double>(decided),
             qPrintable(QString("%1 of %2").arg(equal).arg(decided)));
    const float difference = largest_difference(ours.best, golden[key + ".q_max"].values);
    QVERIFY2(difference < 2e-3f, qPrintable(QString::number(difference)));
  }
};

QTEST_GUILESS_MAIN(TestCrf)
#include "test_crf.moc"
