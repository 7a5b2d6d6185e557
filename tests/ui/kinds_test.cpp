// A person builds every kind of step by hand: adds it by its label, changes each of its parameters in the inspector,
// and reads on the screen what the copied command prints.
#include <doctest/doctest.h>
#include <imgui.h>

#include <string>

#include "desk.h"
#include "nines/call.h"
#include "nines/catalog.h"
#include "nines/codec.h"
#include "ui/widgets/format.h"

namespace nines::ui_test {
namespace {

constexpr const char* kChain = R"({"nines": 1, "title": "Chain", "pipeline": {"steps": [
  {"kind": "repeat", "count": 10, "body": [{"kind": "work", "label": "Step", "p": 0.95}]}]}})";

// Numbers that the kinds allow together, and that are nobody's default.
std::string typed_number(const ParamInfo& info) {
  switch (info.id) {
    case Param::repair: return "50";
    case Param::corrupt: return "20";
    case Param::decay: return "1";
    case Param::k: return info.default_value == 3 ? "2" : "3";
    case Param::n: return "7";
    case Param::every: return "2";
    default: break;
  }
  if (info.type == ParamType::probability) return "70";
  if (info.type == ParamType::correlation) return ".3";
  return info.type == ParamType::whole ? "6" : "2.5";
}

const Step& last_step(const SessionDesk& desk) { return desk.session.document().pipeline.steps.back(); }

void tap(SessionDesk& desk, int key) {
  desk.screen.key(key, true);
  desk.settle(1);
  desk.screen.key(key, false);
  desk.settle(3);
}

bool choose(SessionDesk& desk, const std::string& label, const std::string& option) {
  if (!desk.click(label, "combobox")) return false;
  desk.settle(2);
  const bool there = desk.click(option, "option");
  desk.settle(2);
  return there;
}

// "majority|plurality" and its second word as the screen says it.
std::string spoken_choice(const ParamInfo& info, std::size_t index) {
  std::string rest = info.choices;
  for (std::size_t i = 0; i < index; ++i) rest.erase(0, rest.find('|') + 1);
  rest = rest.substr(0, rest.find('|'));
  for (char& c : rest) c = c == '_' ? ' ' : c;
  return rest;
}

// Whether the parameter could be given another value by hand.
bool change(SessionDesk& desk, const ParamInfo& info) {
  if (info.type == ParamType::step) return given_param(last_step(desk), info.id) != nullptr;  // aims by itself
  if (info.type == ParamType::choice) {
    if (std::string(info.choices).find('|') == std::string::npos) return true;
    const bool there = choose(desk, info.label, spoken_choice(info, 1));
    const bool taken = spoken_choice(info, 1) == [&] {
      std::string word = param_in_force(last_step(desk), info.id).choice;
      for (char& c : word) c = c == '_' ? ' ' : c;
      return word;
    }();
    return there && taken && choose(desk, info.label, spoken_choice(info, 0));
  }
  const bool slider = info.type == ParamType::probability || info.type == ParamType::correlation;
  if (!desk.click(slider ? std::string(info.label) + ", exact value" : info.label)) return false;
  desk.settle(2);
  const std::string text = typed_number(info);
  desk.screen.text(text);
  desk.settle(static_cast<int>(text.size()) + 2);
  tap(desk, ImGuiKey_Enter);
  const ParamValue* given = given_param(last_step(desk), info.id);
  return given != nullptr && given->value != info.default_value;
}

// The answer to the copied command, by the engine that the command line asks.
Result<SimulateReport> answer_to(const std::string& command) {
  const std::string begin = "nines simulate '";
  if (!command.starts_with(begin)) return Error{ErrorCode::bad_value, "no command was copied", {}};
  const std::string link = command.substr(begin.size(), command.size() - begin.size() - 1);
  const Engine engine;
  RunContext run;
  return simulate_report_from_response(
      engine.call(R"({"op": "simulate", "v": 1, "args": {"pipeline": {"link": ")" + link + R"("}}})", run));
}

bool screen_says(const SessionDesk& desk, const std::string& words) {
  for (const Widget& widget : desk.screen.widgets()) {
    if (widget.label.find(words) != std::string::npos || widget.value.find(words) != std::string::npos) return true;
  }
  return false;
}

void try_kind(const StepInfo& kind) {
  CAPTURE(std::string(kind.id));
  SessionDesk desk;
  desk.screen.resize(1440, 2600);
  desk.drop("chain.json", kChain);
  REQUIRE(desk.click("+ Add step"));
  desk.settle(2);
  REQUIRE(desk.click(kind.label, "option"));
  desk.settle(3);
  REQUIRE(last_step(desk).kind == kind.kind);
  if (desk.screen.find("More numbers") != nullptr) desk.click("More numbers");
  desk.settle(2);
  for (const ParamInfo& info : kind.params) {
    CAPTURE(std::string(info.label));
    CHECK(change(desk, info));
  }
  desk.settle(60);  // random runs too: the line at the foot stands still
  REQUIRE(desk.click("Copy command"));
  desk.settle(2);
  const Result<SimulateReport> answer = answer_to(desk.platform.clipboard);
  if (!answer) {
    CHECK(screen_says(desk, answer.error().message));
    return;
  }
  const Widget* ok = desk.screen.find("OK", "text");
  REQUIRE(ok != nullptr);
  CHECK(ok->value == ui::percent(answer->ok));
}

}  // namespace

TEST_CASE("ui: every kind is built by hand, and the screen says what the copied command prints") {
  for (const StepInfo& kind : step_table()) try_kind(kind);
}

}  // namespace nines::ui_test
