// Any bytes as a link: refused or opened, and what opens survives another round. Built with replay_main.cpp
// (tools/cmake/tests.cmake).
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "nines/codec.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const nines::Result<nines::ReadDocument> read =
      nines::document_from_link({reinterpret_cast<const char*>(data), size});
  if (read && !nines::document_from_link(nines::link_from_document(read->document))) std::abort();
  return 0;
}
