// The files under assets/, compiled in (examples, corpora, lesson texts). Made by tools/cmake/embed.cmake.
// `name` is the path below assets/ ("examples/refund_agent.json"); a zero byte follows the data.
#pragma once
#include <cstddef>
#include <span>
#include <string_view>

namespace nines::assets {

struct Asset {
  const char* name;
  const unsigned char* data;
  std::size_t size;

  std::string_view text() const { return {reinterpret_cast<const char*>(data), size}; }
};

std::span<const Asset> all();              // sorted by name
const Asset* find(std::string_view name);  // nullptr when there is none

}  // namespace nines::assets
