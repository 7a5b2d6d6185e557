// Rows to thresholds (program.h).
#include "simulate/sliced/program.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

namespace nines::simulate {
namespace {

// Edges of the classes on a scale of 2^64; what rounding left over goes to the largest, where it matters least.
std::vector<std::uint64_t> edges_of(const std::vector<LatentClass>& classes) {
  std::size_t largest = 0;
  std::vector<std::uint64_t> width;
  std::uint64_t sum = 0;
  for (std::size_t k = 0; k < classes.size(); ++k) {
    if (classes[k].weight > classes[largest].weight) largest = k;
    width.push_back(classes[k].weight < 1 ? static_cast<std::uint64_t>(std::ldexp(classes[k].weight, 64)) : 0);
    sum += width[k];
  }
  if (!width.empty()) width[largest] += 0 - sum;  // modulo 2^64
  std::vector<std::uint64_t> out;
  std::uint64_t edge = 0;
  for (std::size_t k = 0; k + 1 < classes.size(); ++k) out.push_back(edge += width[k]);
  return out;
}

constexpr double kCostUnits = 0x1p40;  // of the budget in USD

class Compiler {
 public:
  explicit Compiler(const Plan& plan) : plan_(plan) {
    out_.plan = &plan;
    out_.graph = plan.graph;
    out_.tainting = plan.tainting;
    out_.deadline = deadline_of(plan);
    if (plan.pipeline->budget && plan.pipeline->budget->calls)
      out_.most_calls = static_cast<std::uint64_t>(std::max<std::int64_t>(0, *plan.pipeline->budget->calls));
    if (plan.pipeline->budget && plan.pipeline->budget->cost_usd)
      out_.most_cost = static_cast<std::uint64_t>(kCostUnits * (1 + 1e-9));  // sums of prices are rounded
  }

  SlicedProgram compile() {
    for (const Law& law : plan_.laws) out_.edges.push_back(edges_of(law.classes));
    for (std::size_t i = 0; i < plan_.nodes.size(); ++i) add_row(i);
    for (std::size_t i = 0; i < plan_.nodes.size(); ++i) find_quick_way(i);
    find_places(0, plan_.nodes.size(), plan_.graph);
    for (std::size_t i = 0; i < plan_.nodes.size(); ++i) {
      find_places(body_of(i), plan_.nodes[i].end, plan_.nodes[i].graph);
      out_.rows[i].idle = is_idle(i);
    }
    out_.worst_walk = walk_of(0, plan_.nodes.size());
    return std::move(out_);
  }

 private:
  void add_row(std::size_t i) {
    const Node& node = plan_.nodes[i];
    SlicedRow row;
    row.kind = node.kind;
    row.graph = node.graph;
    row.end = node.end;
    row.times = node.times;
    if (node.kind != StepKind::work) row.law = node.law;
    switch (node.kind) {
      case StepKind::work: row.at = add(out_.works, work_of(i)); break;
      case StepKind::validate: row.at = add(out_.checks, check_of(node)); break;
      case StepKind::human: row.at = add(out_.reviews, review_of(i)); break;
      case StepKind::format_gate: row.at = add(out_.gates, gate_of(node)); break;
      case StepKind::retry:
      case StepKind::fallback: row.at = add(out_.tries, tries_of(node)); break;
      case StepKind::checkpoint: row.at = add(out_.tries, checkpoint_of(node)); break;
      case StepKind::loop: row.at = add(out_.tries, loop_of(node)); break;
      case StepKind::branch: row.at = add(out_.branches, threshold_of(node.rate(Param::p))); break;
      case StepKind::vote: row.at = add(out_.crowds, vote_of(node)); break;
      case StepKind::best_of: row.at = add(out_.crowds, best_of(node)); break;
      case StepKind::parallel: row.at = add(out_.crowds, parallel_of(i)); break;
      case StepKind::map: row.at = add(out_.crowds, map_of(node)); break;
      case StepKind::group:
      case StepKind::repeat:
      case StepKind::rollback: break;
    }
    add_price(node, row);
    out_.rows.push_back(std::move(row));
  }

  // A retry of work and check, or a repeat of just that, that nothing outside can tell from one walked row by row.
  void find_quick_way(std::size_t i) {
    const bool is_repeat = plan_.nodes[i].kind == StepKind::repeat;
    const std::size_t retry = is_repeat ? i + 1 : i;
    if (!is_quick_retry(retry) || plan_.nodes[i].end != plan_.nodes[retry].end || plan_.nodes[i].graph) return;
    if (out_.works[out_.rows[retry + 1].at].success.set != kNone) return add_visits(i, retry);
    if (out_.rows[retry].law != kNone) return;
    const TriesRow& how = out_.tries[out_.rows[retry].at];
    CheckedTries quick;
    quick.retry = retry;
    quick.work = retry + 1;
    quick.check = retry + 2;
    quick.attempts = static_cast<std::uint64_t>(plan_.nodes[retry].times);
    quick.passes = is_repeat ? static_cast<std::uint64_t>(plan_.nodes[i].times) : 1;
    quick.tells_flagged = how.accept_last;
    const Node& work = plan_.nodes[quick.work];
    const Node& check = plan_.nodes[quick.check];
    set_edges(quick, {work.rate(Param::p), work.rate(Param::d), detection_of(check),
                      complement_of(check.rate(Param::specificity))});
    out_.rows[i].quick = add(out_.quick, quick);
  }

  void add_visits(std::size_t i, std::size_t retry) {
    const SlicedRow& row = out_.rows[retry];
    const WorkRow& work = out_.works[out_.rows[retry + 1].at];
    const CheckRow& check = out_.checks[out_.rows[retry + 2].at];
    const RateSet& set = out_.sets[work.success.set];
    if ((row.law != kNone && row.law != set.law) || set.of_class.size() > VisitTries::kMostClasses) return;
    VisitTries how;
    how.retry = retry;
    how.work = retry + 1;
    how.check = retry + 2;
    how.repeated = i != retry;
    how.passes = how.repeated ? static_cast<std::uint64_t>(plan_.nodes[i].times) : 1;
    how.attempts = static_cast<std::uint64_t>(plan_.nodes[retry].times);
    how.accepts_last = out_.tries[row.at].accept_last;
    how.draws = row.law != kNone;
    how.law = set.law;
    how.edges = out_.edges[set.law];
    how.success = set.of_class;
    how.loud = work.loud;
    how.detect = check.detect;
    how.alarm = check.alarm;
    lay_out_digits(how);
    out_.rows[i].visits = add(out_.visits, how);
  }

  bool is_quick_retry(std::size_t i) const {
    if (i + 3 > plan_.nodes.size() || plan_.nodes[i].end != i + 3 || plan_.nodes[i].kind != StepKind::retry)
      return false;
    const SlicedRow& row = out_.rows[i];
    if (row.graph || row.times < 1 || plan_.tainting || out_.most_calls || out_.most_cost || out_.deadline)
      return false;
    if (out_.rows[i + 1].kind != StepKind::work || out_.rows[i + 2].kind != StepKind::validate) return false;
    const WorkRow& work = out_.works[out_.rows[i + 1].at];
    const CheckRow& check = out_.checks[out_.rows[i + 2].at];
    if (work.decays || work.has_loud_on_wrong || !work.repairs.never()) return false;
    return !check.is_judge && !check.sees_all && (work.loud.never() || !out_.tries[row.at].on_crash);
  }

  void add_price(const Node& node, SlicedRow& row) {
    if (!node.has(Param::cost_usd) || !(node.real(Param::cost_usd) > 0)) return;
    row.paid = out_.paid_count++;
    if (!out_.most_cost) return;
    const double units = node.real(Param::cost_usd) / *plan_.pipeline->budget->cost_usd * kCostUnits;
    row.price = units >= 2 * kCostUnits ? static_cast<std::uint64_t>(2 * kCostUnits)
                                        : static_cast<std::uint64_t>(std::floor(units + 0.5));
  }

  template <class Row>
  static std::size_t add(std::vector<Row>& table, Row row) {
    table.push_back(std::move(row));
    return table.size() - 1;
  }

  using SetKey = std::tuple<std::size_t, std::size_t, double, double>;  // law, table, d of the second use

  std::size_t shared_set(const Node& node, double d) {
    const auto [at, is_new] = known_.emplace(SetKey{node.law, node.table, d, 0}, out_.sets.size());
    if (is_new) out_.sets.push_back({node.law, {}});
    return at->second;
  }
  std::size_t new_set(const Node& node) {
    out_.sets.push_back({node.law, {}});
    return out_.sets.size() - 1;
  }

  WorkRow work_of(std::size_t i) {
    const Node& node = plan_.nodes[i];
    WorkRow out;
    out.decays = node.rate(Param::decay).p > 0;
    out.is_shy = node.given(Param::p_after_error);
    out.has_loud_on_wrong = node.given(Param::e);
    out.loud = threshold_of(node.rate(Param::d));
    out.repairs = threshold_of(node.rate(Param::h));
    out.loud_on_wrong = threshold_of(node.rate(Param::e));
    if (node.cause != Cause::none) {
      out.success.set = out.decays ? new_set(node) : shared_set(node, -1);
      if (out.has_loud_on_wrong)
        out.stays_inherited.set = out.decays ? new_set(node) : shared_set(node, node.rate(Param::d).p);
    }
    move_work(plan_, i, 0, out, out_.sets);
    return out;
  }

  static Probability unsolved_detection_of(const Node& node) {
    const bool is_own = node.given(Param::sensitivity_unsolved) || node.made;
    return node.rate(is_own ? Param::sensitivity_unsolved : Param::sensitivity);
  }
  // Where blindness and solving are drawn each time.
  static Probability detection_of(const Node& node) {
    const Probability detect = node.rate(Param::sensitivity);
    const Probability unsolved = unsolved_detection_of(node);
    const Probability solves = node.rate(Param::solves);
    return product(complement_of(node.rate(Param::blind)),
                   {solves.p * detect.p + solves.q * unsolved.p, solves.p * detect.q + solves.q * unsolved.q});
  }

  static CheckRow check_of(const Node& node) {
    CheckRow out;
    out.is_judge = node.judge != kNone;
    out.detect = threshold_of(out.is_judge ? node.rate(Param::sensitivity) : detection_of(node));
    out.detect_unsolved = threshold_of(unsolved_detection_of(node));
    out.alarm = threshold_of(complement_of(node.rate(Param::specificity)));
    out.blind = threshold_of(node.rate(Param::blind));
    out.solves = threshold_of(node.rate(Param::solves));
    out.sees_all = node.word(Param::sees) == word::kSeesArtifact;
    return out;
  }

  ReviewRow review_of(std::size_t i) const {
    const Node& node = plan_.nodes[i];
    ReviewRow out;
    const bool capped = node.rate(Param::capacity).p < node.rate(Param::share).p;
    out.share = threshold_of(node.rate(capped ? Param::capacity : Param::share));
    out.alarm = threshold_of(node.rate(Param::false_alarm));
    out.fix = threshold_of(node.rate(Param::fix));
    out.tires = node.rate(Param::fatigue).p > 0;
    move_review(plan_, i, 0, out);
    return out;
  }

  static GateRow gate_of(const Node& node) {
    GateRow out;
    const Probability repair = node.rate(Param::repair);
    const Probability corrupt = node.rate(Param::corrupt);
    out.fail = threshold_of(node.rate(Param::fail));
    out.repair = threshold_of(repair);
    if (repair.q > 0)
      out.corrupt = threshold_of({corrupt.p / repair.q, std::max(0.0, repair.q - corrupt.p) / repair.q});
    return out;
  }

  static TriesRow tries_of(const Node& node) {
    TriesRow out;
    out.on_crash = node.word(Param::on) == word::kOnCrash;
    out.fresh = node.word(Param::context) == word::kFresh;
    out.accept_last = node.word(Param::exhausted) == word::kAcceptLast;
    out.escalate = node.word(Param::exhausted) == word::kEscalate;
    out.judges = node.judges;
    return out;
  }
  static TriesRow checkpoint_of(const Node& node) {
    TriesRow out;
    out.fresh = true;
    out.count = node.whole(Param::count);
    out.every = std::min(node.whole(Param::every), out.count);
    out.tries = node.whole(Param::tries);
    out.own = threshold_of(node.rate(Param::detect));
    out.other = threshold_of(node.rate(Param::false_alarm));
    return out;
  }
  static TriesRow loop_of(const Node& node) {
    TriesRow out;
    out.accept_last = node.word(Param::exhausted) == word::kAcceptLast;
    out.count = node.whole(Param::max);
    out.own = threshold_of(node.rate(Param::accept_wrong));
    out.other = threshold_of(node.rate(Param::accept));
    return out;
  }

  static CrowdRow vote_of(const Node& node) {
    CrowdRow out;
    out.rule = node.word(Param::rule);
    out.has_end = node.given(Param::n);
    out.n = node.whole(Param::n);
    out.k = out.rule == word::majority ? out.n / 2 + 1 : node.whole(Param::k);
    out.rivals = node.whole(Param::rivals);
    out.weights = node.weights;
    if (!node.given(Param::collision)) return out;
    const double share = std::sqrt(node.rate(Param::collision).p);
    out.scattered = true;
    out.popular = threshold_of({share, 1 - share});
    return out;
  }
  static CrowdRow best_of(const Node& node) {
    CrowdRow out;
    out.rule = node.word(Param::select);
    out.n = node.whole(Param::n);
    out.right = threshold_of(node.rate(Param::tpr));
    out.wrong = threshold_of(node.rate(Param::fpr));
    out.gap = node.real(Param::gap);
    return out;
  }
  CrowdRow parallel_of(std::size_t i) const {
    const Node& node = plan_.nodes[i];
    CrowdRow out;
    out.n = 0;
    for (std::size_t r = body_of(i); r < node.end; r = plan_.nodes[r].end) ++out.n;
    const int mode = node.word(Param::mode);
    out.needs_all = mode == word::all;
    out.k = out.needs_all ? out.n : mode == word::any ? 1 : node.whole(Param::k);
    out.right = threshold_of(node.rate(Param::join));
    return out;
  }
  static CrowdRow map_of(const Node& node) {
    CrowdRow out;
    out.n = node.whole(Param::n);
    out.needs_all = !node.given(Param::k);
    out.k = out.needs_all ? out.n : node.whole(Param::k);
    out.right = threshold_of({1, 0});
    return out;
  }

  void find_places(std::size_t begin, std::size_t end, bool graph) {
    if (!graph) return;
    std::map<std::size_t, std::size_t> places;
    for (std::size_t i = begin; i < end; i = plan_.nodes[i].end) {
      for (const std::size_t input : plan_.nodes[i].inputs)
        out_.rows[i].from.push_back(input == kNone ? kNone : places.at(input));
      places.emplace(i, places.size());
    }
  }

  bool is_idle(std::size_t i) const {
    switch (plan_.nodes[i].kind) {
      case StepKind::group:
      case StepKind::repeat:
      case StepKind::retry:
      case StepKind::fallback:
      case StepKind::branch:
      case StepKind::map: break;
      case StepKind::parallel: return plan_.nodes[i].end == body_of(i);
      default: return false;
    }
    for (std::size_t r = body_of(i); r < plan_.nodes[i].end; r = plan_.nodes[r].end) {
      if (!is_idle(r)) return false;
    }
    return true;
  }

  // A pass of a block counts as a step of its own.
  double walk_of(std::size_t begin, std::size_t end) const {
    double sum = 0;
    for (std::size_t i = begin; i < end; i = plan_.nodes[i].end) {
      if (out_.rows[i].idle) continue;
      sum += (1 + walk_of(body_of(i), plan_.nodes[i].end)) * static_cast<double>(plan_.nodes[i].times);
    }
    return sum;
  }

  const Plan& plan_;
  SlicedProgram out_;
  std::map<SetKey, std::size_t> known_;
};

}  // namespace

SlicedProgram compile_sliced(const Plan& plan) { return Compiler(plan).compile(); }

}  // namespace nines::simulate
