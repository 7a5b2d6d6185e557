// Session: the loop from input to result, undo, links, files, sampling and cancel, over a null platform and the inline
// runner.
#include "app/session.h"

#include <doctest/doctest.h>

#include "app/null_platform.h"
#include "nines/catalog.h"
#include "nines/codec.h"
#include "nines_assets.h"

namespace nines::app {
namespace {

struct World {
  NullPlatform platform;
  std::unique_ptr<JobRunner> runner = make_inline_runner();
  Session session{platform, *runner};

  void say(const Session::Draw& draw) { session.frame(draw); }
  void edit(Edit one, std::uint32_t gesture = 0) {
    say([&](const View&, Outbox& outbox) { outbox.push(std::move(one), gesture); });
    settle();
  }
  void ask(Request one) {
    say([&](const View&, Outbox& outbox) { outbox.ask(std::move(one)); });
    settle();
  }
  void settle(int frames = 12) {
    for (int i = 0; i < frames; ++i) {
      platform.now += 1;
      say([](const View&, Outbox&) {});
    }
  }
};

std::string asset(const char* name) { return std::string(assets::find(name)->text()); }

ParamValue p_of(double p) { return number_value(Param::p, p); }

}  // namespace

TEST_CASE("a session opens with an example and its exact answer") {
  World world;
  world.settle();
  REQUIRE(world.session.results().simulate.value.has_value());
  CHECK(world.session.results().simulate.value->ok == doctest::Approx(0.629447034106).epsilon(1e-9));
  CHECK_FALSE(world.session.results().simulate.updating);
}

TEST_CASE("an edit changes the answer; undo and redo give back the same bytes") {
  World world;
  world.settle();
  const std::string before = world.session.document_json();
  const double ok = world.session.results().simulate.value->ok;
  world.edit(SetParam{{0, 0, 0}, p_of(0.99)});
  const std::string after = world.session.document_json();
  CHECK(before != after);
  CHECK(world.session.results().simulate.value->ok > ok);
  world.ask(ActionId::undo);
  CHECK(world.session.document_json() == before);
  CHECK(world.session.results().simulate.value->ok == ok);
  world.ask(ActionId::redo);
  CHECK(world.session.document_json() == after);
}

TEST_CASE("a drag is one undo step and replaces the link; a click pushes one") {
  World world;
  world.settle();
  const std::string before = world.session.document_json();
  const int links = world.platform.pushed_links;
  for (const double p : {0.96, 0.97, 0.98}) world.edit(SetParam{{0, 0, 0}, p_of(p)}, 77);
  CHECK(world.platform.pushed_links == links);
  world.ask(ActionId::undo);
  CHECK(world.session.document_json() == before);
  world.edit(SetParam{{0, 0, 0}, p_of(0.9)});
  CHECK(world.platform.pushed_links == links + 1);
}

TEST_CASE("a shared link opens the same document") {
  World world;
  world.edit(SetTitle{"Überweisung ✓"});
  world.ask(ActionId::copy_link);
  CHECK(world.platform.clipboard.starts_with("page.html#1."));
  World other;
  other.platform.next.link = world.platform.clipboard;
  other.settle();
  CHECK(other.session.document_json() == world.session.document_json());
}

TEST_CASE("a bad link or file says so and changes nothing") {
  for (const char* link : {"#1.", "#1.AAAA", "#1.!!", "#2.abc", "#example=none", "#"}) {
    CAPTURE(link);
    World world;
    world.settle();
    const std::string before = world.session.document_json();
    world.platform.next.link = link;
    world.settle();
    CHECK(world.session.document_json() == before);
    CHECK(world.session.state().notice.has_value() == (std::string(link) != "#"));
  }
}

TEST_CASE("a file of records becomes measured rates, and one click a pipeline") {
  World world;
  world.platform.next.files.push_back({"flaky-agent.jsonl", asset("flaky-agent.jsonl")});
  world.settle();
  CHECK(world.session.document().workspace == Workspace::compare);
  REQUIRE(world.session.results().disagree.value.has_value());
  CHECK(world.session.results().disagree.value->items == 12);
  REQUIRE(world.session.results().fit.value.has_value());
  world.ask(ActionId::use_fit_in_pipeline);
  CHECK(world.session.document().workspace == Workspace::pipeline);
  CHECK(world.session.document().pipeline == world.session.results().fit.value->pipeline);
  REQUIRE(world.session.results().simulate.value.has_value());
  CHECK(world.session.results().simulate.value->ok == doctest::Approx(*world.session.results().fit.value->p.value));
}

TEST_CASE("every example opens without a complaint and gives an answer") {
  for (const ExampleInfo& row : example_table()) {
    CAPTURE(row.name);
    World world;
    world.settle();
    world.ask(OpenExample{row.name});
    CHECK_FALSE(world.session.state().notice.has_value());
    const Results& results = world.session.results();
    CHECK_FALSE(results.simulate.error.has_value());
    const Workspace at = world.session.document().workspace;
    if (at == Workspace::check) CHECK(results.validate.value.has_value());
    if (at == Workspace::compare) CHECK(results.disagree.value.has_value());
  }
}

TEST_CASE("sampling starts when the document rests, can be cancelled, and agrees") {
  World world;
  world.settle();
  CHECK(world.session.results().sampling.tally.trials == 0);
  world.platform.now += 1'000;
  world.settle(4);
  const std::uint64_t some = world.session.results().sampling.tally.trials;
  CHECK(some > 0);
  world.ask(ActionId::cancel_sampling);
  const std::uint64_t stopped = world.session.results().sampling.tally.trials;
  world.settle();
  CHECK(world.session.results().sampling.tally.trials == stopped);
  CHECK_FALSE(world.session.results().sampling.running);
  REQUIRE(world.session.results().sampling.result.has_value());
  CHECK(world.session.results().sampling.result->max_abs_z < 6);
}

TEST_CASE("a bad pipeline keeps the last answer beside the error") {
  World world;
  world.settle();
  Document document = world.session.document();
  document.pipeline.steps[0].body[0].body.push_back(default_step(StepKind::work));  // another p under one rho
  document.pipeline.steps[0].body[0].body.back().params[0] = p_of(0.5);
  world.edit(SetDocument{document});
  REQUIRE(world.session.results().simulate.error.has_value());
  CHECK(world.session.results().simulate.error->code == ErrorCode::mixed_p);
  CHECK(world.session.results().simulate.value.has_value());
}

TEST_CASE("saving writes the document's bytes") {
  World world;
  world.settle();
  world.ask(ActionId::save_file);
  CHECK(world.platform.saved_name == "refund-agent-20-steps.json");
  CHECK(world.platform.saved_bytes == world.session.document_json());
}

TEST_CASE("what a session is opened with gives it its title and is no edit") {
  World world;
  world.platform.next.files.push_back({"airline.jsonl", "{\"item\": \"a\", \"trial\": 0, \"score\": 1}\n"});
  world.settle();
  CHECK(world.session.document().title == "airline");
  CHECK(world.session.document().workspace == Workspace::compare);
  CHECK(world.session.state().edited.empty());
  const std::string opened = world.session.document_json();
  world.ask(ActionId::undo);
  CHECK(world.session.document_json() == opened);

  World linked;
  linked.platform.next.link = "#example=plain-chain";
  linked.settle();
  CHECK(linked.session.state().edited.empty());
  linked.edit(SetTitle{"Mine"});
  CHECK(linked.session.state().edited == "edited just now");
  linked.platform.next.files.push_back({"later.jsonl", "{\"item\": \"a\", \"trial\": 0, \"score\": 1}\n"});
  linked.settle();
  CHECK(linked.session.document().title == "Mine");  // a file beside one's own work does not rename it
}

}  // namespace nines::app
