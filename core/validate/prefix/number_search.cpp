// Breadth first over what can still reach the set. See number_search.h.
#include "validate/prefix/number_search.h"

#include <vector>

namespace nines::validate {

namespace {

bool feed_all(NumberScan& scan, const std::string& text) {
  for (const char c : text) {
    if (scan.feed(static_cast<unsigned char>(c)) != NumberStep::more) return false;
  }
  return true;
}

// Digits that are free, then the exponent that gives them the right size.
std::optional<std::string> by_exponent(const NumberScan& begun) {
  constexpr int kLargest = 400;
  for (int size = 0; size <= kLargest; ++size) {
    for (const char* digits : {"", "0", "1"}) {
      for (const char* sign : {"e", "e-"}) {
        const std::string text = digits + (sign + std::to_string(size));
        NumberScan scan = begun;
        if (feed_all(scan, text) && scan.ends_well()) return text;
      }
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> shortest_number(const NumberScan& begun) {
  constexpr std::size_t kMaxTried = 1'000;
  struct Try {
    NumberScan scan;
    std::string text;
  };
  std::vector<Try> tries{{begun, ""}};
  for (std::size_t i = 0; i < tries.size(); ++i) {
    if (tries[i].scan.ends_well()) return tries[i].text;
    for (const char c : std::string_view("0123456789-.e")) {
      if (tries.size() >= kMaxTried) break;
      Try next = tries[i];
      if (next.scan.feed(static_cast<unsigned char>(c)) != NumberStep::more) continue;
      next.text += c;
      tries.push_back(std::move(next));
    }
  }
  return by_exponent(begun);
}

}  // namespace nines::validate
