// Rows: the large flat tables of a parse. Growing one writes nothing, and large ones lie in huge pages.
#pragma once

#include <algorithm>
#include <cstddef>
#include <new>
#include <type_traits>
#include <utility>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace rettesnor {

/// A vector of plain rows whose `resize` leaves new rows unwritten: whoever makes room writes it before it is read.
/// From 2 MiB on it asks for huge pages: touching ordinary pages for the first time cost about a quarter of a parse.
template <class T>
class Rows {
  static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);

 public:
  Rows() = default;
  Rows(Rows&& other) noexcept { swap(other); }
  Rows& operator=(Rows&& other) noexcept {
    swap(other);
    return *this;
  }
  ~Rows() { release(data_, room_); }

  /// Keeps the first rows. Cost: none within the room there is, else O(rows).
  void resize(std::size_t size) {
    if (size > room_) {
      T* const larger = acquire(size);
      std::copy_n(data_, size_, larger);
      release(std::exchange(data_, larger), std::exchange(room_, size));
    }
    size_ = size;
  }

  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  T* data() { return data_; }
  const T* data() const { return data_; }
  T& operator[](std::size_t row) { return data_[row]; }
  const T& operator[](std::size_t row) const { return data_[row]; }
  const T& back() const { return data_[size_ - 1]; }
  T* begin() { return data_; }
  T* end() { return data_ + size_; }
  const T* begin() const { return data_; }
  const T* end() const { return data_ + size_; }

 private:
  static constexpr std::size_t huge_page = 2U << 20;

  static T* acquire(std::size_t rows) {
    std::size_t const bytes = rows * sizeof(T);
    if (bytes < huge_page) return static_cast<T*>(::operator new(bytes));
    std::size_t const whole_pages = (bytes + huge_page - 1) / huge_page * huge_page;
    void* const memory = ::operator new(whole_pages, std::align_val_t{huge_page});
#if defined(__linux__)
    ::madvise(memory, whole_pages, MADV_HUGEPAGE);  // only advice: it may fail
#endif
    return static_cast<T*>(memory);
  }
  static void release(T* memory, std::size_t rows) {
    if (rows * sizeof(T) < huge_page) return ::operator delete(memory);
    ::operator delete(memory, std::align_val_t{huge_page});
  }
  void swap(Rows& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    std::swap(room_, other.room_);
  }

  T* data_ = nullptr;
  std::size_t size_ = 0, room_ = 0;
};

}  // namespace rettesnor
