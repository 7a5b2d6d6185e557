// The foot of the inspector: what surrounds the steps. Each part is off until it is wanted; then its numbers appear.
#include <array>

#include "nines/catalog.h"
#include "ui/pipeline/parts.h"
#include "ui/widgets/format.h"

namespace nines::ui {
namespace {

// Changes everything around the steps, as one edit.
class Around {
 public:
  explicit Around(Frame& ui) : ui_(ui) {}

  template <class Change>
  void change(const Change& change, std::uint32_t gesture = 0) const {
    Pipeline around = ui_.view.document.pipeline;
    around.steps.clear();
    change(around);
    ui_.out.push(app::SetSurroundings{std::move(around)}, gesture);
  }
  // A number in a row of its own; `set` puts it where it belongs.
  template <class Set>
  void number(const NumberSpec& spec, double value, const Set& set, const std::string& shown = {}) const {
    const RowLook look{spec.label, shown};
    const bool track = spec.kind == NumberKind::percent || spec.kind == NumberKind::correlation;
    const auto edit = track ? slider_row(ui_, spec, value, look) : number_row(ui_, spec, value, look);
    if (!edit) return;
    change([&](Pipeline& around) { set(around, edit->value); }, edit->gesture);
  }
  // A part that is there or not.
  template <class Part>
  bool part(const char* label, const Tip& about, std::optional<Part> Pipeline::*member, const Part& start) const {
    const bool on = (ui_.view.document.pipeline.*member).has_value();
    if (toggle_row(ui_, label, on, about))
      change([&](Pipeline& around) { on ? (around.*member).reset() : void(around.*member = start); });
    ui_.gap(4);
    return on;
  }

 private:
  Frame& ui_;
};

constexpr double kMost = 1e9;

// ---- shared difficulty

NumberSpec rate_spec(std::string label, const char* help) {
  return {std::move(label), NumberKind::percent, 0, 1, {help}};
}

void draw_spread(const Around& around, std::size_t at, const Latent& latent) {
  const auto number = [&](const NumberSpec& spec, double value, auto set) {
    around.number(spec, value, [&](Pipeline& all, double next) { set(all.latents[at], next); });
  };
  if (latent.family == LatentFamily::beta) {
    number({"Tasks are alike (ρ)",
            NumberKind::correlation,
            0,
            1,
            {"How much two tries at one task have in common.", "theta ~ Beta(p, rho)"}},
           latent.rho, [](Latent& one, double next) { one.rho = next; });
  } else if (latent.family == LatentFamily::logit_normal) {
    number({"Spread of difficulty",
            NumberKind::plain,
            0,
            20,
            {"Standard deviation of the log-odds between tasks.", "logit theta = mu + sd z"}},
           latent.sd, [](Latent& one, double next) { one.sd = next; });
  }
  for (std::size_t c = 0; c < latent.classes.size() && latent.family == LatentFamily::classes; ++c) {
    ImGui::PushID(static_cast<int>(c));
    const std::string name = "Class " + std::to_string(c + 1);
    number(rate_spec(name + ": share", "How many tasks are of this class; the others give way in proportion."),
           latent.classes[c].weight, [c](Latent& one, double next) {
             const double before = 1 - one.classes[c].weight;
             for (std::size_t i = 0; i < one.classes.size(); ++i) {
               double& weight = one.classes[i].weight;
               if (i != c)
                 weight = before > 0 ? weight * (1 - next) / before
                                     : (1 - next) / static_cast<double>(one.classes.size() - 1);
             }
             one.classes[c].weight = next;
           });
    number(rate_spec(name + ": succeeds", "How often a work step is right on such a task."), latent.classes[c].p,
           [c](Latent& one, double next) { one.classes[c].p = next; });
    ImGui::PopID();
  }
  number(rate_spec("Never solved", "Share of tasks that no try solves, however often it is repeated."), latent.never,
         [](Latent& one, double next) { one.never = next; });
}

void draw_latent(Frame& ui, const Around& around, std::size_t at, const Latent& latent) {
  constexpr std::array kScopes{LatentScope::item, LatentScope::batch};
  const std::array<Option, 2> scopes{{{"each run", "Some tasks are harder than others"},
                                      {"each batch", "Some days are worse than others: an outage, a new model"}}};
  if (const auto picked = choice_row(ui, "Drawn for", scopes, latent.scope == LatentScope::item ? 0 : 1))
    around.change([&](Pipeline& all) { all.latents[at].scope = kScopes[*picked]; });
  ui.gap(8);
  constexpr std::array kFamilies{LatentFamily::beta, LatentFamily::logit_normal, LatentFamily::classes};
  const std::array<Option, 3> families{{{"Beta", "One number, rho: fitted from repeated tries"},
                                        {"logit-normal", "Log-odds spread around their mean; steps may differ"},
                                        {"classes", "A few kinds of task, each with its own rate"}}};
  const auto chosen = static_cast<std::size_t>(latent.family);
  if (const auto picked = choice_row(ui, "Difficulty", families, chosen)) {
    around.change([&](Pipeline& all) {
      Latent& one = all.latents[at];
      one.family = kFamilies[*picked];
      if (one.family == LatentFamily::classes && one.classes.empty()) one.classes = {{0.9, 0.99}, {0.1, 0.6}};
      if (one.family != LatentFamily::classes) one.classes.clear();
    });
  }
  ui.gap(8);
  draw_spread(around, at, latent);
}

void draw_difficulty(Frame& ui, const Around& around) {
  const std::vector<Latent>& latents = ui.view.document.pipeline.latents;
  const Tip about{
      "Some tasks are harder than others, at every step. One hidden difficulty is drawn per run "
      "and shared by all work steps (item scope). This helps a long chain and hurts retries.",
      "theta ~ Beta(p, rho), once per run"};
  if (toggle_row(ui, "Hard tasks stay hard", !latents.empty(), about)) {
    around.change([&](Pipeline& all) {
      if (!all.latents.empty()) return all.latents.clear();
      Latent item;
      item.rho = kAssumedRho;
      all.latents.push_back(std::move(item));
    });
  }
  ui.gap(8);
  if (latents.empty())
    return words(ui, ui.fonts.small, ui.theme.muted, "Off: every task is equally hard for every step.");
  for (std::size_t at = 0; at < latents.size(); ++at) {
    ImGui::PushID(static_cast<int>(at));
    draw_latent(ui, around, at, latents[at]);
    ImGui::PopID();
  }
}

// ---- limits

void draw_budget(Frame& ui, const Around& around) {
  const std::optional<Budget>& budget = ui.view.document.pipeline.budget;
  const bool calls = budget && budget->calls;
  const bool cost = budget && budget->cost_usd;
  const auto put = [&](auto change) {
    around.change([&](Pipeline& all) {
      Budget next = all.budget.value_or(Budget{});
      change(next);
      all.budget = next.calls || next.cost_usd ? std::optional(next) : std::nullopt;
    });
  };
  if (toggle_row(ui, "Budget of calls", calls,
                 {"A call beyond the budget is not made: the run stops, DETECTED (budget)."}))
    put([&](Budget& next) { calls ? next.calls.reset() : void(next.calls = 20); });
  ui.gap(4);
  if (calls) {
    around.number({"Calls a run, at most", NumberKind::whole, 0, kMost, {"Model calls that one run may make."}},
                  static_cast<double>(*budget->calls),
                  [](Pipeline& all, double next) { all.budget->calls = static_cast<std::int64_t>(next); });
  }
  if (toggle_row(ui, "Budget in dollars", cost, {"A call that would cost more than is left is not made."}))
    put([&](Budget& next) { cost ? next.cost_usd.reset() : void(next.cost_usd = 1); });
  ui.gap(4);
  if (cost) {
    around.number(
        {"Dollars a run, at most", NumberKind::plain, 0, kMost, {"US dollars that one run may cost."}},
        *budget->cost_usd, [](Pipeline& all, double next) { all.budget->cost_usd = next; }, dollars(*budget->cost_usd));
  }
}

void draw_limits(Frame& ui, const Around& around) {
  draw_budget(ui, around);
  const Tip late{"A run that takes longer stops, DETECTED (timeout). Times stand at the steps: Takes."};
  if (!around.part("Deadline", late, &Pipeline::deadline_ms, 10'000.0)) return;
  const double ms = *ui.view.document.pipeline.deadline_ms;
  around.number(
      {"Seconds a run, at most", NumberKind::plain, 0, kMost, late}, ms / 1000,
      [](Pipeline& all, double next) { all.deadline_ms = next * 1000; }, duration(ms));
}

// ---- what it is worth

void draw_values(Frame& ui, const Around& around) {
  const Tip about{"What each end is worth, in dollars; what the run costs is taken off."};
  if (!around.part("Value the ends", about, &Pipeline::values, EndValues{1, -5, 0})) return;
  const EndValues& values = *ui.view.document.pipeline.values;
  const auto number = [&](const char* label, double value, double EndValues::*end) {
    around.number({label, NumberKind::plain, -kMost, kMost, about}, value,
                  [end](Pipeline& all, double next) { (*all.values).*end = next; });
  };
  number("Worth when OK", values.ok, &EndValues::ok);
  number("Worth when SILENT", values.silent, &EndValues::silent);
  number("Worth when DETECTED", values.detected, &EndValues::detected);
}

void draw_volume(Frame& ui, const Around& around) {
  const Tip about{"Errors grow with volume: how many wrong answers are delivered, and how likely is any."};
  if (!around.part("Count a volume", about, &Pipeline::volume, Volume{1'000, 30})) return;
  const Volume& volume = *ui.view.document.pipeline.volume;
  around.number(
      {"Runs a day", NumberKind::plain, 0, 1e12, about}, volume.runs_per_day,
      [](Pipeline& all, double next) { all.volume->runs_per_day = next; },
      grouped(static_cast<std::int64_t>(volume.runs_per_day)));
  around.number({"Days", NumberKind::plain, 0, 1e6, about}, volume.days,
                [](Pipeline& all, double next) { all.volume->days = next; });
}

void draw_baseline(Frame& ui, const Around& around) {
  const Tip about{"The same work done by people, to compare with."};
  if (!around.part("Compare with hands", about, &Pipeline::baseline, Baseline{0.03, 4, 10})) return;
  const Baseline& baseline = *ui.view.document.pipeline.baseline;
  around.number(rate_spec("People are wrong", "Error rate of the work done by hand."), baseline.error,
                [](Pipeline& all, double next) { all.baseline->error = next; });
  around.number(
      {"Dollars by hand", NumberKind::plain, 0, kMost, about}, baseline.cost_usd,
      [](Pipeline& all, double next) { all.baseline->cost_usd = next; }, dollars(baseline.cost_usd));
  around.number({"Minutes by hand", NumberKind::plain, 0, kMost, about}, baseline.minutes,
                [](Pipeline& all, double next) { all.baseline->minutes = next; });
}

void draw_shift(Frame& ui, const Around& around) {
  const double shift = ui.view.document.pipeline.shift;
  const Tip about{"Production is harder than the laboratory: the odds of every work step are multiplied by this.",
                  "odds' = odds · shift"};
  around.number(
      {"Odds in production", NumberKind::plain, 0, 1e6, about}, shift,
      [](Pipeline& all, double next) { all.shift = next; }, "×" + significant(shift));
}

}  // namespace

void draw_whole_pipeline(Frame& ui) {
  const Around around(ui);
  ImGui::PushID("whole");
  ui.gap(28);
  heading(ui, "WHOLE PIPELINE");
  ui.gap(10);
  draw_difficulty(ui, around);
  ui.gap(20);
  heading(ui, "LIMITS");
  ui.gap(10);
  draw_limits(ui, around);
  ui.gap(20);
  heading(ui, "WORTH");
  ui.gap(10);
  draw_values(ui, around);
  draw_volume(ui, around);
  draw_baseline(ui, around);
  draw_shift(ui, around);
  ImGui::PopID();
}

}  // namespace nines::ui
