// A second reader of JSON Schema, in tests only: enough of draft 2020-12 for the schema of pipelines, written from the
// specification over another JSON library than the engine's own validator. Keywords it does not know make it fail.
#pragma once

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

namespace nines::oracle {

using Json = nlohmann::ordered_json;

class SmallSchema {
 public:
  explicit SmallSchema(const Json& root) : root_(root) {}
  // "" or the place and keyword that the value breaks.
  std::string problem(const Json& value) const { return check(root_, value, ""); }

 private:
  static bool has_type(const std::string& type, const Json& value) {
    if (type == "object") return value.is_object();
    if (type == "array") return value.is_array();
    if (type == "string") return value.is_string();
    if (type == "boolean") return value.is_boolean();
    if (type == "number") return value.is_number();
    if (type == "integer")
      return value.is_number_integer() ||
             (value.is_number() &&
              value.get<double>() == static_cast<double>(static_cast<long long>(value.get<double>())));
    return type == "null" && value.is_null();
  }

  std::string check(const Json& schema, const Json& value, const std::string& at) const {
    static const std::set<std::string> kKnown = {"$schema",
                                                 "$ref",
                                                 "$defs",
                                                 "title",
                                                 "description",
                                                 "default",
                                                 "type",
                                                 "const",
                                                 "enum",
                                                 "minimum",
                                                 "maximum",
                                                 "minLength",
                                                 "maxItems",
                                                 "items",
                                                 "required",
                                                 "properties",
                                                 "additionalProperties",
                                                 "anyOf",
                                                 "allOf",
                                                 "if",
                                                 "then",
                                                 "else"};
    for (const auto& [key, unused] : schema.items()) {
      if (!kKnown.contains(key)) return at + ": keyword " + key + " is not known";
    }
    std::string out = check_value(schema, value, at);
    if (out.empty() && value.is_object()) out = check_members(schema, value, at);
    if (out.empty() && value.is_array() && schema.contains("items")) {
      for (std::size_t i = 0; i < value.size() && out.empty(); ++i)
        out = check(schema["items"], value[i], at + "/" + std::to_string(i));
    }
    return out.empty() ? check_combined(schema, value, at) : out;
  }

  static std::string check_value(const Json& schema, const Json& value, const std::string& at) {
    if (schema.contains("type") && !has_type(schema["type"], value)) return at + ": type";
    if (schema.contains("const") && schema["const"] != value) return at + ": const";
    if (schema.contains("enum") &&
        std::find(schema["enum"].begin(), schema["enum"].end(), value) == schema["enum"].end())
      return at + ": enum";
    if (value.is_number()) {
      if (schema.contains("minimum") && value < schema["minimum"]) return at + ": minimum";
      if (schema.contains("maximum") && value > schema["maximum"]) return at + ": maximum";
    }
    if (value.is_string() && schema.contains("minLength") && value.get<std::string>().size() < schema["minLength"])
      return at + ": minLength";
    if (value.is_array() && schema.contains("maxItems") && value.size() > schema["maxItems"]) return at + ": maxItems";
    return "";
  }

  std::string check_members(const Json& schema, const Json& value, const std::string& at) const {
    if (schema.contains("required")) {
      for (const Json& name : schema["required"]) {
        if (!value.contains(name.get<std::string>())) return at + ": required " + name.get<std::string>();
      }
    }
    for (const auto& [name, member] : value.items()) {
      std::string out;
      if (schema.contains("properties") && schema["properties"].contains(name))
        out = check(schema["properties"][name], member, at + "/" + name);
      else if (schema.contains("additionalProperties") && schema["additionalProperties"] == false)
        out = at + "/" + name + ": additionalProperties";
      else if (schema.contains("additionalProperties") && schema["additionalProperties"].is_object())
        out = check(schema["additionalProperties"], member, at + "/" + name);
      if (!out.empty()) return out;
    }
    return "";
  }

  std::string check_combined(const Json& schema, const Json& value, const std::string& at) const {
    std::string out;
    if (schema.contains("$ref"))
      out = check(root_[Json::json_pointer(schema["$ref"].get<std::string>().substr(1))], value, at);
    if (out.empty() && schema.contains("allOf")) {
      for (const Json& one : schema["allOf"]) {
        if (out.empty()) out = check(one, value, at);
      }
    }
    if (out.empty() && schema.contains("anyOf")) {
      out = at + ": anyOf";
      for (const Json& one : schema["anyOf"]) {
        if (check(one, value, at).empty()) out.clear();
      }
    }
    if (out.empty() && schema.contains("if")) {
      const char* branch = check(schema["if"], value, at).empty() ? "then" : "else";
      if (schema.contains(branch)) out = check(schema[branch], value, at);
    }
    return out;
  }

  const Json& root_;
};

}  // namespace nines::oracle
