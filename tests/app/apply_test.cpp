// apply(): each edit does what it says, refuses what it cannot do, and never touches the document it was given.
#include "app/edit.h"

#include <doctest/doctest.h>

#include "nines/catalog.h"
#include "nines/codec.h"

namespace nines::app {
namespace {

Document example() {
  Document out;
  out.title = "t";
  out.pipeline.steps = {default_step(StepKind::retry), default_step(StepKind::work)};
  out.pipeline.steps[0].body[0].id = "first";
  return out;
}

struct Row {
  const char* name;
  Edit edit;
  bool accepted;
  std::size_t top_level;  // steps at the top level afterwards
};

void check(const Row& row) {
  CAPTURE(row.name);
  const Document before = example();
  const std::string bytes = json_from_document(before);
  const Result<Document> after = apply(before, row.edit);
  CHECK(after.has_value() == row.accepted);
  CHECK(json_from_document(before) == bytes);
  if (after) CHECK(after->pipeline.steps.size() == row.top_level);
  if (!after) CHECK_FALSE(after.error().message.empty());
}

}  // namespace

TEST_CASE("edits are accepted or refused, and never change the document given") {
  const ParamValue half = number_value(Param::p, 0.5);
  Pipeline around;
  around.shift = 0.7;
  around.deadline_ms = 1'000;
  const Row rows[] = {
      {"title", SetTitle{"new"}, true, 2},
      {"param", SetParam{{1}, half}, true, 2},
      {"param of a nested step", SetParam{{0, 0}, half}, true, 2},
      {"param out of range", SetParam{{1}, number_value(Param::p, 1.5)}, false, 0},
      {"param the kind does not have", SetParam{{0}, half}, false, 0},
      {"param of no step", SetParam{{7}, half}, false, 0},
      {"required param cleared", ClearParam{{1}, Param::p}, false, 0},
      {"optional param cleared", ClearParam{{0}, Param::rho}, true, 2},
      {"add at the end", AddStep{{2}, StepKind::work}, true, 3},
      {"add in a body", AddStep{{0, 1}, StepKind::work}, true, 2},
      {"add past the end", AddStep{{9}, StepKind::work}, false, 0},
      {"add into a step without body", AddStep{{1, 0}, StepKind::work}, false, 0},
      {"gate behind a step", PutGate{{1}, default_step(StepKind::format_gate)}, true, 3},
      {"gate behind a step of a body", PutGate{{0, 0}, default_step(StepKind::format_gate)}, true, 2},
      {"gate behind no step", PutGate{{7}, default_step(StepKind::format_gate)}, false, 0},
      {"remove", RemoveStep{{1}}, true, 1},
      {"duplicate", DuplicateStep{{0}}, true, 3},
      {"move down", MoveStep{{0}, 1}, true, 2},
      {"move past the end", MoveStep{{1}, 1}, false, 0},
      {"wrap", WrapStep{{1}, StepKind::repeat}, true, 2},
      {"wrap in what holds nothing", WrapStep{{1}, StepKind::work}, false, 0},
      {"unwrap", UnwrapStep{{0}}, true, 3},
      {"unwrap what has no body", UnwrapStep{{1}}, false, 0},
      {"surroundings", SetSurroundings{around}, true, 2},
      {"needs of an earlier row", SetNeeds{{1}, std::vector<std::uint16_t>{0}}, true, 2},
      {"needs of itself", SetNeeds{{1}, std::vector<std::uint16_t>{1}}, false, 0},
      {"needs of no step", SetNeeds{{7}, std::vector<std::uint16_t>{0}}, false, 0},
      {"a step named by a kind that names none", SetStepRef{{1}, Param::to, 0}, false, 0},
  };
  for (const Row& row : rows) check(row);
}

TEST_CASE("surroundings change and the steps stay") {
  const Document before = example();
  Pipeline around;
  around.deadline_ms = 1'000;
  const Result<Document> after = apply(before, SetSurroundings{around});
  REQUIRE(after.has_value());
  CHECK(after->pipeline.steps == before.pipeline.steps);
  CHECK(after->pipeline.deadline_ms == 1'000);
}

TEST_CASE("a row named by another gets an id, and keeps one it has") {
  Document document = example();
  document.pipeline.steps.push_back(default_step(StepKind::rollback));
  const Result<Document> named = apply(document, SetStepRef{{2}, Param::to, 1});
  REQUIRE(named.has_value());
  const std::string id = named->pipeline.steps[1].id;
  CHECK_FALSE(id.empty());
  CHECK(given_param(named->pipeline.steps[2], Param::to)->choice == id);
  const Result<Document> needs = apply(*named, SetNeeds{{2}, std::vector<std::uint16_t>{0, 1}});
  REQUIRE(needs.has_value());
  CHECK(needs->pipeline.steps[1].id == id);
  REQUIRE(needs->pipeline.steps[2].needs.has_value());
  CHECK(needs->pipeline.steps[2].needs->size() == 2);
  CHECK_FALSE(apply(*needs, SetNeeds{{2}, std::nullopt})->pipeline.steps[2].needs.has_value());
}

TEST_CASE("the last step of a list stays") {
  Document document;
  document.pipeline.steps = {default_step(StepKind::work)};
  CHECK_FALSE(apply(document, RemoveStep{{0}}).has_value());
}

TEST_CASE("a pipeline is full at its limit and not before") {
  Document document;
  document.pipeline.steps.assign(kMaxPipelineSteps - 1, default_step(StepKind::work));
  const Result<Document> at_limit = apply(document, AddStep{{0}, StepKind::work});
  REQUIRE(at_limit.has_value());
  CHECK_FALSE(apply(*at_limit, AddStep{{0}, StepKind::work}).has_value());
}

TEST_CASE("every kind's default step survives JSON and simulates") {
  for (const StepInfo& info : step_table()) {
    CAPTURE(std::string(info.id));
    Document before;
    before.pipeline.steps = {default_step(StepKind::work)};
    const Result<Document> added = apply(before, AddStep{{1}, info.kind});
    REQUIRE(added.has_value());
    const Document& document = *added;
    const Result<ReadDocument> read = document_from_json(json_from_document(document));
    REQUIRE(read.has_value());
    CHECK(read->document.pipeline == document.pipeline);
    CHECK(read->issues.empty());
    RunContext run;
    CHECK(simulate_pipeline(document.pipeline, {}, run).has_value());
  }
}

}  // namespace nines::app
