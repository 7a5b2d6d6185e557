// Elements of an array: grammar, and their values as long as these are scalars. See fused.h.
#include "validate/fast/fused_scalar.h"

namespace nines::validate {

FusedValidator::Step FusedValidator::elements(bool after_value) {
  Frame& frame = frames_.back();
  const FastArray& rules = plan_->arrays[frame.rules];
  const bool is_plain = !rules.is_unique && rules.contains == kNone;
  const std::uint32_t* token = at_;
  while (true) {
    if (after_value) {
      const char c = text_[*token];
      if (c == ']') {
        at_ = token + 1;
        return close_array();
      }
      if (c != ',') return Step::not_json;
      ++token;
    }
    const TokenKind kind = token_kind(text_[*token]);
    const bool is_container = kind == TokenKind::container;
    at_ = token;
    if (!is_plain) {
      const Step step = note_element(frame, rules, is_container);
      if (step != Step::done) return step;
      if (frames_.back().kind == FrameKind::probe) return begin(rules.contains);
    }
    const std::uint32_t child =
        frame.count < rules.prefix.size() ? rules.prefix[static_cast<std::size_t>(frame.count)] : rules.rest;
    ++frame.count;
    frame.was_probed = false;
    if (is_container) return begin(child);
    const FastNode& node = plan_->nodes[child];
    const Step step = node.steps.empty() ? scalar_of(kind, node, token) : stepped_scalar(node, token);
    if (step != Step::done) {
      at_ = token;
      return step;
    }
    after_value = true;
  }
}

// contains and uniqueItems, before the element at at_ meets its own schema. Containers that contains has to judge are
// walked twice: a probe is pushed for the first time.
FusedValidator::Step FusedValidator::note_element(Frame& frame, const FastArray& rules, bool is_container) {
  if (rules.is_unique && !frame.was_probed) {
    if (is_container) {
      if (++frame.use > 1) return Step::unsure;
    } else {
      const Step step = note_scalar(frame);
      if (step != Step::done) return step;
    }
  }
  if (rules.contains == kNone || frame.was_probed) return Step::done;
  if (is_container) {
    Frame probe;
    probe.kind = FrameKind::probe;
    probe.tolerant = true;
    probe.start = at_;
    frames_.push_back(probe);
    return Step::done;
  }
  const FastNode& node = plan_->nodes[rules.contains];
  const std::uint32_t* token = at_;
  const Step step = node.steps.empty() ? scalar(node, token) : stepped_scalar(node, token);
  if (step == Step::done) ++frame.passed;
  return step == Step::missed ? Step::done : step;
}

// Scalars that may be equal are left to the tree engine.
FusedValidator::Step FusedValidator::note_scalar(Frame& frame) {
  const char* at = text_ + at_[0];
  std::uint64_t hash = 0;
  if (token_kind(*at) == TokenKind::number) {
    ShortNumber value;
    const NumberFit scan = scan_number(at, text_ + at_[1], value);
    if (scan == NumberFit::broken) return Step::not_json;
    if (scan == NumberFit::wide || scan == NumberFit::wide_whole) return Step::unsure;
    hash = hash_number(value);
  } else if (token_kind(*at) == TokenKind::string) {
    const std::string_view text = content(at_);
    hash = hash_text(name_key(text), text) << 2U | 1U;
  } else {
    hash = static_cast<std::uint64_t>(static_cast<std::uint8_t>(*at)) << 2U | 2U;  // words, by their first letter
  }
  return note_hash(frame, hash) ? Step::done : Step::unsure;
}

FusedValidator::Step FusedValidator::close_array() {
  const Frame& frame = frames_.back();
  const FastArray& rules = plan_->arrays[frame.rules];
  if (frame.count < rules.min || frame.count > rules.max) return Step::missed;
  if (rules.contains != kNone && (frame.passed < rules.min_contains || frame.passed > rules.max_contains))
    return Step::missed;
  if (!hashes_differ(frame.keys)) return Step::unsure;
  pop();
  return Step::done;
}

}  // namespace nines::validate
