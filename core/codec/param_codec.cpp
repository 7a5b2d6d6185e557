// Values of parameters as JSON (param_codec.h).
#include "codec/param_codec.h"

namespace nines::codec {
namespace {

void read_counts(ReadContext& context, ObjectReader& in, ParamValue& out) {
  out.form = ValueForm::counts;
  constexpr std::int64_t kMaxCount = std::int64_t{1} << 53;
  out.n = in.whole("n", 0, 1, kMaxCount);
  out.k = in.whole("k", 0, 0, kMaxCount);
  out.shared = in.boolean("shared", true);
  if (out.n == 0 && !context.error) in.required("n");
  if (context.error) return;
  if (out.k > out.n) {
    context.fail(ErrorCode::out_of_range, in.member("k"),
                 "k is " + std::to_string(out.k) + ", more than n = " + std::to_string(out.n));
    return;
  }
  out.value = static_cast<double>(out.k) / static_cast<double>(out.n);
  out.complement = static_cast<double>(out.n - out.k) / static_cast<double>(out.n);
}

// {"var": name} for any number; {"q": …} or {"k": …, "n": …} for a probability.
ParamValue read_value_object(ReadContext& context, std::uint32_t node, const ParamInfo& info) {
  ObjectReader in(context, node, info.name);
  ParamValue out = number_value(info.id, info.default_value);
  if (in.has("var")) {
    out.form = ValueForm::variable;
    out.choice = in.text("var");
  } else if (info.type != ParamType::probability) {
    context.fail(ErrorCode::wrong_type, node,
                 std::string(info.name) + " is " + context.quote(node) + "; expected a number or {\"var\": name}");
  } else if (in.has("k") || in.has("n")) {
    read_counts(context, in, out);
  } else if (const std::uint32_t q = in.required("q"); q != kNoNode) {
    out.form = ValueForm::complement;
    out.complement = number_at(context, q, "q", 1 - info.max, 1 - info.min);
    out.value = 1 - out.complement;
  }
  in.finish(UnknownMembers::fail);
  return out;
}

ParamValue read_word(ReadContext& context, std::uint32_t node, const ParamInfo& info) {
  ParamValue out;
  out.id = info.id;
  out.form = ValueForm::choice;
  out.choice = context.tree.node(node).kind == JsonKind::string ? context.tree.string_value(node) : std::string();
  const std::string all = "|" + std::string(info.choices) + "|";
  const bool known = info.type == ParamType::step || all.find("|" + out.choice + "|") != std::string::npos;
  if (!out.choice.empty() && known) return out;
  context.fail(ErrorCode::bad_value, node,
               std::string(info.name) + " is " + context.quote(node) + "; expected " +
                   (info.type == ParamType::step ? "the id of a step" : "one of " + std::string(info.choices)));
  return out;
}

}  // namespace

ParamValue read_param_value(ReadContext& context, std::uint32_t node, const ParamInfo& info) {
  if (info.type == ParamType::choice || info.type == ParamType::step) return read_word(context, node, info);
  if (context.tree.node(node).kind == JsonKind::object) return read_value_object(context, node, info);
  if (info.type == ParamType::whole) {
    return number_value(info.id,
                        static_cast<double>(whole_at(context, node, info.name, static_cast<std::int64_t>(info.min),
                                                     static_cast<std::int64_t>(info.max))));
  }
  return number_value(info.id, number_at(context, node, info.name, info.min, info.max));
}

Json json_from_value(const ParamValue& value, ParamType type) {
  switch (value.form) {
    case ValueForm::choice: return value.choice;
    case ValueForm::variable: return {{"var", value.choice}};
    case ValueForm::complement: return {{"q", value.complement}};
    case ValueForm::counts: {
      Json out = {{"k", value.k}, {"n", value.n}};
      if (!value.shared) out["shared"] = false;
      return out;
    }
    case ValueForm::number: break;
  }
  if (type == ParamType::whole) return static_cast<std::int64_t>(value.value);
  return value.value;
}

std::vector<std::string> read_names(ReadContext& context, ObjectReader& in, std::string_view name) {
  std::vector<std::string> out;
  for (const std::uint32_t node : in.array(name)) {
    if (context.tree.node(node).kind != JsonKind::string) {
      context.fail(ErrorCode::wrong_type, node, std::string(name) + " lists step ids as text");
    } else {
      out.push_back(context.tree.string_value(node));
    }
  }
  return out;
}

namespace {

template <class Key>
const ParamInfo* first_param(const Key& key) {
  for (const StepInfo& kind : step_table()) {
    if (const ParamInfo* info = find_param_info(kind, key)) return info;
  }
  return nullptr;
}

}  // namespace

const ParamInfo* known_param(Param id) { return first_param(id); }
const ParamInfo* known_param(std::string_view name) { return first_param(name); }

}  // namespace nines::codec
