// Rows, their numbers, and what a row may not be (plan_rows.h).
#include "simulate/plan_rows.h"

#include <algorithm>
#include <map>
#include <string_view>

#include "nines/catalog.h"
#include "simulate/check_params.h"

namespace nines::simulate {
namespace {

using Failure = std::optional<Error>;

std::uint8_t place_of(std::string_view word, std::string_view choices) {
  std::uint8_t place = 0;
  while (choices.substr(0, choices.find('|')) != word && choices.find('|') != std::string_view::npos) {
    choices.remove_prefix(choices.find('|') + 1);
    ++place;
  }
  return place;
}

Setting setting_of(const Step& step, const ParamInfo& info) {
  Setting out;
  out.id = info.id;
  const ParamValue* given = given_param(step, info.id);
  out.given = given != nullptr;
  if (given == nullptr && info.type == ParamType::choice) return out;  // the first
  const ParamValue made = given == nullptr ? param_in_force(step, info.id) : ParamValue{};
  const ParamValue& value = given == nullptr ? made : *given;
  switch (info.type) {
    case ParamType::probability: out.rate = probability_of(value); break;
    case ParamType::correlation: out.real = value.value; break;
    case ParamType::whole: out.whole = static_cast<std::int64_t>(value.value); break;
    case ParamType::real: out.real = value.value; break;
    case ParamType::choice: out.word = place_of(value.choice, info.choices); break;
    case ParamType::step: break;
  }
  return out;
}

void resolve_settings(Node& node, double shift) {
  const auto& params = step_info(node.kind).params;
  node.settings.reserve(params.size());
  for (const ParamInfo& info : params) node.settings.push_back(setting_of(*node.step, info));
  if (node.kind != StepKind::work) return;
  for (const Param id : {Param::p, Param::p_after_error}) {
    Probability& rate = node.find(id)->rate;
    rate = shifted(rate, shift);
  }
}

std::int64_t product(std::int64_t a, std::int64_t b) { return b > 0 && a > kManyVisits / b ? kManyVisits : a * b; }

std::int64_t passes_of(const Node& node) {
  switch (node.kind) {
    case StepKind::repeat: return node.whole(Param::count);
    case StepKind::retry: return node.whole(Param::max);
    case StepKind::loop: return std::max<std::int64_t>(1, node.whole(Param::max) - 1);
    case StepKind::best_of:
    case StepKind::map: return node.whole(Param::n);
    case StepKind::vote:
      if (node.word(Param::rule) == word::weighted) return 1;
      return node.given(Param::n) ? node.whole(Param::n) : kManyVisits;
    case StepKind::checkpoint: return product(node.whole(Param::count), node.whole(Param::tries));
    case StepKind::work:
    case StepKind::validate:
    case StepKind::human:
    case StepKind::format_gate:
    case StepKind::group:
    case StepKind::fallback:
    case StepKind::rollback:
    case StepKind::branch:
    case StepKind::parallel: break;
  }
  return 1;
}

// ---- what the table alone does not refuse

Failure refuse(const std::string& pointer, const char* param, std::string why) {
  return error_at(ErrorCode::out_of_range, pointer + "/" + param, std::move(why));
}

std::string number(std::int64_t x) { return std::to_string(x); }

Failure check_vote(const Node& node, const std::string& at) {
  const int rule = node.word(Param::rule);
  const bool has_n = node.given(Param::n);
  const std::int64_t n = node.whole(Param::n);
  if (!has_n && rule != word::ahead && rule != word::weighted)
    return error_at(ErrorCode::missing_field, at, "\"vote\" needs n, unless its rule is \"ahead\" or \"weighted\"");
  if ((rule == word::quorum || rule == word::ahead) && !node.given(Param::k))
    return error_at(ErrorCode::missing_field, at, "this rule needs k");
  if (rule == word::quorum && (2 * node.whole(Param::k) <= n || node.whole(Param::k) > n)) {
    return refuse(at, "k",
                  "k is " + number(node.whole(Param::k)) + " of n = " + number(n) +
                      "; a quorum is more than half of the voters and at most all");
  }
  const bool two = node.whole(Param::rivals) == 1 && !node.given(Param::collision);
  if ((rule == word::ahead || rule == word::weighted) && !two)
    return refuse(at, "rivals", "this rule knows two answers: one wrong answer, no collision");
  if (rule == word::plurality && !two && n > 128)
    return refuse(at, "n", "n is " + number(n) + "; with several wrong answers a plurality hears at most 128");
  if (rule == word::plurality && n > 2'000)
    return refuse(at, "n", "n is " + number(n) + "; a plurality hears at most 2000");
  if (rule == word::ahead && has_n && n * node.whole(Param::k) > 100'000'000)
    return refuse(at, "n", "n times k is beyond 100,000,000; leave n out for no cap");
  if (rule == word::weighted && node.step->body.size() > kMaxWeightedVoters)
    return refuse(at, "body",
                  number(static_cast<std::int64_t>(node.step->body.size())) + " voters; at most " +
                      number(static_cast<std::int64_t>(kMaxWeightedVoters)));
  return std::nullopt;
}

Failure check_rows_of(const Node& node, const std::string& at) {
  const auto rows = static_cast<std::int64_t>(node.step->body.size());
  switch (node.kind) {
    case StepKind::vote: return check_vote(node, at);
    case StepKind::branch:
      if (rows > 2) return refuse(at, "body", number(rows) + " rows; a branch has one or two");
      return std::nullopt;
    case StepKind::parallel:
      if (rows > 64) return refuse(at, "body", number(rows) + " lanes; at most 64");
      if (node.word(Param::mode) == word::k_of_n && !node.given(Param::k))
        return error_at(ErrorCode::missing_field, at, "k_of_n needs k");
      if (node.given(Param::k) && node.whole(Param::k) > rows)
        return refuse(at, "k", "k is " + number(node.whole(Param::k)) + " of " + number(rows) + " lanes");
      return std::nullopt;
    case StepKind::map:
      if (node.given(Param::k) && node.whole(Param::n) > kMaxCandidates) {
        return refuse(at, "n",
                      "n is " + number(node.whole(Param::n)) + "; a map of which only some are needed has at most " +
                          number(kMaxCandidates));
      }
      if (node.given(Param::k) && node.whole(Param::k) > node.whole(Param::n))
        return refuse(at, "k", "k is " + number(node.whole(Param::k)) + " of n = " + number(node.whole(Param::n)));
      return std::nullopt;
    case StepKind::format_gate:
      if (node.rate(Param::repair).p > node.rate(Param::corrupt).q)
        return refuse(at, "corrupt", "repair and corrupt together are more than 1");
      return std::nullopt;
    default: return std::nullopt;
  }
}

// ---- rollbacks: retries around the rows they go back over

struct Span {
  std::size_t from;
  std::size_t to;  // the rollback itself
};

Failure find_spans(const std::vector<Step>& steps, const std::string& list, std::vector<Span>& out) {
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (steps[i].kind != StepKind::rollback) continue;
    const ParamValue* to = given_param(steps[i], Param::to);
    const std::string at = list + "/" + std::to_string(i) + "/to";
    std::size_t from = i;
    for (std::size_t j = 0; j < i; ++j) {
      if (to == nullptr || to->choice.empty() || steps[j].id != to->choice) continue;
      if (from != i)
        return error_at(ErrorCode::bad_value, at, "two earlier steps of this list have the id \"" + to->choice + "\"");
      from = j;
    }
    if (from == i) {
      return error_at(ErrorCode::unknown_step, at,
                      "no earlier step of this list has the id \"" + (to != nullptr ? to->choice : "") + "\"");
    }
    for (const Span& other : out) {
      if (from > other.from && from <= other.to)
        return error_at(ErrorCode::bad_value, at, "goes back into the middle of another rollback");
    }
    out.push_back({from, i});
  }
  return std::nullopt;
}

Setting whole_setting(Param id, std::int64_t value) {
  Setting out;
  out.id = id;
  out.whole = value;
  return out;
}
Setting word_setting(Param id, int place) {
  Setting out;
  out.id = id;
  out.word = static_cast<std::uint8_t>(place);
  return out;
}
Setting rate_setting(Param id, Probability rate) {
  Setting out;
  out.id = id;
  out.rate = rate;
  return out;
}
Setting real_setting(Param id, double value) {
  Setting out;
  out.id = id;
  out.real = value;
  return out;
}

Node made_node(const Step& rollback, std::size_t parent, std::size_t ordinal, StepKind kind) {
  Node out;
  out.step = &rollback;
  out.kind = kind;
  out.made = true;
  out.parent = parent;
  out.ordinal = ordinal;
  return out;
}

Node retry_of(const Step& rollback, std::size_t parent, std::size_t ordinal) {
  Node out = made_node(rollback, parent, ordinal, StepKind::retry);
  const auto max = static_cast<std::int64_t>(param_in_force(rollback, Param::max).value) + 1;
  out.settings = {whole_setting(Param::max, max), real_setting(Param::rho, 0), word_setting(Param::on, 0),
                  word_setting(Param::exhausted, word::kStop), word_setting(Param::context, word::kFresh)};
  out.times = max;
  return out;
}

Node check_of(const Step& rollback, std::size_t parent, std::size_t ordinal) {
  Node out = made_node(rollback, parent, ordinal, StepKind::validate);
  const Probability detect = probability_of(param_in_force(rollback, Param::detect));
  const Probability alarm = probability_of(param_in_force(rollback, Param::false_alarm));
  out.settings = {rate_setting(Param::sensitivity, detect),
                  rate_setting(Param::specificity, complement_of(alarm)),
                  word_setting(Param::sees, 0),
                  rate_setting(Param::blind, {0, 1}),
                  rate_setting(Param::solves, {1, 0}),
                  rate_setting(Param::sensitivity_unsolved, detect),
                  real_setting(Param::cost_usd, 0),
                  real_setting(Param::latency_ms, 0),
                  word_setting(Param::latency, 0)};
  return out;
}

// ---- the list itself

class ListBuilder {
 public:
  ListBuilder(Plan& plan, const std::vector<Step>& steps, std::size_t parent, std::size_t depth)
      : plan_(plan), steps_(steps), parent_(parent), depth_(depth) {
    list_ = parent == kNone ? "/pipeline/steps" : pointer_of(plan, parent) + "/body";
  }

  Failure build() {
    if (Failure error = find_spans(steps_, list_, spans_)) return error;
    if (!is_series() && !spans_.empty())
      return error_at(ErrorCode::bad_value, list_, "a rollback needs rows in series to go back over");
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      open_spans(i);
      if (Failure error = add_row(i)) return error;
      close_spans();
    }
    return find_inputs();
  }

 private:
  bool is_series() const {
    if (parent_ == kNone) return true;
    const Node& block = plan_.nodes[parent_];
    const bool voters = block.kind == StepKind::vote && block.word(Param::rule) == word::weighted;
    return !voters && std::string_view(step_info(block.kind).rows_are) == "series";
  }

  std::size_t around() const { return open_.empty() ? parent_ : open_.back(); }

  // Widest first, so that spans with one beginning nest.
  void open_spans(std::size_t i) {
    for (auto span = spans_.rbegin(); span != spans_.rend(); ++span) {
      if (span->from != i) continue;
      const std::size_t index = plan_.nodes.size();
      plan_.nodes.push_back(retry_of(steps_[span->to], around(), span->to));
      open_.push_back(index);
    }
  }
  void close_spans() {
    while (closing_ > 0) {
      plan_.nodes[open_.back()].end = plan_.nodes.size();
      open_.pop_back();
      --closing_;
    }
  }

  Failure add_row(std::size_t i) {
    const std::size_t index = plan_.nodes.size();
    Node node;
    node.step = &steps_[i];
    node.kind = steps_[i].kind;
    node.parent = around();
    node.ordinal = i;
    if (node.kind == StepKind::rollback) {
      node = check_of(steps_[i], around(), i);
      closing_ = 1;
    }
    plan_.nodes.push_back(node);
    index_of_.push_back(index);
    const std::string pointer = pointer_of(plan_, index);
    if (Failure error = check_size(pointer)) return error;
    if (Failure error = check_params(steps_[i], pointer)) return error;
    if (!node.made) {
      resolve_settings(plan_.nodes[index], plan_.pipeline->shift);
      plan_.nodes[index].times = passes_of(plan_.nodes[index]);
      if (Failure error = check_rows_of(plan_.nodes[index], pointer)) return error;
    }
    if (Failure error = add_rows(plan_, steps_[i].body, index, depth_ + 1)) return error;
    plan_.nodes[index].end = plan_.nodes.size();
    return std::nullopt;
  }

  Failure check_size(const std::string& pointer) const {
    if (depth_ + open_.size() > kMaxPipelineDepth)
      return error_at(ErrorCode::limit_exceeded, pointer, "blocks nest deeper than " + number(kMaxPipelineDepth));
    if (plan_.nodes.size() > kMaxPipelineSteps)
      return error_at(ErrorCode::limit_exceeded, pointer, "more than " + number(kMaxPipelineSteps) + " steps");
    return std::nullopt;
  }

  Failure find_inputs() {
    const bool graph =
        std::any_of(steps_.begin(), steps_.end(), [](const Step& step) { return step.needs.has_value(); });
    if (!graph) return std::nullopt;
    if (!is_series() || !spans_.empty())
      return error_at(ErrorCode::bad_value, list_, "needs belongs to rows in series without a rollback");
    (parent_ == kNone ? plan_.graph : plan_.nodes[parent_].graph) = true;
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      if (Failure error = inputs_of(i)) return error;
      if (steps_[i].id.empty()) continue;
      const auto [first, is_new] = row_called_.emplace(steps_[i].id, i);
      if (!is_new) {
        return error_at(ErrorCode::bad_value, list_ + "/" + std::to_string(i) + "/id",
                        "the id \"" + steps_[i].id + "\" is that of " + list_ + "/" + std::to_string(first->second) +
                            " already: in a graph inputs would be ambiguous");
      }
    }
    return std::nullopt;
  }

  Failure inputs_of(std::size_t i) {
    std::vector<std::size_t>& inputs = plan_.nodes[index_of_[i]].inputs;
    if (!steps_[i].needs) {
      inputs.push_back(i == 0 ? kNone : index_of_[i - 1]);
      return std::nullopt;
    }
    if (steps_[i].needs->empty()) inputs.push_back(kNone);
    for (std::size_t n = 0; n < steps_[i].needs->size(); ++n) {
      const std::string& name = (*steps_[i].needs)[n];
      const auto found = row_called_.find(name);
      if (found == row_called_.end()) return missing_input(i, n, name);
      inputs.push_back(index_of_[found->second]);
    }
    return std::nullopt;
  }

  Failure missing_input(std::size_t i, std::size_t n, const std::string& name) const {
    const bool later = std::any_of(steps_.begin() + static_cast<std::ptrdiff_t>(i), steps_.end(),
                                   [&](const Step& step) { return step.id == name; });
    return error_at(ErrorCode::unknown_step, list_ + "/" + std::to_string(i) + "/needs/" + std::to_string(n),
                    later ? "\"" + name + "\" stands here or later: a graph has no cycles, inputs stand before"
                          : "no step of this list has the id \"" + name + "\"");
  }

  Plan& plan_;
  const std::vector<Step>& steps_;
  std::size_t parent_;
  std::size_t depth_;
  std::string list_;
  std::vector<Span> spans_;
  std::vector<std::size_t> open_;                       // retries of rollbacks around the row at hand
  std::vector<std::size_t> index_of_;                   // node of each row
  std::map<std::string_view, std::size_t> row_called_;  // of the rows so far, by id
  int closing_ = 0;
};

}  // namespace

Probability shifted(Probability x, double shift) {
  const double sum = x.p * shift + x.q;
  if (shift == 1 || !(sum > 0)) return x;
  return {x.p * shift / sum, x.q / sum};
}

std::optional<Error> add_rows(Plan& plan, const std::vector<Step>& steps, std::size_t parent, std::size_t depth) {
  return ListBuilder(plan, steps, parent, depth).build();
}

}  // namespace nines::simulate
