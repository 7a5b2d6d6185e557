// Op compare: two systems on the same items, from two files of records or two models of one.
#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "call/ops.h"
#include "call/records.h"
#include "codec/comparison_codec.h"

namespace nines::call {
namespace {

using codec::Json;
using codec::ObjectReader;
using codec::UnknownMembers;

enum class ScoreBy : std::uint8_t { correctness, score };
constexpr std::array kScoreByNames{codec::EnumName<ScoreBy>{ScoreBy::correctness, "correctness"},
                                   codec::EnumName<ScoreBy>{ScoreBy::score, "score"}};
constexpr std::array kAlignNames{codec::EnumName<AlignBy>{AlignBy::item_and_trial, "item_and_trial"},
                                 codec::EnumName<AlignBy>{AlignBy::item, "item"}};

struct Question {
  std::string model_a;
  std::string model_b;
  ScoreBy by = ScoreBy::correctness;
  double pass_mark = 1;
  double wanted = 0.05;
  CompareOptions options;
};

struct Side {
  std::string name;
  std::vector<TrialScore> scores;
};

std::set<std::string> models_of(const Corpus& corpus) {
  std::set<std::string> out;
  for (const Record& record : corpus.records) out.insert(record.model);
  return out;
}

std::string listed(const std::set<std::string>& names) {
  constexpr std::size_t kMost = 12;
  std::string out;
  std::size_t count = 0;
  for (const std::string& name : names) {
    if (++count > kMost) return out + " and " + std::to_string(names.size() - kMost) + " more";
    out += (out.empty() ? "" : ", ") + name;
  }
  return out;
}

// The model of one side: as named, or the only one there is.
Result<std::string> model_of(const Corpus& corpus, const std::string& named, const char* argument) {
  const std::set<std::string> models = models_of(corpus);
  if (named.empty() && models.size() == 1) return *models.begin();
  if (!named.empty() && models.contains(named)) return named;
  const std::string what = named.empty() ? " has several models and none is named"
                                         : " has no model '" + named + "'";
  Error out{ErrorCode::bad_value, corpus.name + what + " (" + argument + "); it has: " + listed(models), {}};
  out.where.pointer = std::string("/args/") + argument;
  return out;
}

std::vector<TrialScore> scores_of(const Corpus& corpus, const std::string& model, const Question& question) {
  if (question.by == ScoreBy::correctness) return trial_scores(corpus, model, question.pass_mark);
  std::vector<TrialScore> out;
  for (const Record& record : corpus.records) {
    if (record.model != model || !record.score) continue;
    std::string trial = record.trial;
    for (const std::string* part : {&record.paraphrase, &record.step, &record.run}) {
      if (!part->empty()) trial += '/' + *part;
    }
    out.push_back({record.item, std::move(trial), *record.score});
  }
  return out;
}

// One file with exactly two models needs no names: A is the first by name.
void name_two_models(const Corpus& corpus, Question& question) {
  if (!question.model_a.empty() || !question.model_b.empty()) return;
  const std::set<std::string> models = models_of(corpus);
  if (models.size() != 2) return;
  question.model_a = *models.begin();
  question.model_b = *models.rbegin();
}

Result<Side> side_of(const Corpus& corpus, const std::string& named, const char* argument, const Question& question) {
  const Result<std::string> model = model_of(corpus, named, argument);
  if (!model) return model.error();
  Side out{*model, scores_of(corpus, *model, question)};
  if (out.name.empty()) out.name = corpus.name;
  if (!out.scores.empty()) return out;
  const char* wanted = question.by == ScoreBy::score ? "a score" : "a score, or an answer and what was expected";
  return error_of(corpus, ErrorCode::no_records, "no record of '" + out.name + "' has " + wanted);
}

// Items that the wanted difference needs at the discordance (or spread) seen here.
Result<Json> planning_json(const CompareReport& report, const Question& question) {
  Json out = {{"difference", question.wanted}, {"power", question.options.power}, {"items", nullptr}};
  if (report.items == 0) return out;
  if (report.table) {
    const double seen = static_cast<double>(report.table->only_a + report.table->only_b);
    SampleSizeQuestion ask;
    ask.difference = question.wanted;
    ask.discordant = std::max(question.wanted, seen / static_cast<double>(report.items));
    ask.level = question.options.resample.level;
    ask.power = question.options.power;
    const Result<std::int64_t> items = sample_size(ask);
    if (!items) return items.error();
    out["discordant"] = ask.discordant;
    out["items"] = *items;
  } else if (report.detectable_difference.value) {
    const double ratio = *report.detectable_difference.value / question.wanted;
    const double items = std::ceil(static_cast<double>(report.items) * ratio * ratio);
    out["items"] = static_cast<std::int64_t>(std::clamp(items, 1.0, 1e15));
  }
  return out;
}

// What a side would differ by from itself, at as many runs of an item as were compared.
Result<Json> floor_json(const CompareReport& report, const Side& a, const Side& b, const Question& question,
                        RunContext& run) {
  const std::int64_t runs = report.items > 0 ? std::max<std::int64_t>(1, report.trials / report.items) : 1;
  Json out = {{"trials_per_run", runs}};
  for (const auto& [name, side] : {std::pair("a", &a), std::pair("b", &b)}) {
    const Result<Estimate> floor = aa_noise_floor(side->scores, runs, question.options.resample, run);
    if (!floor) return floor.error();
    out[name] = codec::to_json(*floor);
  }
  return out;
}

Result<Json> compare_sides(const Side& a, const Side& b, const Question& question, Issues issues, RunContext& run) {
  const Result<CompareReport> report = compare_paired(a.scores, b.scores, question.options, run);
  if (!report) return report.error();
  const Result<Json> floor = floor_json(*report, a, b, question, run);
  if (!floor) return floor.error();
  const Result<Json> planning = planning_json(*report, question);
  if (!planning) return planning.error();
  Json out = {{"ok", true}, {"a", a.name}, {"b", b.name}, {"by", codec::enum_id(kScoreByNames, question.by)}};
  out.update(codec::to_json(*report));
  out["noise_floor"] = *floor;
  out["sample_size"] = *planning;
  issues.insert(issues.begin(), report->issues.begin(), report->issues.end());
  out["issues"] = codec::to_json(issues);
  return out;
}

Question read_question(ObjectReader& in) {
  Question out;
  out.model_a = in.text("model_a");
  out.model_b = in.text("model_b");
  out.by = in.choice("by", kScoreByNames, ScoreBy::correctness);
  out.pass_mark = in.number("pass_mark", 1, -1e9, 1e9);
  out.wanted = in.number("wanted", out.wanted, 1e-6, 1);
  out.options.align = in.choice("align", kAlignNames, AlignBy::item_and_trial);
  out.options.power = in.number("power", out.options.power, 0.01, 0.999);
  out.options.resample.seed = static_cast<std::uint64_t>(in.whole("seed", 1, 0, kMaxSeed));
  out.options.resample.bootstrap = in.whole("bootstrap", out.options.resample.bootstrap, 0, kMaxBootstrap);
  out.options.permutations = in.whole("permutations", out.options.permutations, 1, kMaxPermutations);
  return out;
}

}  // namespace

Result<Json> op_compare(CallContext& call) {
  ObjectReader in(call.read, call.args, "args");
  const std::uint32_t a_node = in.required("a");
  const std::uint32_t b_node = in.member("b");
  Question question = read_question(in);
  in.finish(UnknownMembers::fail);
  if (call.read.error) return *call.read.error;
  const bool one_file = b_node == codec::kNoNode;
  const Result<Corpus> a = read_corpus(call, a_node);
  if (!a) return a.error();
  const Result<Corpus> b = one_file ? Result<Corpus>(*a) : read_corpus(call, b_node);
  if (!b) return b.error();
  for (const Corpus* corpus : {&*a, &*b}) {
    if (corpus->records.empty())
      return no_records_error(*corpus, error_of(*corpus, ErrorCode::no_records, "no records"));
  }
  if (one_file) name_two_models(*a, question);
  const Result<Side> left = side_of(*a, question.model_a, "model_a", question);
  if (!left) return left.error();
  const Result<Side> right = side_of(*b, question.model_b, "model_b", question);
  if (!right) return right.error();
  Issues issues;
  append_issues(*a, issues);
  if (!one_file) append_issues(*b, issues);
  return compare_sides(*left, *right, question, std::move(issues), call.run);
}

}  // namespace nines::call
