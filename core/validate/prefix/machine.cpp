// Structure of a text as the prefix machine follows it: values, containers, commas. See machine.h; strings, numbers and
// words are in machine_scalars.cpp, failures in machine_fail.cpp.
#include "validate/prefix/machine.h"

#include <algorithm>

#include "base/text.h"
#include "validate/finding.h"
#include "validate/prefix/late_check.h"

namespace nines::validate {

namespace {

constexpr const char* kItemCounts[] = {"maxItems", "items", "additionalItems", "prefixItems", nullptr};
constexpr const char* kMinItems[] = {"minItems", nullptr};
constexpr const char* kMinProperties[] = {"minProperties", nullptr};
constexpr const char* kRequired[] = {"required", nullptr};

constexpr unsigned char kBomStart = 0xEF;

const char* expected_in(PrefixPhase phase, bool in_object) {
  switch (phase) {
    case PrefixPhase::value: return "a value";
    case PrefixPhase::first_item: return "a value or ']'";
    case PrefixPhase::first_key: return "a key or '}'";
    case PrefixPhase::key: return "a key";
    case PrefixPhase::colon: return "':'";
    case PrefixPhase::after_value: return in_object ? "',' or '}'" : "',' or ']'";
    default: return "end of text";
  }
}

bool begins_a_value(unsigned char c) {
  return c == '{' || c == '[' || c == '"' || c == '-' || (c >= '0' && c <= '9') || c == 't' || c == 'f' || c == 'n';
}

}  // namespace

PrefixMachine::PrefixMachine(std::shared_ptr<const PrefixProgram> program)
    : program_(std::move(program)), value_rule_(program_->root) {
  if (!value_rule().satisfiable) fail("C2", "the contract allows no value at all", "no value", "any text", "");
}

bool PrefixMachine::feed(unsigned char c) {
  if (failed_) return false;
  if (late_from_ != kNotLate) kept_ += static_cast<char>(c);
  bool good = false;
  switch (phase_) {
    case PrefixPhase::in_literal: good = literal(c); break;
    case PrefixPhase::in_number: good = number(c); break;
    case PrefixPhase::in_string:
    case PrefixPhase::in_key: good = string(c); break;
    default: good = structure(c);
  }
  if (!good) return false;
  ++at_;
  return true;
}

bool PrefixMachine::structure(unsigned char c) {
  if (base::is_json_space(static_cast<char>(c))) return true;
  switch (phase_) {
    case PrefixPhase::value: return begin_value(c);
    case PrefixPhase::first_item: return c == ']' ? close(c) : begin_value(c);
    case PrefixPhase::first_key: return c == '}' ? close(c) : begin_key(c);
    case PrefixPhase::key: return begin_key(c);
    case PrefixPhase::colon:
      if (c != ':') return fail_syntax("unknown", c, expected_in(phase_, true));
      phase_ = PrefixPhase::value;
      value_rule_ = frames_.back().child;
      return true;
    case PrefixPhase::after_value:
      if (c == ',') return comma();
      if (c == '}' || c == ']') return close(c);
      return fail_syntax("unknown", c, expected_in(phase_, frames_.back().object));
    default: return fail_syntax("W4", c, "end of text");
  }
}

std::uint32_t PrefixMachine::next_item_rule(const PrefixFrame& frame) const {
  return rule(frame.rule).item_rule(frame.count);
}

bool PrefixMachine::begin_value(unsigned char c) {
  if (!begins_a_value(c)) {
    const bool trailing = c == ']' && phase_ == PrefixPhase::value && !frames_.empty() && !frames_.back().object;
    const char* code = trailing ? "S1" : frames_.empty() ? (c == kBomStart && at_ == 0 ? "T2" : "W3") : "unknown";
    return fail_syntax(code, c, expected_in(phase_, false));
  }
  if (!frames_.empty() && !frames_.back().object) {
    PrefixFrame& array = frames_.back();
    if (array.count >= rule(array.rule).max_items) {
      return fail("C6", "no item can stand here: at most " + std::to_string(rule(array.rule).max_items) + " fit", "']'",
                  std::string("'") + static_cast<char>(c) + "'",
                  keyword_pointer(*program_, rule(array.rule), kItemCounts));
    }
    value_rule_ = next_item_rule(array);
    ++array.count;
  }
  value_begin_ = at_;
  begin_late(c);
  const PrefixRule& now = value_rule();
  is_listed_ = false;
  if (c == '{') return now.object_ok ? begin_container(true) : fail_type(c);
  if (c == '[') return now.array_ok ? begin_container(false) : fail_type(c);
  if (c == '"') {
    if (!now.string_ok) return fail_type(c);
    phase_ = PrefixPhase::in_string;
    string_ = StringScan();
    is_listed_ = now.strings != nullptr;
    if (is_listed_) listed_ = ListedText(now.strings);
    keeps_text_ = !now.patterns.empty();
    text_.clear();
    return true;
  }
  if (c == 't' || c == 'f' || c == 'n') {
    if (!(c == 't' ? now.true_ok : c == 'f' ? now.false_ok : now.null_ok)) return fail_type(c);
    phase_ = PrefixPhase::in_literal;
    literal_ = c == 't' ? "true" : c == 'f' ? "false" : "null";
    literal_at_ = 1;
    return true;
  }
  if (!now.number_ok) return fail_type(c);
  phase_ = PrefixPhase::in_number;
  number_.emplace(now.numbers);
  return number(c);
}

bool PrefixMachine::begin_container(bool object) {
  if (frames_.size() >= kMaxJsonDepth) {
    return fail("S9", "more than " + std::to_string(kMaxJsonDepth) + " levels deep", "a flatter value",
                object ? "'{'" : "'['", "");
  }
  PrefixFrame frame;
  frame.rule = value_rule_;
  frame.object = object;
  frame.begin = at_;
  if (object) {
    frame.required_left = value_rule().required_count;
    frame.seen_required.resize(frame.required_left > 0 ? value_rule().properties.size() : 0);
  }
  frames_.push_back(std::move(frame));
  phase_ = object ? PrefixPhase::first_key : PrefixPhase::first_item;
  return true;
}

bool PrefixMachine::comma() {
  const PrefixFrame& frame = frames_.back();
  if (frame.object) {
    phase_ = PrefixPhase::key;
    return true;
  }
  if (frame.count >= rule(frame.rule).max_items) {
    return fail("C6", "at most " + std::to_string(rule(frame.rule).max_items) + " items fit", "']'", "','",
                keyword_pointer(*program_, rule(frame.rule), kItemCounts));
  }
  phase_ = PrefixPhase::value;
  return true;
}

bool PrefixMachine::close(unsigned char c) {
  const PrefixFrame& frame = frames_.back();
  if ((c == '}') != frame.object) return fail_syntax("unknown", c, expected_in(phase_, frame.object));
  const PrefixRule& now = rule(frame.rule);
  const std::string found = std::string("'") + static_cast<char>(c) + "'";
  if (frame.required_left > 0) {
    std::string name;
    for (std::size_t i = 0; i < now.properties.size() && name.empty(); ++i) {
      if (now.properties[i].required && !frame.seen_required[i]) name = now.properties[i].name;
    }
    return fail("C1", "the required key " + quoted(name) + " is missing", "the key " + quoted(name), found,
                keyword_pointer(*program_, now, kRequired));
  }
  if (frame.object && frame.count < now.min_properties) {
    return fail("C6", "at least " + std::to_string(now.min_properties) + " keys are needed", "a key", found,
                keyword_pointer(*program_, now, kMinProperties));
  }
  if (!frame.object && frame.count < now.min_items) {
    return fail("C6", "at least " + std::to_string(now.min_items) + " items are needed", "an item", found,
                keyword_pointer(*program_, now, kMinItems));
  }
  const std::size_t begin = frame.begin;
  const std::uint32_t id = frame.rule;
  frames_.pop_back();
  value_rule_ = id;
  value_begin_ = begin;
  if (!judge_late(rule(id), begin, at_ + 1)) return false;
  phase_ = frames_.empty() ? PrefixPhase::done : PrefixPhase::after_value;
  return true;
}

// A scalar is whole; its text is [value_begin_, end).
bool PrefixMachine::end_value(std::size_t end) {
  if (!judge_late(value_rule(), value_begin_, end)) return false;
  phase_ = frames_.empty() ? PrefixPhase::done : PrefixPhase::after_value;
  return true;
}

bool PrefixMachine::is_complete() const {
  if (failed_) return false;
  if (phase_ == PrefixPhase::done) return true;
  if (phase_ != PrefixPhase::in_number || !frames_.empty() || !number_->ends_well()) return false;
  return !value_rule().late || meets_complete_check(*program_, kept_);
}

// ---------------------------------------------------------------- late keywords

void PrefixMachine::begin_late(unsigned char c) {
  if (!value_rule().late || late_from_ != kNotLate) return;
  late_from_ = at_;
  late_depth_ = frames_.size();
  kept_.assign(1, static_cast<char>(c));
}

// The value that ends at `end` is whole; its frame, if it had one, is gone.
bool PrefixMachine::judge_late(const PrefixRule& now, std::size_t begin, std::size_t end) {
  if (late_from_ == kNotLate) return true;
  const bool outermost = frames_.size() == late_depth_;
  const std::string_view text = std::string_view(kept_).substr(begin - late_from_, end - begin);
  const bool meets = !now.late || !frames_.empty() || meets_complete_check(*program_, text);
  if (!meets) {
    failed_ = true;
    failure_ = late_failure(*program_, text, begin);
    failure_.byte = at_;
  }
  if (outermost) {
    late_from_ = kNotLate;
    kept_.clear();
  }
  return meets;
}

}  // namespace nines::validate
