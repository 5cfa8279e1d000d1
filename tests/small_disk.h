#pragma once

#include <sys/mount.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <utility>

/// A file system in memory that is full after `kilobytes`. Mounting it needs root.
class SmallDisk {
 public:
  SmallDisk(std::filesystem::path folder, int kilobytes) : folder_(std::move(folder)) {
    std::filesystem::create_directories(folder_);
    const auto options = "size=" + std::to_string(kilobytes) + "k";
    mounted_ = mount("tmpfs", folder_.c_str(), "tmpfs", 0, options.c_str()) == 0;
  }
  ~SmallDisk() {
    if (mounted_) umount2(folder_.c_str(), MNT_DETACH);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;

  bool mounted() const { return mounted_; }
  bool make_read_only() {
    return mount("tmpfs", folder_.c_str(), "tmpfs", MS_REMOUNT | MS_RDONLY, nullptr) == 0;
  }
  bool make_writable() {
    return mount("tmpfs", folder_.c_str(), "tmpfs", MS_REMOUNT, nullptr) == 0;
  }

 private:
  std::filesystem::path folder_;
  bool mounted_ = false;
};

/// Fills a disk to the last byte.
class Filler {
 public:
  explicit Filler(std::filesystem::path file) : file_(std::move(file)) {
    std::ofstream out(file_, std::ios::binary);
    const std::string kilobyte(1024, 'x');
    while (out.write(kilobyte.data(), 1024).flush()) {
    }
  }
  ~Filler() { std::filesystem::remove(file_); }
  Filler(const Filler&) = delete;
  Filler& operator=(const Filler&) = delete;

 private:
  std::filesystem::path file_;
};
