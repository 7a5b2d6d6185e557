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
    CauseInfo{
        "T2", "byte order mark", "A",
        "U+FEFF stands before the text, or the text is UTF-16 with its mark; JSON readers stop at it. The mark is "
        "removed, UTF-16 is rewritten as UTF-8.",
        "\xEF\xBB\xBF{\"a\": 1}"},
    CauseInfo{"T3", "control character or lone surrogate", "B",
              "A control character between values, NUL anywhere, or half of a surrogate pair written as bytes. Between "
              "values it is removed, in a string NUL is escaped and the half pair becomes U+FFFD. An escape such as "
              "\\ud800 is valid JSON and left alone. Colours and other codes of a terminal are removed.",
              "{\"a\": 1\x01}"},
    CauseInfo{"T4", "invisible or full-width character", "A",
              "A zero-width character, a no-break space or full-width punctuation stands where JSON wants white space "
              "or punctuation. Inside strings they are content.",
              "{\"a\":\xC2\xA0"
              "1}"},
    CauseInfo{"T5", "mojibake", "C",
              "UTF-8 that was read as Windows-1252 and written again. Proposed only where every character beyond ASCII "
              "goes back and the contract then holds.",
              "{\"name\": \"Zo\xC3\x83\xC2\xAB\"}"},
    CauseInfo{"W1", "fence around it", "A", "A markdown fence or back quotes stand around the value.",
              "```json\n{\"a\": 1}\n```"},
    CauseInfo{"W2", "unclosed fence", "A", "A markdown fence is opened before the value and never closed.",
              "```json\n{\"a\": 1}"},
    CauseInfo{"W3", "text before it", "A", "Words stand before the value.", "Here is the result: {\"a\": 1}"},
    CauseInfo{"W4", "text after it", "A", "Words stand after the value.",
              "{\"a\": 1}\nLet me know if you need anything else!"},
    CauseInfo{"W5", "reasoning beside it", "A",
              "A block such as <think>…</think> stands beside the value. A value inside a closed block is never taken.",
              "<think>The user wants {\"a\": 2}? No.</think>\n{\"a\": 1}"},
    CauseInfo{"W6", "tag around it", "A", "A tag such as <answer> or <tool_call> stands around the value.",
              "<answer>{\"a\": 1}</answer>"},
    CauseInfo{"W7", "emphasis or back slash of markdown", "A",
              "Marks of emphasis stand around the value, or \\_ in a string.", "**{\"a\": 1}**"},
    CauseInfo{"W8", "several candidates", "B",
              "More than one value stands in the text. The contract chooses; where it cannot, none "
              "is taken.",
              "First try: {\"b\": 1}. Corrected: {\"a\": 1}"},
    CauseInfo{"W9", "encoded twice", "B",
              "The value is the content of a JSON string. It is decoded where the contract then holds.",
              "\"{\\\"a\\\": 1}\""},
    CauseInfo{"W10", "right content, wrong container", "B",
              "The value stands in a list of one, under a single key, or without the list asked for. The container is "
              "changed where the contract then holds and only one change does it.",
              "{\"result\": {\"a\": 1}}"},
    CauseInfo{"L1", "other quotes", "A", "Single, typographic, back or triple quotes stand for double quotes.",
              "{'a': 1}"},
    CauseInfo{"L2", "key without quotes", "A", "A key stands without quotes. Quotes are put around it.", "{a: 1}"},
    CauseInfo{
        "L3", "value without quotes", "B",
        "A word or number with a unit stands without quotes. It is read as a string where the contract then holds.",
        "{\"a\": 1, \"name\": Zoe}"},
    CauseInfo{"L4", "literal of another language", "A", "None, True, False and their like stand for null, true, false.",
              "{\"a\": 1, \"n\": None}"},
    CauseInfo{"L5", "no such value in JSON", "B",
              "NaN, Infinity or undefined. It becomes null where the contract then holds.", "{\"a\": 1, \"n\": NaN}"},
    CauseInfo{"L6", "number dialect", "A",
              "+1, .5, 5. and 0xFF are rewritten; 1_000 where the contract then holds (B); 007 and 1,234 are proposals "
              "(C), for they may be no numbers.",
              "{\"a\": +1}"},
    CauseInfo{"L7", "bad escape", "A",
              "A back slash before a sign that JSON has no escape for. \\' loses it, \\x41 becomes \\u0041, before any "
              "other sign it is doubled; \\u with fewer than four digits has lost content (proposal).",
              "{\"a\": 1, \"name\": \"it\\'s\"}"},
    CauseInfo{"L8", "raw line break or control in a string", "A",
              "A line break, tab or other control character stands unescaped in a string. It is escaped.",
              "{\"a\": 1, \"name\": \"two\nlines\"}"},
    CauseInfo{"L9", "comment", "A", "A comment of another language (//, /* */, #). It is removed.",
              "{\"a\": 1 // as asked\n}"},
    CauseInfo{
        "L10", "expression", "C",
        "A sum such as 1/6 or a call such as date(2024) is proposed as text in quotes. Strings joined by + become "
        "one (A).",
        "{\"a\": 1/6}"},
    CauseInfo{"L11", "ellipsis", "D",
              "\"...\" or a comment such as \"rest omitted\" stands for content that was left out. Nothing brings it "
              "back.",
              "{\"a\": 1, ...}"},
    CauseInfo{
        "L12", "quote inside a string, or missing", "B",
        "A quote inside a string is not escaped, or the closing one is missing. What follows each quote tells where "
        "the string ends; where two readings meet the contract both are told and none is taken.",
        "{\"a\": 1, \"name\": \"the \"big\" one\"}"},
    CauseInfo{"S1", "trailing comma", "A", "A comma stands before a closing bracket.", "{\"a\": 1,}"},
    CauseInfo{"S2", "missing comma", "A", "No comma, or a semicolon, stands between two members or elements.",
              "{\"a\": 1 \"name\": \"x\"}"},
    CauseInfo{
        "S3", "comma too many", "C",
        "Two commas in a row, or one before the first element. A value may be missing between them, so dropping one "
        "is only proposed.",
        "{\"a\": 1,, \"name\": \"x\"}"},
    CauseInfo{"S4", "missing colon", "A", "No colon, or = or =>, stands between key and value.", "{\"a\" = 1}"},
    CauseInfo{
        "S5", "missing closer", "A",
        "A closing bracket is missing where nothing else is: before the closer of an outer container, or at the end "
        "although a closing fence, a tag or words behind it show that the writer had finished (B where several are "
        "missing there). At the very end of the text nothing but the contract tells a forgotten closer from a cut: it "
        "is closed (B) where it alone is missing, no number stands before it and the contract has no room for more, "
        "that is all its members are there and no others allowed, or as many elements as there may be. Any other "
        "text that ends before its value does was cut (X).",
        "{\"a\": 1, \"t\": [1, 2}"},
    CauseInfo{"S6", "closer too many", "A", "A closing bracket closes nothing. It is removed.", "{\"a\": 1}}"},
    CauseInfo{"S7", "mismatched closer", "B",
              "A ] stands for a } or the other way round. It is changed where the contract then holds.", "{\"a\": 1]"},
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
    CauseInfo{"X4", "cut between values", "C",
              "The text ends inside an array or object, between values, or behind a word or number that may go on.",
              "{\"a\": [1, 2,"},
    CauseInfo{"X5", "cut in an escape, word or number", "C",
              "The text ends inside an escape such as \\u, or inside true, false, null or a number.", "{\"a\": tru"},
    CauseInfo{"X6", "cut in the fence only", "A", "The text ends inside the closing fence or tag; the value is whole.",
              "```json\n{\"a\": 1}\n``"},
    CauseInfo{"X7", "runaway repetition", "C",
              "One unit repeats until the text ends. Closing it would pass the repetition off as content.",
              "{\"a\": \"no no no no no no no no no no no no no no no no no no no no no"},
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
    CauseInfo{"C5", "not in the list", "C",
              "A value outside enum or const. A word of the list that differs by case, punctuation or one letter is "
              "proposed.",
              "{\"a\": \"High\"}"},
    CauseInfo{"C6", "out of range", "D",
              "A number, length or count outside its bounds, or a number too large to be finite.", "{\"a\": 101}"},
    CauseInfo{"C7", "pattern not matched", "C", "The text does not match the pattern.", "AB-12345"},
    CauseInfo{"C8", "null for absent", "B", "null stands where the key should be left out. It is removed.",
              "{\"a\": 1, \"b\": null}"},
    CauseInfo{"C9", "no branch of a union", "D",
              "None of the alternatives holds, or more than one where one may; the nearest is explained.",
              "{\"a\": []}"},
    CauseInfo{"C10", "wrong count", "D", "Too many elements for an array of fixed length.", "{\"a\": [1, 2, 3]}"},
    CauseInfo{"C11", "outside the tolerance", "D", "A number too far from its target.", "43"},
    CauseInfo{"C12", "not a label", "B",
              "The answer is none of the labels. It is rewritten where only the case differs from "
              "one of them.",
              "Positive"},
    CauseInfo{
        "C3", "renamed", "B",
        "A key or column stands under another name than the one asked for. It is renamed where the names differ by "
        "case, spaces, punctuation or one letter and only one name fits; where one name is part of the other "
        "(date, departure_date) that is proposed (C).",
        "City,note\nOslo,cold\n"},
    CauseInfo{"C13", "definition given back", "D", "The schema or definition stands there instead of a value.",
              "{\"name\": \"find\", \"parameters\": {\"type\": \"object\", \"properties\": {\"city\": {}}}}"},
    CauseInfo{
        "C14", "placeholder", "D",
        "A text such as \"...\", <name>, string or lorem ipsum stands where the contract asks for something else. A "
        "value that meets its contract is never called a placeholder.",
        "{\"a\": \"<a>\"}"},
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
              "Broken in a way that no cause describes; the place where reading stopped is exact.", "{\"a\": }"},
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
