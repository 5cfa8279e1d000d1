#pragma once

#include <QWidget>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "dataset/dataset.h"
#include "label/labeler.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;

namespace penumbra::ui {

class FileField;
class JobList;
class JobRunner;

/// Labels images with the chosen layer and writes them in a format that other tools read.
class ExportPage : public QWidget {
  Q_OBJECT

 public:
  /// filtered: rows of the data set's items that the window's filter lets through.
  ExportPage(JobList& jobs, std::function<std::vector<int>()> filtered, QWidget* parent = nullptr);

  void set_dataset(std::shared_ptr<const dataset::Dataset> dataset);
  /// What labels: a run folder, or else encoder weights, with which only instant labels are made.
  void set_model(std::optional<label::ModelFiles> files);

  /// Says how many images would be written, and what is missing.
  void update_summary();

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  QWidget* make_form();
  void fill_images();
  dataset::Dataset chosen_images() const;
  qint64 chosen_count() const;
  std::string chosen_split() const;
  void start();
  void ended();

  JobList& jobs_;
  std::function<std::vector<int>()> filtered_;
  std::shared_ptr<const dataset::Dataset> dataset_;
  std::optional<label::ModelFiles> model_;
  JobRunner* job_ = nullptr;
  std::filesystem::path last_out_;

  QComboBox* layer_;
  QCheckBox* crf_;
  QComboBox* network_;
  QComboBox* tags_;
  QComboBox* images_;
  QComboBox* format_;
  FileField* out_;
  QLabel* summary_;
  QLabel* result_;
  QPushButton* export_;
};

}  // namespace penumbra::ui
