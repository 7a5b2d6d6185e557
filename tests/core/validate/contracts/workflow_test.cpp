// Workflow graphs of both forms: structure without a registry, classes and values with one, and the
// real graphs.
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "core/validate/contracts/contract_rows.h"
#include "validate/contracts/graph.h"

namespace {

using namespace nines;
using namespace nines::test;

const VerdictRow kStructure[] = {
    {R"({"1": {"class_type": "A", "inputs": {}}, "2": {"class_type": "B", "inputs": {"x": ["1", 0]}}})", "pass strict",
     "", R"({"1": {"class_type": "A", "inputs": {}}, "2": {"class_type": "B", "inputs": {"x": ["1", 0]}}})"},
    {R"({"prompt": {"1": {"class_type": "A", "inputs": {"size": [512, 512]}}}})", "pass strict", "",
     R"({"prompt": {"1": {"class_type": "A", "inputs": {"size": [512, 512]}}}})"},
    {"```json\n{\"1\": {\"class_type\": \"A\"}}\n```", "pass extracted", "W1", R"({"1": {"class_type": "A"}})"},
    {R"({"1": {"class_type": "A", "inputs": {"x": ["9", 0]}}})", "fail lost", "G3"},
    {R"({"1": {"class_type": "A"}, "2": {"class_type": "B", "inputs": {"x": [1, 0]}}})", "fail repaired", "C4",
     R"({"1": {"class_type": "A"}, "2": {"class_type": "B", "inputs": {"x": ["1", 0]}}})"},
    {R"({"1": {"class_type": "A"}, "2": {"class_type": "B", "inputs": {"x": ["1", -1]}}})", "fail lost", "G3"},
    {R"({"1": {"class_type": "A"}, "2": {"inputs": {}}})", "fail lost", "C1"},
    {R"({"1": {"class_type": "A", "inputs": {"x": ["1", 0]}}})", "fail lost", "G8"},
    {R"({"1": {"class_type": "A", "inputs": {"x": ["3", 0]}}, "2": {"class_type": "A", "inputs": {"x": ["1", 0]}},
         "3": {"class_type": "A", "inputs": {"x": ["2", 0], "y": ["4", 0]}}, "4": {"class_type": "A"}})",
     "fail lost", "G8"},
    {R"({"1": {"class_type": "A"}, "1": {"class_type": "B"}})", "fail lost", "G9"},
    {R"({"1": {"class_type": "A"},})", "fail repaired", "S1", R"({"1": {"class_type": "A"}})"},
    {R"({})", "fail lost", "G7"},
    {R"({"a": 1})", "fail lost", "X9"},
    {R"({"nodes": [], "links": []})", "fail lost", "G7"},
    {R"({"nodes": [{"id": 1, "type": "Note"}], "links": []})", "fail lost", "G7"},
    {R"({"nodes": [{"id": 1, "type": "A"}, {"id": 1, "type": "B"}], "links": []})", "fail lost", "G9"},
    {R"({"nodes": [{"id": 1, "type": "A",
        "inputs": [{"name": "x", "type": "X", "link": 5}]}], "links": []})",
     "fail lost", "G3"},
    {R"({"nodes": [{"id": 1, "type": "A",
        "outputs": [{"name": "x", "type": "X"}]}], "links": [[1, 1, 0, 2, 0, "X"]]})",
     "fail lost", "G3"},
    {R"({"nodes": [{"id": 1, "type": "A", "outputs": [{"name": "x", "type": "X"}]},
                   {"id": 2, "type": "B",
        "inputs": [{"name": "y", "type": "Y", "link": 1}]}], "links": [[1, 1, 0, 2, 0, "X"]]})",
     "fail lost", "G4"},
    {R"({"nodes": [{"id": 1, "type": "A", "outputs": [{"name": "x", "type": "X"}]},
                   {"id": 2, "type": "Reroute", "inputs": [{"name": "", "type": "*", "link": 1}],
        "outputs": [{"name": "", "type": "X"}]}],
         "links": [[1, 1, 0, 2, 0, "X"]]})",
     "pass strict", "",
     R"({"nodes": [{"id": 1, "type": "A", "outputs": [{"name": "x", "type": "X"}]},
                   {"id": 2, "type": "Reroute", "inputs": [{"name": "", "type": "*", "link": 1}],
        "outputs": [{"name": "", "type": "X"}]}],
         "links": [[1, 1, 0, 2, 0, "X"]]})"},
    {R"({"nodes": [{"id": 1, "type": "sub"}], "links": [], "definitions": {"subgraphs": [{"id": "sub", "nodes": [
         {"id": 5, "type": "A", "inputs": [{"name": "x", "type": "X", "link": 1}]}],
         "links": [{"id": 1, "origin_id": -10, "origin_slot": 0, "target_id": 5, "target_slot": 0, "type": "X"}]}]}})",
     "pass strict", "",
     R"({"nodes": [{"id": 1, "type": "sub"}], "links": [], "definitions": {"subgraphs": [{"id": "sub", "nodes": [
         {"id": 5, "type": "A", "inputs": [{"name": "x", "type": "X", "link": 1}]}],
         "links": [{"id": 1, "origin_id": -10, "origin_slot": 0, "target_id": 5, "target_slot": 0, "type": "X"}]}]}})"},
    {"Here is the idea of the graph.", "fail lost", "X9"},
};

const VerdictRow kClasses[] = {
    {R"({"1": {"class_type": "LoadImage", "inputs": {"image": "a.png"}},
        "2": {"class_type": "SaveImage", "inputs": {"images": ["1", 0]}}})",
     "pass strict", "",
     R"({"1": {"class_type": "LoadImage", "inputs": {"image": "a.png"}},
        "2": {"class_type": "SaveImage", "inputs": {"images": ["1", 0]}}})"},
    {R"({"1": {"class_type": "LoadImag", "inputs": {}},
        "2": {"class_type": "SaveImage", "inputs": {"images": ["1", 0]}}})",
     "fail lost", "G1"},
    {R"({"1": {"class_type": "LoadImage", "inputs": {"image": "a"}},
        "2": {"class_type": "SaveImage", "inputs": {"images": ["1", 1]}}})",
     "fail lost", "G3"},
    {R"({"1": {"class_type": "Sample", "inputs": {"sampler": "euler"}}})", "fail lost", "G2"},
    {R"({"1": {"class_type": "Sample", "inputs": {"sampler": "euler", "steps": "20"}}})", "fail repaired", "C4",
     R"({"1": {"class_type": "Sample", "inputs": {"sampler": "euler", "steps": 20}}})"},
    {R"({"1": {"class_type": "Sample", "inputs": {"sampler": "euler", "steps": 101}}})", "fail lost", "G6"},
    {R"({"1": {"class_type": "Sample", "inputs": {"sampler": "ddim", "steps": 1}}})", "fail lost", "G5"},
    {R"({"nodes": [{"id": 1, "type": "Model",
        "outputs": [{"name": "m", "type": "MODEL"}]},
        {"id": 2, "type": "KSampler",
        "inputs": [{"name": "model", "type": "MODEL", "link": 1}], "widgets_values": [7, "randomize", 20, "euler"]}],
        "links": [[1, 1, 0, 2, 0, "MODEL"]]})",
     "pass strict", "",
     R"({"nodes": [{"id": 1, "type": "Model",
        "outputs": [{"name": "m", "type": "MODEL"}]},
        {"id": 2, "type": "KSampler",
        "inputs": [{"name": "model", "type": "MODEL", "link": 1}], "widgets_values": [7, "randomize", 20, "euler"]}],
        "links": [[1, 1, 0, 2, 0, "MODEL"]]})"},
    {R"({"nodes": [{"id": 2, "type": "KSampler",
        "inputs": [{"name": "model", "type": "MODEL", "link": null}],
        "widgets_values": [7, "randomize", 20, "euler"]}], "links": []})",
     "fail lost", "G2"},
    {R"({"nodes": [{"id": 2, "type": "Gone", "mode": 2}, {"id": 3, "type": "Sample",
        "widgets_values": ["euler", 20]}], "links": []})",
     "pass strict", "",
     R"({"nodes": [{"id": 2, "type": "Gone", "mode": 2}, {"id": 3, "type": "Sample",
        "widgets_values": ["euler", 20]}], "links": []})"},
};

std::string file_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream out;
  out << file.rdbuf();
  return out.str();
}

}  // namespace

TEST_CASE("workflow: structure alone") {
  for (const VerdictRow& row : kStructure) check(compiled(workflow_contract("")), row);
}

TEST_CASE("workflow: classes and values of a registry") {
  for (const VerdictRow& row : kClasses) check(compiled(workflow_contract(kSmallRegistry)), row);
}

TEST_CASE("workflow: proposals on request") {
  const CompiledContract contract = compiled(workflow_contract(kSmallRegistry));
  check(contract,
        {R"({"1": {"class_type": "Sample", "inputs": {"sampler": "eulr", "steps": 500}}})", "fail lost", "G5 G6",
         R"({"1": {"class_type": "Sample", "inputs": {"sampler": "euler", "steps": 100}}})"},
        RepairLevel::c);
  check(contract,
        {R"({"1": {"class_type": "Sample", "inputs": {"sampler": "euler"}}})", "fail lost", "G2",
         R"({"1": {"class_type": "Sample", "inputs": {"sampler": "euler", "steps": 20}}})"},
        RepairLevel::c);
  const Verdict shifted =
      validate_text(contract, R"({"nodes": [{"id": 1, "type": "Model", "outputs": [{"name": "m", "type": "MODEL"}]},
      {"id": 2, "type": "KSampler", "inputs": [{"name": "model", "type": "MODEL", "link": 1}],
        "widgets_values": [7, 20, "euler"]}],
      "links": [[1, 1, 0, 2, 0, "MODEL"]]})",
                    {RepairLevel::c});
  CHECK(cause_words(shifted) == "G11");
  CHECK(shifted.repaired.find(R"([7, "fixed", 20, "euler"])") != std::string::npos);
}

TEST_CASE("workflow: the cycle is named") {
  const Verdict verdict = validate_text(compiled(workflow_contract("")), kStructure[8].text, {});
  REQUIRE(verdict.findings.size() == 1);
  CHECK(verdict.findings[0].message.find("1 -> 2 -> 3 -> 1") != std::string::npos);
}

TEST_CASE("workflow: a registry that is none says where") {
  CHECK(compile_contract(workflow_contract("[]")).error().where.pointer == "/registry");
  CHECK(compile_contract(workflow_contract(R"({"A": {"input": {"required": {"x": 3}}}})")).error().where.pointer ==
        "/registry/A/input/required/x");
}

TEST_CASE("workflow: types that meet") {
  using validate::types_meet;
  CHECK(types_meet("INT", "INT"));
  CHECK(types_meet("*", "INT"));
  CHECK(types_meet("INT", "FLOAT,INT"));
  CHECK_FALSE(types_meet("INT", "FLOAT"));
  CHECK_FALSE(types_meet("INT,STRING", "FLOAT"));
}

TEST_CASE("workflow: real graphs pass as they are") {
  const char* given = std::getenv("NINES_TEST_DATA");
  const std::string root = (given != nullptr ? std::string(given) : std::string(NINES_ROOT) + "/../shared/data") +
                           "/validation/comfyui-workflows/";
  const char* const files[] = {"cosmos/image_to_video_cosmos_7B.json",
                               "cosmos/text_to_video_cosmos_7B.json",
                               "cosmos_predict2/cosmos_predict2_2b_i2v_example.json",
                               "hunyuan_video/hunyuan_video_image_to_video.json",
                               "hunyuan_video/hunyuan_video_image_to_video_v2.json",
                               "hunyuan_video/hunyuan_video_text_to_video.json",
                               "ltxv/ltxv_image_to_video.0.9.5.json",
                               "ltxv/ltxv_image_to_video.json"};
  int read = 0;
  for (const char* name : files) {
    const std::string text = file_text(root + name);
    if (text.empty()) continue;
    ++read;
    CAPTURE(name);
    const Verdict verdict = validate_text(compiled(workflow_contract("")), text, {});
    CHECK(verdict_words(verdict) == "pass strict");
    for (const Finding& finding : verdict.findings) MESSAGE(finding.message);
    check_sound(text, verdict);
    CHECK(verdict.repaired == text);
  }
  if (read == 0) MESSAGE("skipped: no workflow graphs at " << root);
}

TEST_CASE("workflow: a value where only a link can stand") {
  const CompiledContract contract = compiled(workflow_contract(kSmallRegistry));
  check(contract, {R"({"1": {"class_type": "SaveImage", "inputs": {"images": "1"}}})", "fail lost", "G3"});
  check(contract, {R"({"1": {"class_type": "SaveImage", "inputs": {"images": 1}}})", "fail lost", "G3"});
  check(contract,
        {R"({"2": {"class_type": "LoadImage", "inputs": {"image": "a.png"}},
             "1": {"class_type": "SaveImage", "inputs": {"images": ["2", "0"]}}})",
         "fail repaired", "G3",
         R"({"2": {"class_type": "LoadImage", "inputs": {"image": "a.png"}},
             "1": {"class_type": "SaveImage", "inputs": {"images": ["2", 0]}}})"});
  // The server converts these.
  const char* const fraction = R"({"1": {"class_type": "Sample", "inputs": {"sampler": "euler", "steps": 3.5}}})";
  check(contract, {fraction, "pass strict", "", fraction});
}
