// The fused validator: reads a JSON text and runs a schema over it in one go, over the index of its tokens, without a
// tree. Called by validate_text before anything else, since most texts are right, and where only the verdict is asked
// for. Never says why: where it is not sure the tree engine decides, and it is never wrong where it is.
#pragma once

#include <string_view>
#include <vector>

#include "base/json_index.h"
#include "validate/fast/plan.h"

namespace nines::validate {

enum class FusedVerdict : std::uint8_t {
  holds,     // JSON without duplicate keys, and the schema holds
  misses,    // the schema does not hold
  not_json,  // read_json refuses the text
  unsure,    // the tree engine must be asked
};

enum class FusedAsk : std::uint8_t {
  holds,    // stop at the first miss; what follows may be no JSON
  verdict,  // `misses` only for a text that is JSON to its end
};

// What a first byte begins.
enum class TokenKind : std::uint8_t { other, string, number, word, container };

// One token stack for texts one after another; keeps its memory between them. Not for two threads at once.
class FusedValidator {
 public:
  // Linear in the text for a given schema: where unions of unions would not be, it is unsure.
  FusedVerdict read(const FastPlan& plan, std::string_view text, FusedAsk ask);

 private:
  enum class Step : std::uint8_t { done, missed, not_json, unsure, members, elements };
  enum class FrameKind : std::uint8_t { object, array, steps, probe };

  // A container or a schema with steps that is being looked at.
  struct Frame {
    FrameKind kind = FrameKind::object;
    bool tolerant = false;                 // steps, probe: what is looked at may miss
    bool has_body = false;                 // steps: the node's own rules are behind
    bool was_probed = false;               // array: contains has judged the element at hand
    std::uint32_t node = 0;                // steps
    std::uint32_t rules = 0;               // object, array: in the plan
    std::uint32_t hint = 0;                // object: the row that is likely next
    std::uint32_t step = 0;                // steps: the one at hand
    std::uint32_t use = 0;                 // steps: the use that is next; unique array: containers so far
    std::uint32_t passed = 0;              // steps: uses that held; array: elements that contains matched
    std::uint32_t seen = 0;                // object: first word in seen_
    std::uint32_t keys = 0;                // object, unique array: first entry in hashes_
    std::uint64_t count = 0;               // members or elements
    std::uint64_t bloom = 0;               // of the hashes from `keys` on
    const std::uint32_t* start = nullptr;  // steps, probe: token of the value
    const std::uint32_t* stop = nullptr;   // steps: token behind the value
  };

  FusedVerdict walk(std::uint32_t root);
  Step begin(std::uint32_t node);
  Step open(const FastNode& node);
  void pop();
  Step resume();  // the value of the top frame at hand is done
  bool unwind();  // it missed

  Step members(bool after_value);
  Step key(Frame& frame, const FastObject& rules, const std::uint32_t* token, std::uint32_t& child);
  Step key_rules(const FastObject& rules, const std::uint32_t* token, std::string_view name, std::uint32_t& child);
  Step close_object();
  Step elements(bool after_value);
  Step note_element(Frame& frame, const FastArray& rules, bool is_container);
  Step note_scalar(Frame& frame);
  Step close_array();
  bool note_hash(Frame& frame, std::uint64_t hash);
  bool hashes_differ(std::size_t from);

  Step next_use();
  Step end_probe(bool held);
  bool spend(const std::uint32_t* start);
  Step try_use(std::uint32_t node, bool tolerant);
  bool refuses_first_member(const FastNode& node, const std::uint32_t* token);

  Step scalar_of(TokenKind kind, const FastNode& node, const std::uint32_t*& token);
  Step scalar(const FastNode& node, const std::uint32_t*& token);
  Step stepped_scalar(const FastNode& node, const std::uint32_t*& token);
  Step one_step(const FastStep& step, const std::uint32_t* token);
  Step text_rules(const FastNode& node, const std::uint32_t* token);
  Step number(const FastNode& node, const std::uint32_t*& token);
  Step number_rules(const FastNode& node, const ShortNumber& value);
  Step word(const FastNode& node, const std::uint32_t*& token);
  std::string_view content(const std::uint32_t* token);
  std::string_view decode(std::string_view literal);
  [[nodiscard]] NameKey key_of(std::string_view name) const {  // of what content() gave
    return name_key(name.data(), name.size(), name.data() == decoded_.data() ? name.data() + name.size() : text_end_);
  }

  base::JsonIndex index_;
  const FastPlan* plan_ = nullptr;
  const char* text_ = nullptr;
  const char* text_end_ = nullptr;
  const std::uint32_t* at_ = nullptr;
  const std::uint32_t* end_ = nullptr;
  std::vector<Frame> frames_;
  std::vector<std::uint64_t> seen_;    // of the open objects: bits of rows
  std::vector<std::uint64_t> hashes_;  // of the open containers: keys without a row, elements that must differ
  std::vector<std::uint64_t> slots_;
  std::string decoded_;
  std::size_t depth_ = 0;
  std::size_t work_ = 0;  // tokens that were looked at more than once
};

}  // namespace nines::validate
