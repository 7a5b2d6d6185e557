// A table as markdown writes it (| a | b | over |---|---|) as delimited text. Used by the csv contract.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace nines::validate {

// The same rows as CSV; nothing when the text is no markdown table and nothing else. Linear.
std::optional<std::string> csv_of_markdown(std::string_view text, char delimiter);

}  // namespace nines::validate
