// Where two JSON values differ, by pointer. See parts.h.
#include <algorithm>

#include "base/json_reader.h"
#include "validate/check.h"
#include "validate/json_equal.h"
#include "validate/summary/parts.h"
#include "validate/syntax.h"

namespace nines::validate {

namespace {

using base::JsonKind;
using base::JsonTree;
using base::kNoNode;

struct Pair {
  std::uint32_t before;
  std::uint32_t after;
};

class Differ {
 public:
  Differ(const JsonTree& before, const JsonTree& after) : before_(before), after_(after) {}

  std::vector<std::string> run() {
    todo_.push_back({0, 0});
    while (!todo_.empty() && out_.size() < kMaxChangedPointers) {
      const Pair pair = todo_.back();
      todo_.pop_back();
      compare(pair);
    }
    std::sort(out_.begin(), out_.end());
    return std::move(out_);
  }

 private:
  void compare(const Pair& pair) {
    const JsonKind kind = after_.node(pair.after).kind;
    const bool same_kind = kind == before_.node(pair.before).kind;
    if (same_kind && kind == JsonKind::object) return compare_objects(pair);
    if (same_kind && kind == JsonKind::array) return compare_arrays(pair);
    if (!json_equal(before_, pair.before, after_, pair.after)) out_.push_back(after_.pointer(pair.after));
  }

  // Members by their sorted keys, so that wide objects cost n log n.
  static std::vector<std::pair<std::string, std::uint32_t>> members(const JsonTree& tree, std::uint32_t object) {
    std::vector<std::pair<std::string, std::uint32_t>> out;
    for (std::uint32_t i = tree.node(object).first_child; i != kNoNode; i = tree.node(i).next_sibling)
      out.emplace_back(tree.key(i), i);
    std::sort(out.begin(), out.end());
    return out;
  }

  void compare_objects(const Pair& pair) {
    const auto left = members(before_, pair.before);
    const auto right = members(after_, pair.after);
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < left.size() || j < right.size()) {
      if (j == right.size() || (i < left.size() && left[i].first < right[j].first))
        out_.push_back(before_.pointer(left[i++].second));
      else if (i == left.size() || right[j].first < left[i].first)
        out_.push_back(after_.pointer(right[j++].second));
      else
        todo_.push_back({left[i++].second, right[j++].second});
    }
  }

  void compare_arrays(const Pair& pair) {
    std::uint32_t i = before_.node(pair.before).first_child;
    std::uint32_t j = after_.node(pair.after).first_child;
    for (; i != kNoNode && j != kNoNode; i = before_.node(i).next_sibling, j = after_.node(j).next_sibling)
      todo_.push_back({i, j});
    for (; i != kNoNode; i = before_.node(i).next_sibling) out_.push_back(before_.pointer(i));
    for (; j != kNoNode; j = after_.node(j).next_sibling) out_.push_back(after_.pointer(j));
  }

  const JsonTree& before_;
  const JsonTree& after_;
  std::vector<Pair> todo_;
  std::vector<std::string> out_;
};

bool matches(std::string_view pointer, std::string_view pattern) {
  while (!pattern.empty()) {
    if (pointer.empty()) return false;
    const std::size_t step = std::min(pointer.find('/', 1), pointer.size());
    const std::size_t wanted = std::min(pattern.find('/', 1), pattern.size());
    if (pattern.substr(0, wanted) != "/*" && pattern.substr(0, wanted) != pointer.substr(0, step)) return false;
    pointer.remove_prefix(step);
    pattern.remove_prefix(wanted);
  }
  return true;
}

}  // namespace

std::optional<std::vector<std::string>> changed_pointers(std::string_view before, std::string_view after) {
  const base::JsonReadResult left = base::read_json(before, json_limits());
  const base::JsonReadResult right = base::read_json(after, json_limits());
  if (!left.ok || !right.ok) return std::nullopt;
  return Differ(left.tree, right.tree).run();
}

std::optional<std::vector<std::string>> outside_pointers(const Verdict& verdict, const TextFacts& facts,
                                                         const std::vector<std::string>& allowed) {
  if (facts.before.empty() || !verdict.has_repaired) return std::nullopt;
  auto out = changed_pointers(facts.before, verdict.repaired);
  if (!out) return out;
  out->erase(std::remove_if(out->begin(), out->end(), [&](const std::string& at) { return is_below(at, allowed); }),
             out->end());
  return out;
}

bool is_below(std::string_view pointer, const std::vector<std::string>& patterns) {
  return std::any_of(patterns.begin(), patterns.end(),
                     [&](const std::string& pattern) { return matches(pointer, pattern); });
}

}  // namespace nines::validate

namespace nines {

void mark_outside_allowed(std::vector<Verdict>& verdicts, const std::vector<TextFacts>& facts,
                          const std::vector<std::string>& allowed) {
  for (std::size_t i = 0; i < std::min(verdicts.size(), facts.size()); ++i) {
    auto outside = validate::outside_pointers(verdicts[i], facts[i], allowed);
    if (!outside) continue;
    const std::size_t kept = std::min(outside->size(), kMaxOutsidePointers);
    verdicts[i].outside_allowed_dropped = outside->size() - kept;
    outside->resize(kept);
    verdicts[i].outside_allowed = std::move(*outside);
  }
}

}  // namespace nines
