// Checks of the values of flags. See cli_flags.h.
#include "cli_flags.h"

#include <charconv>
#include <cmath>
#include <map>
#include <sstream>

namespace nines::cli {
namespace {

const std::map<std::string, Format> kFormats{{"text", Format::text}, {"json", Format::json}, {"jsonl", Format::jsonl}};

}  // namespace

// Checked as text, so that -1 is refused instead of wrapping around, and the message says what would do.
CLI::Validator whole_number(std::int64_t low, std::int64_t high) {
  return {[=](std::string& text) {
            std::int64_t value = 0;
            const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
            const bool fits = read.ec == std::errc{} && read.ptr == text.data() + text.size() && value >= low;
            if (fits && value <= high) return std::string();
            return "must be a whole number from " + std::to_string(low) + " to " + std::to_string(high) + ", not '" +
                   text + "'";
          },
          ""};
}

CLI::Validator finite_number(double low, double high) {
  return {[=](std::string& text) {
            double value = 0;
            const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
            const bool whole = read.ec == std::errc{} && read.ptr == text.data() + text.size();
            if (whole && value >= low && value <= high) return std::string();
            std::ostringstream why;
            why << "must be a number from " << low << " to " << high << ", not '" << text << "'";
            return why.str();
          },
          ""};
}

CLI::Validator pass_mark() {
  constexpr double kMost = 1e9;
  return {[=](std::string& text) {
            double value = 0;
            const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
            const bool whole = read.ec == std::errc{} && read.ptr == text.data() + text.size();
            if (whole && std::isfinite(value) && std::abs(value) <= kMost) return std::string();
            return "must be a number from -1e9 to 1e9, not '" + text + "'";
          },
          ""};
}

CLI::Validator json_pointer() {
  return {[](std::string& text) {
            return text.empty() || text.front() == '/'
                       ? std::string()
                       : "must be a JSON pointer, which starts with '/', not '" + text + "'";
          },
          ""};
}

void add_format(CLI::App* command, Options& options) {
  const auto set = [&options](const std::string& name) { options.format = kFormats.at(name); };
  command->add_option_function<std::string>("--format", set, "How to print")
      ->check(CLI::IsMember(std::vector<std::string>{"text", "json", "jsonl"}));
}

CLI::App* add_command(CLI::App& app, Options& options, const char* name, const char* help) {
  CLI::App* command = app.add_subcommand(name, help);
  add_format(command, options);
  return command;
}

}  // namespace nines::cli
