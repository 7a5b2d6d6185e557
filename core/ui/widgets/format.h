// How numbers become text, everywhere on screen: three significant digits, a thin space before %,
// no digits that mean nothing. Pure functions; called by every panel and by the number editors.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "nines/values.h"

namespace nines::ui {

inline constexpr const char* kThin = "\u2009";

std::string percent(double p);  // "62.9 %", "0.523 %", "99.9914 %"
std::string share_percent(std::int64_t k,
                          std::int64_t n);              // of counts: no digits that n cannot carry
std::string percent_bare(double p);                     // the same without the sign: "62.9"
std::string correlation(double rho);                    // ".51", "0", "1"
std::string significant(double value, int digits = 3);  // "19.1"
std::string trimmed(double value);                      // at most two decimals: "9", "9.25"
std::string grouped(std::int64_t value);                // "10,000,000"
std::string nines_text(double failure);                 // "0.4 nines"; "no failure" at 0
std::string signed_points(double change);               // 0.031 -> "+3.10", in percentage points
std::string duration(double ms);                        // "0.3 ms", "1.2 s"
std::string dollars(double usd);                        // "$0.137", "−$3.03"
std::string size_text(std::size_t bytes);               // "12 KB"
std::string counted(std::int64_t n, std::string_view one, std::string_view many = {});  // "1 step", "20 steps"
std::string interval_percent(const Interval& ci);                                       // "[41.0, 44.2] %"
std::string interval_short(const Interval& ci);                                         // "[.35, .42]"
std::string estimate_short(const Estimate& estimate);  // ".401", "—" when there is none
std::string typed(double value);  // shortest text that reads back to at most 12 digits: for editing

// "95", "95 %", ".95", "1e-3"; nullopt when it is no number.
std::optional<double> read_number(std::string_view text);
// "19/20", "19 of 20".
struct Counts {
  std::int64_t k, n;
};
std::optional<Counts> read_counts(std::string_view text);

std::string as_sentence(std::string text);  // capital first, full stop last
std::string upper(std::string_view text);   // ASCII and Greek stay readable: only a-z change

}  // namespace nines::ui
