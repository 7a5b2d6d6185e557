// Words, numbers, strings and keys of the prefix machine. See machine.h.
#include <algorithm>

#include "base/text.h"
#include "validate/finding.h"
#include "validate/prefix/machine.h"

namespace nines::validate {

namespace {

constexpr const char* kListed[] = {"const", "enum", nullptr};
constexpr const char* kNumbers[] = {"const", "enum", "minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum",
                                    "type",  nullptr};
constexpr const char* kMaxLength[] = {"maxLength", nullptr};
constexpr const char* kMinLength[] = {"minLength", nullptr};
constexpr const char* kPattern[] = {"pattern", nullptr};
constexpr const char* kClosed[] = {"additionalProperties", "const", "enum", nullptr};
constexpr const char* kMaxKeys[] = {"maxProperties", "required", nullptr};

std::string byte_text(unsigned char c) {
  const char byte = static_cast<char>(c);
  return base::describe_found(std::string_view(&byte, 1), 0);
}

bool has_keyword(const PrefixProgram& program, const PrefixRule& rule, const char* const* keywords) {
  return std::any_of(rule.atoms.begin(), rule.atoms.end(), [&](Atom atom) {
    return (atom & kConstant) == 0 && program.tree.member(atom, keywords[0]) != base::kNoNode;
  });
}

}  // namespace

bool PrefixMachine::begin_key(unsigned char c) {
  if (c != '"') {
    const bool trailing = c == '}' && phase_ == PrefixPhase::key;
    const char* code = trailing ? "S1" : "unknown";
    return fail_syntax(code, c, phase_ == PrefixPhase::first_key ? "a key or '}'" : "a key");
  }
  PrefixFrame& frame = frames_.back();
  frame.key.clear();
  frame.child = kAnyRule;
  const PrefixRule& object = rule(frame.rule);
  const std::uint64_t free = object.max_properties - std::min(object.max_properties, frame.count);
  const bool tight = object.max_properties != kUnlimited && free <= frame.required_left;
  is_listed_ = tight || object.allowed_names != nullptr;
  listed_ = tight ? allowed_keys(frame) : ListedText(object.allowed_names);
  if (is_listed_ && !listed_.is_alive()) {
    return fail(tight ? "C6" : "C2", "no key can stand here", "'}'", "'\"'",
                keyword_pointer(*program_, object, tight ? kMaxKeys : kClosed));
  }
  names_ = ListedText(object.names);
  key_.clear();
  text_.clear();
  keeps_text_ = true;
  string_ = StringScan();
  phase_ = PrefixPhase::in_key;
  return true;
}

// Keys for which there is room although every further place is taken: those that are required, and those that stood
// already.
ListedText PrefixMachine::allowed_keys(const PrefixFrame& frame) const {
  const PrefixRule& object = rule(frame.rule);
  auto list = std::make_shared<TextList>(frame.seen.begin(), frame.seen.end());
  for (std::size_t i = 0; i < object.properties.size(); ++i) {
    if (object.properties[i].required && !frame.seen_required[i]) list->push_back((*object.names)[i]);
  }
  std::sort(list->begin(), list->end());
  return ListedText(std::move(list));
}

bool PrefixMachine::literal(unsigned char c) {
  if (c != static_cast<unsigned char>(literal_[literal_at_])) {
    return fail_syntax("unknown", c, literal_ == "true" ? "true" : literal_ == "false" ? "false" : "null");
  }
  return ++literal_at_ < literal_.size() || end_value(at_ + 1);
}

bool PrefixMachine::number(unsigned char c) {
  const PrefixRule& now = value_rule();
  switch (number_->feed(c)) {
    case NumberStep::more: return true;
    case NumberStep::bad_grammar: return fail_syntax("unknown", c, number_->expected());
    case NumberStep::out_of_set: break;
    case NumberStep::ended:
      if (!number_->ends_well()) break;
      return end_value(at_) && structure(c);
  }
  const bool listed = has_keyword(*program_, now, kListed) || has_keyword(*program_, now, kListed + 1);
  return fail(listed ? "C5" : "C6", "no number that begins like this is allowed", "an allowed number", byte_text(c),
              keyword_pointer(*program_, now, kNumbers));
}

void PrefixMachine::take_character(char32_t c) {
  if (is_listed_) listed_.feed(c);
  if (keeps_text_) base::append_utf8(text_, c);
  if (phase_ != PrefixPhase::in_key) return;
  names_.feed(c);
  if (rule(frames_.back().rule).counts_names()) key_ += c;
}

bool PrefixMachine::string(unsigned char c) {
  const StringStep step = string_.feed(c);
  if (step == StringStep::bad_escape) return fail_syntax("unknown", c, "an escape: one of \"\\/bfnrtu");
  if (step == StringStep::bad_control) return fail_syntax("unknown", c, "a character, or its escape");
  if (step == StringStep::bad_utf8) return fail_syntax("T1", c, "valid UTF-8");
  for (std::uint8_t i = 0; i < string_.ready_count; ++i) take_character(string_.ready[i]);
  if (!check_listed() || !check_length()) return false;
  if (step != StringStep::closed) return true;
  return phase_ == PrefixPhase::in_key ? end_key() : end_string();
}

bool PrefixMachine::check_listed() {
  if (!is_listed_) return true;
  bool possible = listed_.is_alive();
  if (possible && string_.is_partial()) {
    CodeRange ranges[2];
    string_.possible(ranges);
    possible = listed_.can_take(ranges);
  }
  if (possible) return true;
  if (phase_ == PrefixPhase::in_key) {
    return fail("C2", "no allowed key begins like this", "an allowed key", quoted(text_),
                keyword_pointer(*program_, rule(frames_.back().rule), kClosed));
  }
  return fail("C5", "no allowed value begins like this", "one of the listed values", "this byte",
              keyword_pointer(*program_, value_rule(), kListed));
}

bool PrefixMachine::check_length() {
  if (phase_ == PrefixPhase::in_key || string_.least_length() <= value_rule().max_length) return true;
  return fail("C6", "longer than " + std::to_string(value_rule().max_length) + " characters", "'\"'",
              "one more character", keyword_pointer(*program_, value_rule(), kMaxLength));
}

bool PrefixMachine::end_string() {
  const PrefixRule& now = value_rule();
  if (is_listed_ && listed_.exact() < 0) {
    return fail("C5", "this is not one of the listed values", "one of the listed values", "'\"'",
                keyword_pointer(*program_, now, kListed));
  }
  if (string_.least_length() < now.min_length) {
    return fail("C6", "shorter than " + std::to_string(now.min_length) + " characters", "one more character", "'\"'",
                keyword_pointer(*program_, now, kMinLength));
  }
  for (const auto& pattern : now.patterns) {
    if (search(*pattern, text_) != PatternMatch::no) continue;
    const std::string pointer_of = keyword_pointer(*program_, now, kPattern);
    fail("C7", quoted(text_) + " does not match the pattern", "a text that matches the pattern", quoted(text_),
         pointer_of);
    failure_.earliest = false;
    return false;
  }
  return end_value(at_ + 1);
}

bool PrefixMachine::end_key() {
  PrefixFrame& frame = frames_.back();
  const PrefixRule& object = rule(frame.rule);
  frame.key = text_;
  if (is_listed_ && listed_.exact() < 0) {
    return fail("C2", "the key " + quoted(text_) + " is not allowed", "an allowed key", quoted(text_),
                keyword_pointer(*program_, object, kClosed));
  }
  const std::int64_t index = names_.exact();
  const bool by_pattern =
      index < 0 && std::any_of(object.name_patterns.begin(), object.name_patterns.end(), [&](const auto& pattern) {
        return pattern == nullptr || search(*pattern, text_) != PatternMatch::no;
      });
  if (index >= 0) {
    const auto at = static_cast<std::size_t>(index);
    frame.child = object.properties[at].rule;
    if (object.properties[at].required && !frame.seen_required[at]) {
      frame.seen_required[at] = true;
      --frame.required_left;
    }
  } else {
    frame.child = by_pattern ? kAnyRule : object.additional;
  }
  if (!object.counts_names() || frame.seen.insert(key_).second) ++frame.count;
  if (!rule(frame.child).satisfiable) {
    fail("C2", "nothing can stand under the key " + quoted(text_), "another key", quoted(text_),
         keyword_pointer(*program_, object, kClosed));
    failure_.earliest = object.name_patterns.empty();
    return false;
  }
  phase_ = PrefixPhase::colon;
  return true;
}

}  // namespace nines::validate
