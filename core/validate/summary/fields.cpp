// Where in the value failures gather: findings by pointer, array indices as '*'. See parts.h.
#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "validate/summary/parts.h"

namespace nines::validate {

namespace {

// "/lines/3/amount" -> "/lines/*/amount". An object key of digits alone is taken for an index too.
std::string general_pointer(std::string_view pointer) {
  std::string out;
  for (std::size_t at = 0; at < pointer.size();) {
    const std::size_t end = std::min(pointer.find('/', at + 1), pointer.size());
    const std::string_view step = pointer.substr(at + 1, end - at - 1);
    const bool index = !step.empty() && std::all_of(step.begin(), step.end(), base::is_ascii_digit);
    out += '/';
    out += index ? "*" : std::string(step);
    at = end;
  }
  return out;
}

struct Field {
  std::vector<std::size_t> texts;  // ascending, each once
  std::map<std::string, std::int64_t> causes;
};

FieldRow field_row(const Judged& judged, const std::string& pointer, const Field& field) {
  FieldRow out;
  out.pointer = pointer;
  out.texts = static_cast<std::int64_t>(field.texts.size());
  Flags flags{std::vector<std::uint8_t>(judged.verdicts.size(), 1),
              std::vector<std::uint8_t>(judged.verdicts.size(), 0)};
  for (const std::size_t i : field.texts) flags.hit[i] = 1;
  out.share = clustered_share(flags, judged.items, judged.options.level, "share of texts with a finding there");
  out.causes = ranked_causes({field.causes.begin(), field.causes.end()});
  return out;
}

}  // namespace

void add_fields(const Judged& judged, ValidationSummary& out) {
  std::map<std::string, Field> fields;
  for (std::size_t i = 0; i < judged.verdicts.size(); ++i) {
    if (!failed(judged.verdicts[i])) continue;
    std::set<std::pair<std::string, std::string>> told;
    for (const Finding& finding : judged.verdicts[i].findings) {
      const std::string pointer = general_pointer(finding.pointer);
      if (!told.emplace(pointer, finding.code).second) continue;
      Field& field = fields[pointer];
      if (field.texts.empty() || field.texts.back() != i) field.texts.push_back(i);
      ++field.causes[finding.code];
    }
  }
  std::vector<const std::pair<const std::string, Field>*> order;
  for (const auto& row : fields) order.push_back(&row);
  std::stable_sort(order.begin(), order.end(),
                   [](const auto* a, const auto* b) { return a->second.texts.size() > b->second.texts.size(); });
  for (const auto* row : order) {
    if (out.fields.size() < kMaxBreakdownRows)
      out.fields.push_back(field_row(judged, row->first, row->second));
    else
      ++out.fields_dropped;
  }
}

}  // namespace nines::validate
