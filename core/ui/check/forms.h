// The fields of a contract, one small form per kind; contracts inside contracts have theirs indented below.
#pragma once

#include "ui/check/parts.h"

namespace nines::ui {

// Which contract of the document: the outermost, or a part of a part.
struct Place {
  std::vector<std::size_t> parts;
};
const Contract& contract_at(const Frame& ui, const Place& place);
void push_contract(Frame& ui, const Place& place, const Contract& contract, std::uint32_t gesture = 0);

// What the answer is, then the form of that kind.
void draw_kind(Frame& ui, const Place& place);

// Forms that hold lists: tables, tools, other schemas.
void draw_csv_form(Frame& ui, const Place& place);
void draw_tools_form(Frame& ui, const Place& place);
// Schemas that $ref may name: only where there are some, or one is named.
void draw_resources_form(Frame& ui, const Place& place);
void draw_schema_card(Frame& ui);

// One field of the contract each.
void text_field(Frame& ui, const Place& place, const FieldSpec& spec, std::string Contract::*field);
void toggle(Frame& ui, const Place& place, const char* label, bool Contract::*field, const Tip& about);
void whole_field(Frame& ui, const Place& place, const char* label, std::int64_t Contract::*field, double min,
                 const Tip& about);
void formats_toggle(Frame& ui, const Place& place);
void line_fields(Frame& ui, const Place& place);
// One entry a line, both ways.
std::string joined(const std::vector<std::string>& lines);
std::vector<std::string> split(const std::string& text);

}  // namespace nines::ui
