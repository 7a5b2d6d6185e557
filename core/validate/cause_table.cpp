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
