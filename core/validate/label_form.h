// What the signs and words around a label say: whether it is a label at all (the 1 of "1.5" and the A of "A+" are
// none), and which of several is the answer.
#pragma once

#include "validate/candidates.h"

namespace nines::validate {

// Whether a label may begin at `at`, and end at `to` when it began at `from`: at the edge of a word, and not within a
// number, a grade, an abbreviation or a compound. `begin` is where the text starts.
bool label_begins(std::string_view text, std::size_t begin, std::size_t at);
bool label_ends(std::string_view text, std::size_t from, std::size_t to);

// "A person may …" and "I think …" hold no answer, though A and I may be labels; "A or B" and "A because …" do.
bool is_article_or_pronoun(std::string_view text, std::size_t begin, std::size_t at, std::size_t length);
// The "no" of "no problem" and "there is no answer" belongs to the word behind it.
bool is_determiner(std::string_view text, std::size_t begin, std::size_t at, std::size_t end);

// The answer's form decides between several labels: one that is a clause of its own (at the start of a text, line or
// sentence or behind a colon, up to a sign that ends a clause) is the answer against those that only stand within
// sentences. It decides nothing where two different labels are such clauses, one ends a clause elsewhere, labels stand
// in a row ("yes, no"), or words of correction follow. Drops what it decided against from out.items[already…].
void settle_by_form(const Segment& segment, std::size_t already, CandidateList& out);

}  // namespace nines::validate
