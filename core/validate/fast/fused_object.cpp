// Members of an object: grammar, keys, and their values as long as these are scalars. See fused.h.
#include "validate/fast/fused_scalar.h"

namespace nines::validate {

namespace {

// Keys without a row are compared one by one up to here, beyond when the object closes.
constexpr std::size_t kFewHashes = 16;
constexpr std::size_t kMaxProbes = 64;

}  // namespace

FusedValidator::Step FusedValidator::members(bool after_value) {
  Frame& frame = frames_.back();
  const FastObject& rules = plan_->objects[frame.rules];
  const std::uint32_t* token = at_;
  while (true) {
    if (after_value) {
      const char c = text_[*token];
      if (c == '}') {
        at_ = token + 1;
        return close_object();
      }
      if (c != ',') return Step::not_json;
      ++token;
    }
    if (text_[token[0]] != '"' || text_[token[2]] != ':') return Step::not_json;
    std::uint32_t child = 0;
    Step step = key(frame, rules, token, child);
    token += 3;
    if (step != Step::done) {
      at_ = token;
      return step;
    }
    const FastNode& node = plan_->nodes[child];
    const TokenKind kind = token_kind(text_[*token]);
    if (kind == TokenKind::container) {
      at_ = token;
      return begin(child);
    }
    step = node.steps.empty() ? scalar_of(kind, node, token) : stepped_scalar(node, token);
    if (step != Step::done) {
      at_ = token;
      return step;
    }
    after_value = true;
  }
}

// Which schema the member at `token` has to meet. A key that may stand twice is left to the tree engine.
[[gnu::always_inline]] inline FusedValidator::Step FusedValidator::key(Frame& frame, const FastObject& rules,
                                                                       const std::uint32_t* token,
                                                                       std::uint32_t& child) {
  const std::string_view name = content(token);
  const NameKey of = key_of(name);
  ++frame.count;
  std::uint32_t row = frame.hint;
  if (row >= rules.names.size() || !rules.names.is(row, of, name.data())) row = rules.names.find(of, name.data());
  if (row != kNoName) {
    frame.hint = row + 1;
    std::uint64_t& word = seen_[frame.seen + row / 64];
    const std::uint64_t bit = std::uint64_t{1} << (row % 64);
    if ((word & bit) != 0) return Step::unsure;
    word |= bit;
    child = rules.uses[row];
  } else {
    if (!note_hash(frame, hash_text(of, name))) return Step::unsure;
    child = kUndeclared;
  }
  if (!rules.patterns.empty() || rules.key_node != kNone) {
    const Step step = key_rules(rules, token, name, child);
    if (step != Step::done) return step;
  }
  if (child == kUndeclared) child = rules.additional;
  return Step::done;
}

// propertyNames and patternProperties. A member that two schemas speak of is left to the tree engine.
FusedValidator::Step FusedValidator::key_rules(const FastObject& rules, const std::uint32_t* token,
                                               std::string_view name, std::uint32_t& child) {
  for (const FastObject::Pattern& row : rules.patterns) {
    const PatternMatch match = search(*row.pattern, name);
    if (match == PatternMatch::not_decidable) return Step::unsure;
    if (match == PatternMatch::no) continue;
    if (child != kUndeclared && child != row.node && child != plan_->anything) return Step::unsure;
    child = row.node;
  }
  if (rules.key_node == kNone) return Step::done;
  const FastNode& node = plan_->nodes[rules.key_node];
  return node.steps.empty() ? scalar(node, token) : stepped_scalar(node, token);
}

FusedValidator::Step FusedValidator::close_object() {
  const Frame& frame = frames_.back();
  const FastObject& rules = plan_->objects[frame.rules];
  if (frame.count < rules.min || frame.count > rules.max) return Step::missed;
  for (std::size_t i = 0; i < rules.required.size(); ++i) {
    if ((rules.required[i] & ~seen_[frame.seen + i]) != 0) return Step::missed;
  }
  const auto seen = [&](std::uint32_t row) { return (seen_[frame.seen + row / 64] >> (row % 64) & 1U) != 0; };
  for (const FastObject::Dependency& one : rules.dependencies) {
    if (seen(one.key) && !seen(one.needs)) return Step::missed;
  }
  if (!hashes_differ(frame.keys)) return Step::unsure;
  pop();
  return Step::done;
}

// False when the hash may stand there already. Of many hashes that is found only by hashes_differ.
bool FusedValidator::note_hash(Frame& frame, std::uint64_t hash) {
  const std::uint64_t bit = std::uint64_t{1} << (hash >> 58U);
  if ((frame.bloom & bit) != 0 && hashes_.size() - frame.keys <= kFewHashes) {
    for (std::size_t i = frame.keys; i < hashes_.size(); ++i) {
      if (hashes_[i] == hash) return false;
    }
  }
  frame.bloom |= bit;
  hashes_.push_back(hash);
  return true;
}

// Whether all hashes from `from` on are different; linear, and false where they crowd.
bool FusedValidator::hashes_differ(std::size_t from) {
  const std::size_t count = hashes_.size() - from;
  if (count <= kFewHashes) return true;
  std::size_t size = 64;
  while (size < 2 * count) size *= 2;
  slots_.assign(size, 0);
  for (std::size_t i = from; i < hashes_.size(); ++i) {
    const std::uint64_t hash = hashes_[i] | 1U;  // 0 is an empty slot
    std::size_t slot = static_cast<std::size_t>(hash >> 20U) & (size - 1);
    for (std::size_t probes = 0; slots_[slot] != 0; slot = (slot + 1) & (size - 1)) {
      if (slots_[slot] == hash || ++probes > kMaxProbes) return false;
    }
    slots_[slot] = hash;
  }
  return true;
}

}  // namespace nines::validate
