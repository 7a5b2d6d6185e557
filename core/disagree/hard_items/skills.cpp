// Tallies of raters, by gold or by the plurality of the others (skills.h).
#include "disagree/hard_items/skills.h"

#include <algorithm>
#include <tuple>

namespace nines::disagree {
namespace {

// The commonest answer among raters other than this one, or "" when tied or none.
std::string plurality_without(const std::vector<const RatedAnswer*>& answers, const std::string& rater) {
  std::map<std::string, std::int64_t> counts;
  for (const RatedAnswer* answer : answers) {
    if (answer->rater != rater && !answer->answer.empty()) ++counts[answer->answer];
  }
  std::string best;
  std::int64_t most = 0;
  for (const auto& [text, count] : counts) {
    if (count == most) best.clear();
    if (count > most) {
      most = count;
      best = text;
    }
  }
  return best;
}

}  // namespace

ItemAnswers group_answers(const std::vector<RatedAnswer>& answers) {
  ItemAnswers items;
  for (const RatedAnswer& answer : answers) items[answer.item].push_back(&answer);
  const auto key = [](const RatedAnswer* a) {
    return std::tie(a->rater, a->trial, a->answer, a->expected, a->is_right);
  };
  for (auto& [item, list] : items)
    std::sort(list.begin(), list.end(), [&key](const RatedAnswer* a, const RatedAnswer* b) { return key(a) < key(b); });
  return items;
}

Skills::Skills(const ItemAnswers& items) {
  for (const auto& [item, answers] : items) {
    for (const RatedAnswer* answer : answers) is_by_gold_ = is_by_gold_ || answer->is_right.has_value();
  }
  for (const auto& [item, answers] : items) {
    std::string rater;
    std::string plurality;
    for (const RatedAnswer* answer : answers) {
      Tally& total = total_[answer->rater];
      bool is_known = answer->is_right.has_value();
      bool is_right = answer->is_right.value_or(false);
      if (!is_by_gold_) {
        if (rater != answer->rater || plurality.empty()) plurality = plurality_without(answers, answer->rater);
        rater = answer->rater;
        is_known = !plurality.empty() && !answer->answer.empty();
        is_right = answer->answer == plurality;
      }
      if (!is_known) continue;
      Tally& here = on_item_[{item, answer->rater}];
      for (Tally* tally : {&total, &here}) {
        tally->right += is_right ? 1 : 0;
        tally->all += 1;
      }
    }
  }
}

Tally Skills::without(const std::string& rater, const std::string& item) const {
  Tally out = total_.at(rater);
  const auto here = on_item_.find({item, rater});
  if (here != on_item_.end()) {
    out.right -= here->second.right;
    out.all -= here->second.all;
  }
  return out;
}

}  // namespace nines::disagree
