// Flags of the commands over records of answers. See cli_flags.h.
#include "cli_flags.h"
#include "nines/aggregate.h"
#include "nines/disagree.h"

namespace nines::cli {

void add_records(CLI::App* command, Options& options) {
  command->add_option("file", options.file, "Records as JSON Lines, '-' for stdin")->required();
  command->add_option("--pass-mark", options.pass_mark, "An answer is right when its score is at least this")
      ->check(pass_mark());
  command->add_option("--seed", options.seed, "Seed of the item bootstrap")->check(whole_number(0, kMaxSeed));
  command->add_option("--bootstrap", options.bootstrap, "Draws of the item bootstrap")
      ->check(whole_number(0, nines::kMaxBootstrap));
}

namespace {

std::vector<std::string> method_ids() {
  std::vector<std::string> out;
  for (const AggregateMethodInfo& row : aggregate_method_table()) out.emplace_back(row.id);
  return out;
}

void add_disagree(CLI::App& app, Options& options) {
  CLI::App* disagree =
      add_command(app, options, "disagree", "Agreement and consistency of repeated answers, voters, consensus");
  add_records(disagree, options);
  disagree->add_option("--by", options.by, "What answers are compared by")
      ->check(CLI::IsMember({"auto", "label", "correctness", "output"}));
  disagree->add_flag("--items", options.items, "List every item");
  disagree->add_option("--rater", options.rater, "What is one rater: each trial of a model, or the model")
      ->check(CLI::IsMember({"model", "model_trial"}));
  disagree->add_option("--domain", options.domain,
                       "The categories in their order, as JSON: '[\"low\",\"mid\",\"high\"]'");
  disagree->add_flag("--ordered", options.is_ordered, "The order of --domain means something");
  disagree->add_option("--coefficient", options.coefficients,
                       "A coefficient by its id in the catalog; may be given again (default: those that fit)");
  disagree->add_option("--aggregate", options.aggregate, "How the consensus of three models or more is made")
      ->check(CLI::IsMember(method_ids()));
}

void add_compare(CLI::App& app, Options& options) {
  CLI::App* compare = add_command(app, options, "compare", "A against B on the same items: is the difference real?");
  add_records(compare, options);
  compare->add_option("other", options.other, "Records of B (default: two models of the one file)");
  compare->add_option("--model-a", options.model_a, "Model of A, where its file holds several");
  compare->add_option("--model-b", options.model_b, "Model of B, where its file holds several");
  compare->add_option("--by", options.score_by, "Right and wrong, or the score itself")
      ->check(CLI::IsMember({"correctness", "score"}));
  compare->add_option("--align", options.align, "Only trials that both have, or the mean of all trials of an item")
      ->check(CLI::IsMember({"item_and_trial", "item"}));
  compare->add_option("--wanted", options.wanted, "Also: items needed to find a difference of this size")
      ->check(finite_number(1e-6, 1));
}

void add_drift(CLI::App& app, Options& options) {
  CLI::App* drift =
      add_command(app, options, "drift", "How the share of right answers moves with a date, a version, a turn");
  add_records(drift, options);
  drift->add_option("--by", options.field, "Field of the records that holds the time or the position")->required();
  drift->add_option("--model", options.model, "Only records of this model");
  drift->add_option("--baseline", options.baseline_periods, "Limits from the first so many periods (default: all)")
      ->check(whole_number(0, kMaxSeed));
}

void add_hard(CLI::App& app, Options& options) {
  CLI::App* hard =
      add_command(app, options, "hard", "Items that nobody solves, that are disputed, whose gold label looks wrong");
  hard->add_option("file", options.file, "Records as JSON Lines, '-' for stdin")->required();
  hard->add_option("--pass-mark", options.pass_mark, "An answer is right when its score is at least this")
      ->check(pass_mark());
  hard->add_option("--seed", options.seed, "Seed of the permutations")->check(whole_number(0, kMaxSeed));
  hard->add_option("--by", options.by, "What answers are compared by")
      ->check(CLI::IsMember({"auto", "label", "correctness", "output"}));
  hard->add_option("--most", options.most, "Rows a list")->check(whole_number(0, 1'000'000));
  hard->add_option("--export", options.golden_out, "Write the golden set to this file, one item a line");
  hard->add_option("--pairs", options.pairs_out, "Write failures with their corrections to this file, one a line");
}

}  // namespace

void add_disagreement(CLI::App& app, Options& options) {
  add_disagree(app, options);
  add_compare(app, options);
  add_drift(app, options);
  add_hard(app, options);
}

}  // namespace nines::cli
