// The machine of the fused validator: frames for open containers and for schemas with steps. See fused.h.
#include "validate/fast/fused.h"

#include "nines/validate.h"
#include "validate/fast/fused_scalar.h"

namespace nines::validate {

namespace {

// How often each token may be looked at, on the whole, before the tree engine (which remembers) does it better.
constexpr std::size_t kMaxLooks = 32;
constexpr std::size_t kFewTokens = 1'000;

}  // namespace

FusedVerdict FusedValidator::read(const FastPlan& plan, std::string_view text, FusedAsk ask) {
  switch (index_.read(text)) {
    case base::IndexOutcome::ready: break;
    case base::IndexOutcome::not_json: return FusedVerdict::not_json;
    case base::IndexOutcome::too_large: return FusedVerdict::unsure;
  }
  if (index_.size() == 0) return FusedVerdict::not_json;
  plan_ = &plan;
  text_ = text.data();
  text_end_ = text.data() + text.size();
  end_ = index_.positions() + index_.size();
  // Every container must be closed by a token, so that no token needs to be asked whether it is the last.
  const char last = text[end_[-1] & base::kPositionBits];
  const bool is_container = token_kind(text[index_.positions()[0]]) == TokenKind::container;
  if (is_container && last != '}' && last != ']') return FusedVerdict::not_json;
  const FusedVerdict verdict = walk(plan.root);
  if (verdict != FusedVerdict::misses || ask == FusedAsk::holds) return verdict;
  const FusedVerdict json = walk(plan.anything);
  return json == FusedVerdict::holds ? FusedVerdict::misses : json;
}

FusedVerdict FusedValidator::walk(std::uint32_t root) {
  frames_.clear();
  seen_.clear();
  hashes_.clear();
  depth_ = 0;
  work_ = 0;
  at_ = index_.positions();
  Step step = Step::done;
  if (token_kind(text_[*at_]) == TokenKind::container) {
    step = begin(root);
  } else {
    const FastNode& node = plan_->nodes[root];
    step = node.steps.empty() ? scalar(node, at_) : stepped_scalar(node, at_);
  }
  while (true) {
    switch (step) {
      case Step::members: step = members(false); break;
      case Step::elements: step = elements(false); break;
      case Step::done:
        if (frames_.empty()) return at_ == end_ ? FusedVerdict::holds : FusedVerdict::not_json;
        step = resume();
        break;
      case Step::missed:
        if (!unwind()) return FusedVerdict::misses;
        step = frames_.back().kind == FrameKind::probe ? end_probe(false) : next_use();
        break;
      case Step::not_json: return FusedVerdict::not_json;
      case Step::unsure: return FusedVerdict::unsure;
    }
  }
}

// The container at at_ has to meet `node`.
FusedValidator::Step FusedValidator::begin(std::uint32_t index) {
  const FastNode& node = plan_->nodes[index];
  const auto kind = text_[*at_] == '{' ? base::JsonKind::object : base::JsonKind::array;
  if ((node.types & bit_of(kind)) == 0) return Step::missed;
  for (const FastValues& values : node.values) {
    if (!values.has_containers) return Step::missed;
  }
  if (node.has_values) return Step::unsure;
  if (node.steps.empty()) return open(node);
  Frame frame;
  frame.kind = FrameKind::steps;
  frame.node = index;
  frame.start = at_;
  frames_.push_back(frame);
  if (!node.needs_body) return next_use();
  return open(node);
}

FusedValidator::Step FusedValidator::open(const FastNode& node) {
  if (depth_ >= kMaxJsonDepth) return Step::unsure;
  const bool is_object = text_[*at_] == '{';
  const bool is_known = is_object ? plan_->objects[node.object].is_known : plan_->arrays[node.array].is_known;
  if (!is_known) return Step::unsure;
  ++depth_;
  ++at_;
  frames_.emplace_back();
  Frame& frame = frames_.back();
  frame.kind = is_object ? FrameKind::object : FrameKind::array;
  frame.rules = is_object ? node.object : node.array;
  frame.seen = static_cast<std::uint32_t>(seen_.size());
  frame.keys = static_cast<std::uint32_t>(hashes_.size());
  if (is_object) seen_.resize(seen_.size() + plan_->objects[node.object].required.size(), 0);
  if (at_ == end_) return Step::not_json;
  if (text_[*at_] != (is_object ? '}' : ']')) return is_object ? Step::members : Step::elements;
  ++at_;
  return is_object ? close_object() : close_array();
}

void FusedValidator::pop() {
  const Frame& frame = frames_.back();
  if (frame.kind == FrameKind::object || frame.kind == FrameKind::array) {
    if (seen_.size() != frame.seen) seen_.resize(frame.seen);
    if (hashes_.size() != frame.keys) hashes_.resize(frame.keys);
    --depth_;
  }
  frames_.pop_back();
}

FusedValidator::Step FusedValidator::resume() {
  Frame& frame = frames_.back();
  switch (frame.kind) {
    case FrameKind::object: return at_ == end_ ? Step::not_json : members(true);
    case FrameKind::array: return at_ == end_ ? Step::not_json : elements(true);
    case FrameKind::steps:
      frame.stop = at_;
      ++frame.passed;
      return next_use();
    case FrameKind::probe: break;
  }
  return end_probe(true);
}

// To the nearest schema that may be missed; false when there is none.
bool FusedValidator::unwind() {
  while (!frames_.empty() && !frames_.back().tolerant) pop();
  return !frames_.empty();
}

// The element that contains has judged is now looked at for its own schema.
FusedValidator::Step FusedValidator::end_probe(bool held) {
  const std::uint32_t* start = frames_.back().start;
  if (!spend(start)) return Step::unsure;
  pop();
  Frame& array = frames_.back();
  array.was_probed = true;
  if (held) ++array.passed;
  at_ = start;
  return Step::elements;
}

// False when too much has been looked at again and again.
bool FusedValidator::spend(const std::uint32_t* start) {
  work_ += static_cast<std::size_t>(at_ - start) + 1;
  return work_ <= kMaxLooks * (index_.size() + kFewTokens);
}

// Whether the first member of the object at `token` is one that the node cannot take: nearly all branches of unions
// that miss are told apart there. False says nothing.
bool FusedValidator::refuses_first_member(const FastNode& node, const std::uint32_t* token) {
  const FastObject& rules = plan_->objects[node.object];
  const bool is_object = text_[token[0]] == '{' && token + 1 < end_ && text_[token[1]] == '"';
  if (!is_object || !rules.patterns.empty() || text_[token[3]] != ':') return false;
  const std::string_view name = content(token + 1);
  const NameKey key = key_of(name);
  const bool is_first = rules.names.size() > 0 && rules.names.is(0, key, name.data());
  const std::uint32_t row = is_first ? 0 : rules.names.find(key, name.data());
  const bool is_declared = row != kNoName && rules.uses[row] != kUndeclared;
  const std::uint32_t child = is_declared ? rules.uses[row] : rules.additional;
  const FastNode& of = plan_->nodes[child];
  if (of.types == 0) return true;
  if (!of.has_values || text_[token[4]] != '"') return false;
  const std::string_view value = content(token + 4);
  return of.values.front().strings.find(key_of(value), value.data()) == kNoName;
}

FusedValidator::Step FusedValidator::try_use(std::uint32_t node, bool tolerant) {
  Frame& frame = frames_.back();
  if (!spend(frame.start)) return Step::unsure;
  ++frame.use;
  if (tolerant && refuses_first_member(plan_->nodes[node], frame.start)) {
    frame.tolerant = true;
    return Step::missed;
  }
  frame.tolerant = tolerant;
  at_ = frame.start;
  return begin(node);
}

// The use of the schema at hand that comes next, or the end of all its steps.
FusedValidator::Step FusedValidator::next_use() {
  Frame& frame = frames_.back();
  const FastNode& node = plan_->nodes[frame.node];
  frame.tolerant = false;
  if (!frame.has_body) {  // what was done was the node's own rules, if any
    frame.has_body = true;
    frame.passed = 0;
  }
  for (; frame.step < node.steps.size(); ++frame.step, frame.use = 0, frame.passed = 0) {
    const FastStep& step = node.steps[frame.step];
    const std::uint32_t use = frame.use;
    const bool is_last = use == step.uses.size();
    switch (step.kind) {
      case StepKind::all_of:
      case StepKind::reference:
        if (!is_last) return try_use(step.uses[use], false);
        break;
      case StepKind::any_of:
        if (frame.passed > 0) break;
        return is_last ? Step::missed : try_use(step.uses[use], true);
      case StepKind::one_of:
        if (frame.passed > 1 || (is_last && frame.passed == 0)) return Step::missed;
        if (!is_last) return try_use(step.uses[use], true);
        break;
      case StepKind::negate:
        if (!is_last) return try_use(step.uses[use], true);
        if (frame.passed > 0) return Step::missed;
        break;
      case StepKind::condition:
        if (use == 0) return try_use(step.uses[0], true);
        if (use == 1) return try_use(step.uses[frame.passed > 0 ? 1 : 2], false);
        break;
    }
  }
  at_ = frame.stop;
  pop();
  return Step::done;
}

}  // namespace nines::validate
