// Every cause this version can name, one row each: code, name, level of repair (A mechanical,
// B needs the contract, C proposal only, D not repairable), what it means and a broken text. A test
// validates each example; JSON, help and the reference page derive from the rows.
#include <array>

#include "nines/catalog.h"

namespace nines {

namespace {

// One bracket more than a text may have, and the end of the text.
constexpr std::array<char, kMaxJsonDepth + 2> make_depth_bomb() {
  std::array<char, kMaxJsonDepth + 2> out{};
  for (std::size_t i = 0; i + 1 < out.size(); ++i) out[i] = '[';
  return out;
}
constexpr std::array kDepthBomb = make_depth_bomb();

constexpr std::array kCauses{
    CauseInfo{"T1", "invalid UTF-8", "B",
              "Bytes that are no UTF-8. They are replaced by U+FFFD where the contract then holds.",
              "{\"name\": \"Zo\xEB\"}"},
    CauseInfo{"T2", "byte order mark", "A", "U+FEFF stands before the text; JSON readers stop at it. It is removed.",
              "\xEF\xBB\xBF{\"a\": 1}"},
    CauseInfo{"W1", "fence around it", "A", "A markdown fence or back quotes stand around the value.",
              "```json\n{\"a\": 1}\n```"},
    CauseInfo{"W2", "unclosed fence", "A", "A markdown fence is opened before the value and never closed.",
              "```json\n{\"a\": 1}"},
    CauseInfo{"W3", "text before it", "A", "Words stand before the value.", "Here is the result: {\"a\": 1}"},
    CauseInfo{"W4", "text after it", "A", "Words stand after the value.",
              "{\"a\": 1}\nLet me know if you need anything else!"},
    CauseInfo{"W8", "several candidates", "B",
              "More than one value stands in the text. The contract chooses; where it cannot, none "
              "is taken.",
              "First try: {\"b\": 1}. Corrected: {\"a\": 1}"},
    CauseInfo{"S1", "trailing comma", "A", "A comma stands before a closing bracket.", "{\"a\": 1,}"},
    CauseInfo{"S8", "duplicate key", "B",
              "A key stands twice in one object. Readers keep the last value; both are checked.",
              "{\"a\": 1, \"a\": 2}"},
    CauseInfo{"S9", "too deep or too large", "D",
              "Nested deeper than 1,000 levels, or with more values than can be held.", kDepthBomb.data()},
    CauseInfo{"X1", "cut in a string", "C",
              "The text ends inside a string. Closing it would pass a part off as the whole.",
              "{\"a\": \"The patient was"},
    CauseInfo{"X2", "cut after a key", "C", "The text ends behind a key, before its value.", "{\"a\": 1, \"b\""},
    CauseInfo{"X3", "cut after a colon", "C", "The text ends behind a colon, before the value.", "{\"a\":"},
    CauseInfo{"X4", "cut between values", "C", "The text ends inside an array or object, between values.",
              "{\"a\": [1, 2,"},
    CauseInfo{"X5", "cut in an escape, word or number", "C",
              "The text ends inside an escape such as \\u, or inside true, false, null or a number.", "{\"a\": tru"},
    CauseInfo{"X8", "empty", "D", "There is nothing but white space.", " \n"},
    CauseInfo{"X9", "refusal or no structure", "D", "The text holds no value of the kind asked for.",
              "I'm sorry, but I can't help with that."},
    CauseInfo{"C1", "missing", "D", "A required key or the unit is missing.", "{\"b\": 1}"},
    CauseInfo{"C2", "extra", "B", "A key that the contract does not allow. It is removed.",
              "{\"a\": 1, \"note\": \"as asked\"}"},
    CauseInfo{"C4", "wrong type", "B",
              "A value of another type, such as \"36\" for 36. Rewritten where its text says the "
              "same in the type asked for.",
              "{\"a\": \"36\"}"},
    CauseInfo{"C5", "not in the list", "C", "A value outside enum or const.", "{\"a\": \"High\"}"},
    CauseInfo{"C6", "out of range", "D",
              "A number, length or count outside its bounds, or a number too large to be finite.", "{\"a\": 101}"},
    CauseInfo{"C7", "pattern not matched", "C", "The text does not match the pattern.", "AB-12345"},
    CauseInfo{"C11", "outside the tolerance", "D", "A number too far from its target.", "43"},
    CauseInfo{"C12", "not a label", "B",
              "The answer is none of the labels. It is rewritten where only the case differs from "
              "one of them.",
              "Positive"},
    CauseInfo{"W9", "encoded twice", "B", "JSON stands inside a JSON string where the value itself is expected.",
              "{\"name\": \"find\", \"input\": \"{\\\"city\\\": \\\"Oslo\\\"}\"}"},
    CauseInfo{
        "W10", "wrong container", "B",
        "The right content in another container: an array for lines, semicolons for commas, code without its fence.",
        "[{\"a\": 1}, {\"a\": 2}]"},
    CauseInfo{"L12", "quote not doubled", "B", "A quote inside a quoted text is not marked as one of its characters.",
              "city,note\nOslo,\"the \"old\" town\"\n"},
    CauseInfo{"C3", "renamed", "B", "A name that differs from the one asked for by case, spaces or punctuation.",
              "City,note\nOslo,cold\n"},
    CauseInfo{"C8", "null for absent", "B", "A word for \"no value\" stands where the contract wants nothing.",
              "city,note\nOslo,N/A\n"},
    CauseInfo{"C9", "none of several contracts", "D", "None of the contracts is met; the nearest one is explained.",
              "43 kg"},
    CauseInfo{"C10", "wrong count", "D", "Too few or too many labels, lines, rows or cells.",
              "city,note\nOslo,cold,3\n"},
    CauseInfo{"C13", "definition given back", "D", "The schema or definition stands there instead of a value.",
              "{\"name\": \"find\", \"parameters\": {\"type\": \"object\", \"properties\": {\"city\": {}}}}"},
    CauseInfo{"G1", "unknown node", "C", "A node of a class that the registry does not hold.",
              "{\"1\": {\"class_type\": \"LoadImge\", \"inputs\": {\"image\": \"a.png\"}},"
              " \"2\": {\"class_type\": \"SaveImage\", \"inputs\": {\"images\": [\"1\", 0]}}}"},
    CauseInfo{"G2", "missing input", "C", "A required input of a node has neither a value nor a link.",
              "{\"1\": {\"class_type\": \"SaveImage\", \"inputs\": {}}}"},
    CauseInfo{"G3", "dangling link", "C", "A link from or to a node, slot or link that does not exist.",
              "{\"1\": {\"class_type\": \"SaveImage\", \"inputs\": {\"images\": [\"7\", 0]}}}"},
    CauseInfo{"G4", "link of another type", "D", "A link carries one type into an input of another.",
              "{\"1\": {\"class_type\": \"EmptyLatent\", \"inputs\": {\"width\": 64}},"
              " \"2\": {\"class_type\": \"SaveImage\", \"inputs\": {\"images\": [\"1\", 0]}}}"},
    CauseInfo{"G5", "value not in the list", "C", "An input holds a value that its list does not.",
              "{\"1\": {\"class_type\": \"Sample\", \"inputs\": {\"sampler\": \"eular\", \"steps\": 20}}}"},
    CauseInfo{"G6", "input out of range", "C", "A number below or above what the input takes.",
              "{\"1\": {\"class_type\": \"Sample\", \"inputs\": {\"sampler\": \"euler\", \"steps\": 0}}}"},
    CauseInfo{"G7", "no output node", "D", "No node is an output, so there is nothing to run for.",
              "{\"1\": {\"class_type\": \"EmptyLatent\", \"inputs\": {\"width\": 64}}}"},
    CauseInfo{"G8", "cycle", "D", "Nodes feed each other in a circle.",
              "{\"1\": {\"class_type\": \"Blend\", \"inputs\": {\"image\": [\"2\", 0]}},"
              " \"2\": {\"class_type\": \"Blend\", \"inputs\": {\"image\": [\"1\", 0]}}}"},
    CauseInfo{"G9", "duplicate id", "B", "Two nodes or links with one id. One goes where both say the same.",
              "{\"1\": {\"class_type\": \"LoadImage\", \"inputs\": {\"image\": \"a.png\"}},"
              " \"1\": {\"class_type\": \"LoadImage\", \"inputs\": {\"image\": \"a.png\"}},"
              " \"2\": {\"class_type\": \"SaveImage\", \"inputs\": {\"images\": [\"1\", 0]}}}"},
    CauseInfo{
        "G10", "other form", "B",
        "The form the editor saves where the form the server runs is expected, or the reverse.",
        "{\"nodes\": [{\"id\": 1, \"type\": \"LoadImage\", \"outputs\": [{\"name\": \"IMAGE\", \"type\": \"IMAGE\"}],"
        " \"widgets_values\": [\"a.png\"]}, {\"id\": 2, \"type\": \"SaveImage\","
        " \"inputs\": [{\"name\": \"images\", \"type\": \"IMAGE\", \"link\": 1}]}],"
        " \"links\": [[1, 1, 0, 2, 0, \"IMAGE\"]]}"},
    CauseInfo{"G11", "widget values shifted", "C", "The row of widget values does not line up with the node's inputs.",
              "{\"nodes\": [{\"id\": 1, \"type\": \"Sample\", \"widgets_values\": [20, \"euler\"]}], \"links\": []}"},
    CauseInfo{"unknown", "no known cause", "D",
              "Broken in a way that no cause describes; the place where reading stopped is exact.", "{'a': 1}"},
};

}  // namespace

std::span<const CauseInfo> cause_table() { return kCauses; }

const CauseInfo* find_cause(std::string_view code) {
  for (const CauseInfo& row : kCauses) {
    if (code == row.code) return &row;
  }
  return nullptr;
}

}  // namespace nines
