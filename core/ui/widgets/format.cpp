// Number and word formatting. snprintf is fine here: nothing on screen feeds a decision or a file.
#include "ui/widgets/format.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace nines::ui {
namespace {

std::string fixed(double value, int decimals) {
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, "%.*f", std::clamp(decimals, 0, 15), value);
  return buffer;
}

// Decimals that leave `digits` significant ones.
int decimals_for(double value, int digits) {
  if (value == 0) return 0;
  const int magnitude = static_cast<int>(std::floor(std::log10(std::abs(value)) + 1e-9));
  return std::max(0, digits - 1 - magnitude);
}

std::string trimmed_zeros(std::string text, std::size_t keep) {
  const std::size_t dot = text.find('.');
  if (dot == std::string::npos) return text;
  while (text.size() > dot + 1 + keep && text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text;
}

std::string without_leading_zero(std::string text) {
  if (text.starts_with("0.")) return text.substr(1);
  if (text.starts_with("-0.")) return "−" + text.substr(2);
  return text;
}

}  // namespace

std::string percent_bare(double p) {
  if (!(p > 0)) return "0";
  if (p >= 1) return "100";
  const double shown = p * 100;
  if (p > 0.9995) return trimmed_zeros(fixed(shown, std::min(12, decimals_for((1 - p) * 100, 2))), 1);
  if (shown < 1e-4) {
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "%.1e", shown);
    return buffer;
  }
  if (shown < 0.9995) return trimmed_zeros(fixed(shown, decimals_for(shown, 3)), 1);  // "0.05", not "0.0500"
  return fixed(shown, shown >= 99.95 ? 2 : decimals_for(shown, 3));
}

std::string percent(double p) { return percent_bare(p) + kThin + "%"; }

std::string share_percent(std::int64_t k, std::int64_t n) {
  const double shown = n > 0 ? 100 * static_cast<double>(k) / static_cast<double>(n) : 0;
  if (k == 0 || k == n) return percent(shown / 100);
  return fixed(shown, shown < 0.095 ? decimals_for(shown, 2) : n < 50 ? 0 : 1) + kThin + "%";
}

std::string correlation(double rho) {
  if (rho == 0 || rho == 1) return fixed(rho, 0);
  return without_leading_zero(trimmed_zeros(fixed(rho, 3), 2));
}

std::string significant(double value, int digits) {
  if (std::abs(value) >= 1e6) return grouped(std::llround(value));
  return fixed(value, decimals_for(value, digits));
}

std::string trimmed(double value) { return trimmed_zeros(fixed(value, 2), 0); }

std::string grouped(std::int64_t value) {
  std::string digits = std::to_string(value);
  for (std::size_t at = digits.size(); at > (value < 0 ? 4U : 3U);) digits.insert(at -= 3, ",");
  return digits;
}

std::string nines_text(double failure) {
  if (!(failure > 0)) return "no failure";
  return fixed(-std::log10(failure) + 0.0, 1) + " nines";
}

std::string signed_points(double change) {
  const double points = std::abs(change) * 100;
  const std::string text =
      points >= 0.995 ? fixed(points, points >= 9.95 ? 1 : 2) : fixed(points, std::min(3, decimals_for(points, 2)));
  return (change < 0 ? "−" : "+") + text;
}

std::string duration(double ms) {
  if (ms < 0.05) return "< 0.1 ms";
  if (ms < 1000) return fixed(ms, ms < 9.95 ? 1 : 0) + " ms";
  return fixed(ms / 1000, 1) + " s";
}

std::string dollars(double usd) { return (usd < 0 ? "−$" : "$") + significant(std::abs(usd)); }

std::string size_text(std::size_t bytes) {
  const auto value = static_cast<double>(bytes);
  if (bytes < 1000) return std::to_string(bytes) + " bytes";
  if (value < 1e6) return significant(value / 1e3) + " KB";
  return significant(value / 1e6) + " MB";
}

std::string counted(std::int64_t n, std::string_view one, std::string_view many) {
  std::string text = grouped(n) + " ";
  if (n == 1) return text.append(one);
  return many.empty() ? text.append(one).append("s") : text.append(many);
}

std::string interval_percent(const Interval& ci) {
  return "[" + percent_bare(ci.low) + ", " + percent_bare(ci.high) + "]" + kThin + "%";
}

std::string interval_short(const Interval& ci) {
  const auto two = [](double value) { return without_leading_zero(fixed(value, 2)); };
  return "[" + two(ci.low) + ", " + two(ci.high) + "]";
}

std::string estimate_short(const Estimate& estimate) {
  return estimate.value ? without_leading_zero(fixed(*estimate.value, 3)) : "—";
}

std::string typed(double value) {
  char buffer[40];
  std::snprintf(buffer, sizeof buffer, "%.12g", value);
  return buffer;
}

std::optional<double> read_number(std::string_view text) {
  std::string plain;
  for (const char c : text) {
    if (c != ',' && c != ' ' && c != '%' && static_cast<unsigned char>(c) < 0x80) plain.push_back(c);
  }
  if (plain.empty()) return std::nullopt;
  char* end = nullptr;
  const double value = std::strtod(plain.c_str(), &end);
  if (end != plain.c_str() + plain.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

std::optional<Counts> read_counts(std::string_view text) {
  std::size_t at = text.find('/');
  std::size_t width = 1;
  if (at == std::string_view::npos) {
    at = text.find(" of ");
    width = 4;
  }
  if (at == std::string_view::npos) return std::nullopt;
  const auto k = read_number(text.substr(0, at));
  const auto n = read_number(text.substr(at + width));
  if (!k || !n || *k != std::floor(*k) || *n != std::floor(*n) || *k < 0 || *n < 1 || *k > *n || *n > 1e15)
    return std::nullopt;
  return Counts{static_cast<std::int64_t>(*k), static_cast<std::int64_t>(*n)};
}

std::string as_sentence(std::string text) {
  if (text.empty()) return text;
  if (text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  if (std::string_view(".!?").find(text.back()) == std::string_view::npos && !text.ends_with("…")) text += '.';
  return text;
}

std::string upper(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return out;
}

}  // namespace nines::ui
