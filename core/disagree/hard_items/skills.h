// How good each rater is, judged without the item in question. Used by hard_items.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "nines/hard_items.h"

namespace nines::disagree {

using ItemAnswers = std::map<std::string, std::vector<const RatedAnswer*>>;  // by item; each by rater, trial, answer

ItemAnswers group_answers(const std::vector<RatedAnswer>& answers);

struct Tally {
  std::int64_t right = 0;
  std::int64_t all = 0;
};

class Skills {
 public:
  explicit Skills(const ItemAnswers& items);
  [[nodiscard]] bool is_by_gold() const { return is_by_gold_; }
  [[nodiscard]] std::size_t raters() const { return total_.size(); }
  // On all items but this one.
  [[nodiscard]] Tally without(const std::string& rater, const std::string& item) const;

 private:
  bool is_by_gold_ = false;
  std::map<std::string, Tally> total_;
  std::map<std::pair<std::string, std::string>, Tally> on_item_;  // by item, rater
};

}  // namespace nines::disagree
