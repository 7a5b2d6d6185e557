// What the words around an answer say about it: that it is not the answer, or only asked about. Looks over one clause
// and a bounded number of bytes. English, as the answers that are searched in prose mostly are.
#pragma once

#include <string_view>

namespace nines::validate {

// Whether words before `at` turn the answer there into its opposite, as in "not positive" and "it is not the case that
// it is positive". Looks back to `from` at most.
bool is_negated(std::string_view text, std::size_t from, std::size_t at);
// Whether words behind `at` do, as in "positive would be wrong".
bool is_denied_behind(std::string_view text, std::size_t at);
// Whether the sentence that goes on at `at` is a question with words of its own beside [from, at): "Is it positive?"
bool is_asked(std::string_view text, std::size_t begin, std::size_t from, std::size_t at);
// Whether words of correction stand in [from, to): "wait", "actually", "correction".
bool is_corrected(std::string_view text, std::size_t from, std::size_t to);

}  // namespace nines::validate
