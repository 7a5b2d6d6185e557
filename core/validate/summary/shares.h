// Shares of texts with intervals that know their items, and how to count them. Used by the parts of the summary.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "nines/validate.h"

namespace nines::validate {

// Which item each text belongs to, numbered in order of first sight.
struct Items {
  std::vector<std::uint32_t> of_text;
  std::uint32_t count = 0;
};
Items number_items(const std::vector<TextFacts>& facts, std::size_t texts);

// Hits of counted things, item by item.
class ClusteredCount {
 public:
  explicit ClusteredCount(std::uint32_t items) : hits_(items, 0), counted_(items, 0) {}
  void add(std::uint32_t item, std::int64_t hits, std::int64_t counted) {
    hits_[item] += hits;
    counted_[item] += counted;
  }
  [[nodiscard]] std::int64_t hits() const;
  [[nodiscard]] std::int64_t counted() const;
  [[nodiscard]] std::int64_t items() const;  // with anything counted
  [[nodiscard]] double share() const;        // 0 when nothing is counted
  // How many independent things say as much about the share: counted / deff, deff by linearisation over items and never
  // below 1; the number of items where the share is 0 or 1 or there is one item.
  [[nodiscard]] double effective() const;

 private:
  std::vector<std::int64_t> hits_;
  std::vector<std::int64_t> counted_;
};

// One bit a text: `in` whether it counts at all, `hit` whether it has what is counted.
struct Flags {
  std::vector<std::uint8_t> in;
  std::vector<std::uint8_t> hit;
};

// hits / texts counted. Without repeated items Wilson 1927; with them Wilson at the effective sample size n / deff,
// deff by linearisation over items and never below 1 (Korn & Graubard 1998; Dean & Pagano 2015), and n = items where
// the share is 0 or 1.
Estimate clustered_share(const Flags& flags, const Items& items, double level, std::string method);
ShareRow share_row(std::string id, const Flags& flags, const Items& items, double level);

}  // namespace nines::validate
