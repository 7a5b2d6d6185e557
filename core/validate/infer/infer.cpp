// From what was seen to a schema. See nines/infer.h for the rules.
#include "nines/infer.h"

#include <algorithm>
#include <optional>

#include "validate/infer/shape.h"
#include "validate/infer/widen.h"
#include "validate/syntax.h"

namespace nines {

namespace {

using base::json_quote;
using base::JsonKind;
using validate::kNoShape;
using validate::Shape;

constexpr std::size_t kMaxListedSkips = 20;

// One JSON object in the making.
class ObjectText {
 public:
  void add(const char* key, const std::string& json) {
    text_ += (text_.size() > 1 ? "," : "") + json_quote(key) + ":" + json;
  }
  [[nodiscard]] std::string done() const { return text_ + "}"; }

 private:
  std::string text_ = "{";
};

bool few_unseen(std::int64_t singles, std::int64_t total) {
  return static_cast<double>(singles) <= kMaxUnseen * static_cast<double>(total);
}

std::string types_of(const Shape& shape) {
  std::vector<std::string> names;
  for (const JsonKind kind :
       {JsonKind::object, JsonKind::array, JsonKind::string, JsonKind::number, JsonKind::boolean, JsonKind::null}) {
    if (shape.count(kind) == 0) continue;
    const bool whole = kind == JsonKind::number && shape.whole == shape.count(kind);
    names.emplace_back(whole ? "integer" : base::json_kind_name(kind));
  }
  if (names.size() == 1) return json_quote(names.front());
  std::string out = "[";
  for (const std::string& name : names) out += (out.size() > 1 ? "," : "") + json_quote(name);
  return out + "]";
}

// The words of an enum; "" when the texts do not repeat enough. null is one of them where it was seen.
std::string words_of(const Shape& shape) {
  const std::int64_t texts = shape.count(JsonKind::string);
  if (texts < kMinForEnum || shape.texts_overflow) return "";
  if (texts + shape.count(JsonKind::null) != shape.total()) return "";
  if (static_cast<std::int64_t>(shape.texts.size()) * kEnumRepeats > texts) return "";
  std::int64_t singles = 0;
  std::string out = "[";
  for (const auto& [text, count] : shape.texts) {
    singles += count == 1 ? 1 : 0;
    out += (out.size() > 1 ? "," : "") + json_quote(text);
  }
  if (!few_unseen(singles, texts)) return "";
  return out + (shape.count(JsonKind::null) > 0 ? ",null]" : "]");
}

// The format that every text has; "" for none or too few texts.
std::string format_of(const Shape& shape) {
  const auto formats = validate::text_formats();
  for (std::size_t i = 0; i < formats.size() && shape.count(JsonKind::string) >= kMinForFormat; ++i) {
    if ((shape.formats >> i & 1U) != 0) return formats[i].name;
  }
  return "";
}

void write_text(const Shape& shape, const std::string& format, ObjectText& out) {
  if (!format.empty())
    out.add("format", json_quote(format));
  else if (shape.count(JsonKind::string) >= kMinForRange && shape.text_sizes.min > 0)
    out.add("minLength", "1");
}

void write_number(const Shape& shape, ObjectText& out) {
  if (shape.count(JsonKind::number) < kMinForRange) return;
  const validate::WideRange range = validate::widened(shape.low, shape.high);
  if (!range.low.empty()) out.add("minimum", range.low);
  if (!range.high.empty()) out.add("maximum", range.high);
}

void write_array(const Shape& shape, const std::vector<std::string>& done, ObjectText& out) {
  if (shape.count(JsonKind::array) == 0) return;
  if (shape.items != kNoShape) out.add("items", done[shape.items]);
  if (shape.count(JsonKind::array) >= kMinForRange && shape.item_counts.min > 0) out.add("minItems", "1");
}

void write_object(const Shape& shape, const std::vector<std::string>& done, ObjectText& out) {
  const std::int64_t objects = shape.count(JsonKind::object);
  if (objects == 0) return;
  if (shape.is_map) {
    if (shape.values != kNoShape) out.add("additionalProperties", done[shape.values]);
    return;
  }
  std::string properties = "{";
  std::string required = "[";
  std::int64_t singles = 0;
  for (const auto& [key, member] : shape.members) {
    properties += (properties.size() > 1 ? "," : "") + json_quote(key) + ":" + done[member.shape];
    if (member.seen == 1) ++singles;
    if (objects >= kMinForRequired && member.seen == objects)
      required += (required.size() > 1 ? "," : "") + json_quote(key);
  }
  out.add("properties", properties + "}");
  if (required.size() > 1) out.add("required", required + "]");
  if (objects >= kMinForClosed && few_unseen(singles, objects)) out.add("additionalProperties", "false");
}

// Days and addresses go on after the examples, so a format is never narrowed to a list of words.
std::string schema_of(const Shape& shape, const std::vector<std::string>& done, bool& has_format) {
  ObjectText out;
  const std::string format = format_of(shape);
  has_format = has_format || !format.empty();
  if (const std::string words = format.empty() ? words_of(shape) : ""; !words.empty()) {
    out.add("enum", words);
    return out.done();
  }
  out.add("type", types_of(shape));
  write_text(shape, format, out);
  write_number(shape, out);
  write_array(shape, done, out);
  write_object(shape, done, out);
  return out.done();
}

// Puts the remark first, where a reader looks.
std::string with_comment(const std::string& schema, std::int64_t examples) {
  const std::string head = "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"$comment\":" +
                           json_quote("inferred from " + std::to_string(examples) + " examples");
  return head + "," + schema.substr(1);
}

void note_skipped(std::size_t index, const std::string& code, const std::string& why, InferReport& out) {
  const auto same = [&](const CauseCount& one) { return one.code == code; };
  const auto found = std::find_if(out.causes.begin(), out.causes.end(), same);
  if (found == out.causes.end())
    out.causes.push_back({code, 1});
  else
    ++found->count;
  if (++out.skipped > static_cast<std::int64_t>(kMaxListedSkips)) return;
  out.issues.push_back(
      {Severity::error, "left_out", "output " + std::to_string(index + 1) + " is no example: " + why, {}});
}

// Most frequent first, then by code: the same for any order of the examples.
void rank_causes(std::vector<CauseCount>& causes) {
  std::sort(causes.begin(), causes.end(), [](const CauseCount& a, const CauseCount& b) {
    return a.count != b.count ? a.count > b.count : a.code < b.code;
  });
}

// The kind that nearly all values at the root have; nullopt when there is none, or nothing else.
std::optional<JsonKind> ruling_kind(const Shape& root) {
  const std::int64_t total = root.total();
  for (const JsonKind kind :
       {JsonKind::object, JsonKind::array, JsonKind::string, JsonKind::number, JsonKind::boolean, JsonKind::null}) {
    const std::int64_t strays = total - root.count(kind);
    const bool rare = static_cast<double>(strays) <= kMaxStrayShare * static_cast<double>(total);
    if (total >= kMinForKind && strays > 0 && rare) return kind;
  }
  return std::nullopt;
}

// The texts, and what number each has among the outputs they come from.
struct Examples {
  std::vector<std::string_view> texts;
  std::vector<std::size_t> numbers;  // empty: their own
  [[nodiscard]] std::size_t number(std::size_t i) const { return numbers.empty() ? i : numbers[i]; }
};

// One pass over the examples; `only` leaves out what is of another kind.
std::optional<Error> collect(const Examples& examples, std::optional<JsonKind> only, const RunContext& run,
                             validate::ShapeList& list, InferReport& out) {
  for (std::size_t i = 0; i < examples.texts.size(); ++i) {
    if (run.cancelled()) return Error{ErrorCode::cancelled, "", {}};
    const base::JsonReadResult read = base::read_json(examples.texts[i], validate::json_limits());
    if (!read.ok) {
      note_skipped(examples.number(i), "not_json", "it is not JSON: " + read.error.message, out);
      continue;
    }
    const JsonKind kind = read.tree.node(0).kind;
    if (only && kind != *only) {
      const std::string nearly_all = base::json_kind_name(*only);
      note_skipped(
          i, "stray",
          std::string("a value of type ") + base::json_kind_name(kind) + ", nearly all others are " + nearly_all, out);
      continue;
    }
    ++out.examples;
    if (list.add(read.tree)) continue;
    return Error{ErrorCode::limit_exceeded,
                 "the examples tell more than " + std::to_string(kMaxInferPlaces) + " places apart",
                 {}};
  }
  return std::nullopt;
}

Result<InferReport> infer(const Examples& examples, const RunContext& run) {
  InferReport out;
  validate::ShapeList list;
  if (auto error = collect(examples, std::nullopt, run, list, out)) return *error;
  if (const std::optional<JsonKind> kind = ruling_kind(list.shapes().front())) {
    out = {};
    list = {};
    if (auto error = collect(examples, kind, run, list, out)) return *error;
  }
  if (out.examples == 0)
    return Error{
        ErrorCode::no_records, "no example is JSON; " + std::to_string(examples.texts.size()) + " were given", {}};
  rank_causes(out.causes);
  list.find_maps();
  // Children come after their parents, so the last is written first.
  std::vector<std::string> done(list.shapes().size());
  bool has_format = false;
  for (std::size_t i = done.size(); i-- > 0;) done[i] = schema_of(list.shapes()[i], done, has_format);
  out.contract.schema = with_comment(done[0], out.examples);
  out.contract.formats = has_format ? FormatPolicy::assert_all : FormatPolicy::annotate;
  return out;
}

// The value that meets the contract, without its wrapper: taking that away is a repair of level A.
std::string value_of(const CompiledContract& usable, const Verdict& verdict, std::string_view text) {
  if (verdict.level != VerdictLevel::extracted) return std::string(text);
  Verdict alone = validate_text(usable, text, {RepairLevel::a});
  return alone.has_repaired ? std::move(alone.repaired) : std::string(text);
}

std::string why_not(const Verdict& verdict) {
  if (verdict.findings.empty()) return "it does not meet the contract";
  const Finding& first = verdict.findings.front();
  return first.code + ": " + first.message;
}

}  // namespace

Result<InferReport> infer_contract(const std::vector<std::string_view>& examples, RunContext& run) {
  return infer({examples, {}}, run);
}

Result<InferReport> infer_from_usable(const CompiledContract& usable, const std::vector<std::string_view>& outputs,
                                      RunContext& run) {
  ValidateOptions options;
  options.repair = RepairLevel::none;
  InferReport broken;
  std::vector<std::string> values;
  Examples examples;
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    if (run.cancelled()) return Error{ErrorCode::cancelled, "", {}};
    const Verdict verdict = validate_text(usable, outputs[i], options);
    if (verdict.verdict == VerdictKind::pass) {
      values.push_back(value_of(usable, verdict, outputs[i]));
      examples.numbers.push_back(i);
    } else {
      note_skipped(i, verdict.causes.empty() ? "unknown" : verdict.causes.front(), why_not(verdict), broken);
    }
  }
  if (values.empty())
    return Error{ErrorCode::no_records,
                 "none of " + std::to_string(outputs.size()) + " outputs is usable, so there is no example",
                 {}};
  examples.texts.assign(values.begin(), values.end());
  Result<InferReport> report = infer(examples, run);
  if (!report) return report;
  InferReport& out = report.value();
  out.skipped += broken.skipped;
  out.causes.insert(out.causes.end(), broken.causes.begin(), broken.causes.end());
  rank_causes(out.causes);
  out.issues.insert(out.issues.begin(), broken.issues.begin(), broken.issues.end());
  return report;
}

}  // namespace nines
