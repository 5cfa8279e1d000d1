#pragma once

#include <stdexcept>
#include <string>

namespace penumbra {

/// Something that the user has to know: what went wrong, where, and what to do about it.
/// Every failure of the core that a user can cause or mend is thrown as this.
class Error : public std::runtime_error {
 public:
  /// what: the reason, in a few words. where: file, option or image. remedy: what the user can do.
  /// `what()` joins them to "where: what. remedy".
  Error(std::string what, std::string where, std::string remedy = {});

  const std::string& reason() const noexcept { return reason_; }
  const std::string& where() const noexcept { return where_; }
  const std::string& remedy() const noexcept { return remedy_; }

 private:
  std::string reason_;
  std::string where_;
  std::string remedy_;
};

/// Wrong use of a command or option (exit status 2 on the command line).
class UsageError : public Error {
 public:
  using Error::Error;
};

/// Thrown by `JobControl::checkpoint()` when a job was asked to stop. Not a failure.
class Cancelled : public std::runtime_error {
 public:
  Cancelled() : std::runtime_error("cancelled") {}
};

}  // namespace penumbra
