// Policies about rows: correctness, compared value, duplicates, means, missing values, repeats.
#include "disagree/trials.h"

#include <doctest/doctest.h>

#include <string>

#include "core/disagree/corpus_maker.h"

namespace {

using namespace nines;
using disagree::Outcome;
using disagree::TrialSet;

struct OutcomeRow {
  const char* name;
  const char* line;
  Outcome want;
};

constexpr OutcomeRow kOutcomes[] = {
    {"score at the mark", R"({"item":"a","score":1})", Outcome::right},
    {"score below the mark", R"({"item":"a","score":0.999})", Outcome::wrong},
    {"score beats label", R"({"item":"a","score":0,"label":"x","expected":"x"})", Outcome::wrong},
    {"label equal to gold", R"({"item":"a","label":"x","gold":" x "})", Outcome::right},
    {"label not equal", R"({"item":"a","label":"y","gold":"x"})", Outcome::wrong},
    {"number and text of it", R"({"item":"a","label":18.0,"gold":"18"})", Outcome::right},
    {"output equal", R"({"item":"a","output":{"b":1,"a":[2.0]},"expected":{"a":[2],"b":1}})", Outcome::right},
    {"output beside another label", R"({"item":"a","output":"x","label":"y","expected":"x"})", Outcome::right},
    {"null is an answer", R"({"item":"a","output":null,"expected":"x"})", Outcome::wrong},
    {"gold null is no gold", R"({"item":"a","output":null,"expected":null})", Outcome::unknown},
    {"blank label and no output", R"({"item":"a","label":"","gold":"x"})", Outcome::unknown},
    {"nothing to go by", R"({"item":"a","output":"x"})", Outcome::unknown},
};

void check(const OutcomeRow& row) {
  CAPTURE(row.name);
  const Corpus corpus = read_records(row.line, "f");
  REQUIRE(corpus.records.size() == 1);
  CHECK(disagree::outcome_of(corpus.records[0], 1) == row.want);
}

struct ComparedRow {
  const char* name;
  const char* lines;
  CompareBy want;
};

constexpr ComparedRow kCompared[] = {
    {"labels", "{\"item\":\"a\",\"label\":1,\"score\":1}", CompareBy::label},
    {"one label missing of three",
     "{\"item\":\"a\",\"label\":1}\n{\"item\":\"a\",\"label\":2}\n{\"item\":\"a\",\"label\":null,"
     "\"score\":1}",
     CompareBy::label},
    {"few labels",
     "{\"item\":\"a\",\"label\":1,\"output\":1}\n{\"item\":\"a\",\"output\":1}\n{\"item\":\"b\","
     "\"output\":1}",
     CompareBy::output},
    {"scores", "{\"item\":\"a\",\"output\":1,\"score\":1}", CompareBy::correctness},
    {"outputs", "{\"item\":\"a\",\"output\":1}", CompareBy::output},
    {"few scores and nothing else", "{\"item\":\"a\",\"score\":1}\n{\"item\":\"a\"}\n{\"item\":\"b\"}",
     CompareBy::correctness},
    {"nothing", "{\"item\":\"a\"}", CompareBy::output},
};

void check(const ComparedRow& row) {
  CAPTURE(row.name);
  CHECK(disagree::make_trials(read_records(row.lines, "f"), CompareBy::automatic, 1).by == row.want);
}

struct PolicyRow {
  const char* name;
  std::string lines;
  std::size_t answers;  // that count
  const char* issue;    // "" = none
};

const PolicyRow kPolicies[] = {
    {"different trials", "{\"item\":\"a\",\"trial\":1,\"output\":1}\n{\"item\":\"a\",\"trial\":2,\"output\":1}", 2, ""},
    {"same row twice", "{\"item\":\"a\",\"trial\":1,\"output\":1}\n{\"item\":\"a\",\"trial\":1,\"output\":1.0}", 1,
     "duplicate_rows"},
    {"contradiction",
     "{\"item\":\"a\",\"trial\":1,\"output\":1}\n{\"item\":\"a\",\"trial\":1,\"output\":2}\n{"
     "\"item\":\"a\",\"trial\":2,\"output\":2}",
     1, "duplicate_rows"},
    {"same trial of another paraphrase",
     "{\"item\":\"a\",\"trial\":1,\"paraphrase\":1,\"output\":1}\n{\"item\":\"a\",\"trial\":1,"
     "\"paraphrase\":2,\"output\":2}",
     2, ""},
    {"same trial of another run", "{\"item\":\"a\",\"run\":1,\"output\":1}\n{\"item\":\"a\",\"run\":2,\"output\":2}", 2,
     ""},
    {"no trial at all", "{\"item\":\"a\",\"output\":1}\n{\"item\":\"a\",\"output\":1}\n{\"item\":\"a\",\"output\":2}",
     3, "unnumbered_trials"},
    {"means",
     "{\"item\":\"a\",\"trial\":1,\"score\":0.4,\"n\":100}\n{\"item\":\"a\",\"trial\":2,\"score\":"
     "1,\"n\":1}",
     1, "mean_rows"},
    {"missing output", "{\"item\":\"a\",\"trial\":1,\"output\":1}\n{\"item\":\"a\",\"trial\":2}", 2, "missing_values"},
};

void check(const PolicyRow& row) {
  CAPTURE(row.name);
  const TrialSet trials = disagree::make_trials(read_records(row.lines, "f"), CompareBy::automatic, 1);
  CHECK(trials.answers.size() == row.answers);
  CHECK(trials.issues.size() == (std::string(row.issue).empty() ? 0U : 1U));
  if (!trials.issues.empty()) CHECK(trials.issues[0].code == row.issue);
}

}  // namespace

TEST_CASE("trials: what is correct") {
  for (const OutcomeRow& row : kOutcomes) check(row);
}

TEST_CASE("trials: what is compared") {
  for (const ComparedRow& row : kCompared) check(row);
}

TEST_CASE("trials: which rows count") {
  for (const PolicyRow& row : kPolicies) check(row);
}

TEST_CASE("trials: duplicates are counted and their place is named") {
  const Corpus corpus = read_records(
      "{\"item\":\"b\",\"trial\":1,\"output\":1}\n{\"item\":\"a\",\"trial\":1,\"output\":1}\n{"
      "\"item\":\"a\",\"trial\":1,\"output\":1}\n"
      "{\"item\":\"c\",\"trial\":1,\"output\":1}\n{\"item\":\"c\",\"trial\":1,\"output\":2}\n",
      "runs.jsonl");
  const TrialSet trials = disagree::make_trials(corpus, CompareBy::automatic, 1);
  REQUIRE(trials.issues.size() == 1);
  CHECK(trials.issues[0].message ==
        "3 rows repeat an (item, model, trial): 1 with the same answer were counted once, 2 with "
        "contradicting answers were left out");
  CHECK(trials.issues[0].where.source == "runs.jsonl");
  CHECK(trials.issues[0].where.line == 2);
  CHECK(trials.item_names == std::vector<std::string>{"a", "b", "c"});
  CHECK(trials.of_item(0).size() == 1);
  CHECK(trials.of_item(2).empty());
}

TEST_CASE("trials: item_counts drops what has no outcome, and says so") {
  const Corpus corpus = read_records(
      "{\"item\":\"a\",\"trial\":1,\"score\":1}\n{\"item\":\"a\",\"trial\":2,\"score\":0}\n{"
      "\"item\":\"b\",\"trial\":1,\"output\":\"x\"}\n"
      "{\"item\":\"c\",\"score\":0.5,\"n\":10}\n",
      "f");
  const ItemCounts counts = item_counts(corpus, 1);
  REQUIRE(counts.counts.size() == 1);
  CHECK(counts.names[0] == "a");
  CHECK(counts.counts[0].c == 1);
  CHECK(counts.counts[0].n == 2);
  CHECK(counts.dropped == 2);
  CHECK(test::has_issue(counts.issues, "mean_rows"));
  CHECK(item_counts(corpus, 0).counts[0].c == 2);
}
