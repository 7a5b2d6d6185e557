// The strict JSON reader: any bytes are read or refused at a place inside the
// text; an accepted text is a tree whose spans nest and whose pointers lead back to their nodes.
// Built with replay_main.cpp (tools/cmake/tests.cmake).
#include <cstddef>
#include <cstdint>

#include "base/json_reader.h"

using nines::base::JsonNode;
using nines::base::JsonReadResult;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const JsonReadResult result = nines::base::read_json(text);
  NINES_ASSERT(result.error.byte <= size);
  for (std::uint32_t i = 0; i < result.tree.nodes.size(); ++i) {
    const JsonNode& node = result.tree.node(i);
    NINES_ASSERT(node.begin <= node.end && node.end <= size);
    if (!result.ok) continue;
    if (node.parent != nines::base::kNoNode) {
      const JsonNode& parent = result.tree.node(node.parent);
      NINES_ASSERT(parent.begin < node.begin && node.end < parent.end);
    }
    if (i < 100 && result.tree.duplicate_keys.empty()) {
      NINES_ASSERT(nines::base::select_nodes(result.tree, result.tree.pointer(i)).size() >= 1);
    }
    if (node.kind == nines::base::JsonKind::string) {
      const std::string value = result.tree.string_value(i);
      NINES_ASSERT(nines::base::find_bad_utf8(value) == std::string_view::npos);
    }
  }
  if (!result.ok) nines::base::json_error(result.error, text, "fuzz");
  return 0;
}
