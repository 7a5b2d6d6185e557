// Markdown tables. See markdown_table.h.
#include "validate/contracts/markdown_table.h"

#include <algorithm>
#include <vector>

#include "base/text.h"
#include "validate/contracts/csv_reader.h"

namespace nines::validate {

namespace {

// Cells of one line, without the bars at its ends; \| is a bar inside a cell.
std::vector<std::string> cells_of(std::string_view line) {
  if (line.starts_with('|')) line.remove_prefix(1);
  std::vector<std::string> out(1);
  bool ended = false;
  for (std::size_t at = 0; at < line.size(); ++at) {
    ended = line[at] == '|';
    if (ended) {
      out.emplace_back();
    } else {
      at += line.substr(at).starts_with("\\|") ? 1U : 0U;
      out.back() += line[at];
    }
  }
  if (ended) out.pop_back();
  for (std::string& cell : out) cell = std::string(base::trim_ascii(cell));
  return out;
}

// :---, ---:, :-:
bool is_rule(std::string_view cell) {
  if (cell.starts_with(':')) cell.remove_prefix(1);
  if (cell.ends_with(':')) cell.remove_suffix(1);
  return !cell.empty() && cell.find_first_not_of('-') == std::string_view::npos;
}

}  // namespace

std::optional<std::string> csv_of_markdown(std::string_view text, char delimiter) {
  std::string out;
  std::size_t rows = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t stop = std::min(text.find('\n', at), text.size());
    const std::string_view line = base::trim_ascii(text.substr(at, stop - at));
    at = stop + 1;
    if (line.empty()) continue;
    const bool has_bar = line.find('|') != std::string_view::npos;
    const std::vector<std::string> cells = cells_of(line);
    const bool is_line_of_rules = has_bar && std::all_of(cells.begin(), cells.end(), is_rule);
    if (!has_bar || is_line_of_rules != (++rows == 2)) return std::nullopt;  // the second line, and no other
    if (is_line_of_rules) continue;
    if (!out.empty()) out += '\n';
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (i > 0) out += delimiter;
      out += csv_cell(cells[i], delimiter);
    }
  }
  if (rows < 2) return std::nullopt;
  return out;
}

}  // namespace nines::validate
