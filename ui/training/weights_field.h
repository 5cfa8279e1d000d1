#pragma once

#include <QWidget>
#include <filesystem>
#include <string>
#include <vector>

#include "model/known_weights.h"

class QLabel;
class QToolButton;

namespace penumbra::ui {

class FileField;

/// The file of encoder weights: chosen, typed or dropped, with what is known of it, and where
/// weights come from. The line is named "weights".
class WeightsField : public QWidget {
  Q_OBJECT

 public:
  explicit WeightsField(QWidget* parent = nullptr);

  std::filesystem::path path() const;
  void set_path(const std::filesystem::path& path);
  /// What the manifest says of the file; null where it does not know it.
  const model::KnownWeights* known() const;

 Q_SIGNALS:
  void changed();
  /// The user asks for weights that can be fetched from their address.
  void fetchAsked(const penumbra::model::KnownWeights& weights);

 protected:
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;

 private:
  void describe();
  QString sources() const;
  void follow(const QString& link);

  std::vector<model::KnownWeights> manifest_;
  FileField* file_;
  QLabel* about_;
  QLabel* sources_;
  QToolButton* toggle_;
};

/// Whether a file looks like weights by its name: .safetensors, .pth, .pt.
bool looks_like_weights(const std::filesystem::path& file);

}  // namespace penumbra::ui
