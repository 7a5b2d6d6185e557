// Every change a user can make to the Document, as data. Panels put edits into the Outbox; apply() is the only function
// that makes a new Document. Called by Session and tests. Never computes results.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "nines/document.h"

namespace nines::app {

// Where a step is: index at the top level, then index in each body. {0, 1} = second step in the body of the first.
using StepPath = std::vector<std::uint16_t>;

// One row an edit.
// clang-format off
struct SetTitle { std::string title; };
struct SetWorkspace { Workspace workspace; };
struct SetParam { StepPath path; ParamValue value; };
struct ClearParam { StepPath path; Param id; };            // back to the table's default
struct SetLabel { StepPath path; std::string label; };
struct AddStep { StepPath path; StepKind kind; };          // the new step gets this path; later siblings move down
struct RemoveStep { StepPath path; };
struct DuplicateStep { StepPath path; };
struct MoveStep { StepPath path; int by; };                // among its siblings
struct WrapStep { StepPath path; StepKind kind; };         // the step becomes the body of a new block
struct UnwrapStep { StepPath path; };                      // the block is replaced by its body
struct PutGate { StepPath path; Step gate; };               // behind the step; see gates.h. Opens the pipeline
struct SetStepRef { StepPath path; Param id; std::uint16_t row; };  // an earlier row of its list, which gets an id
struct SetNeeds { StepPath path; std::optional<std::vector<std::uint16_t>> rows; };  // absent: the row before
struct SetSurroundings { Pipeline around; };               // everything of a pipeline but its steps
struct SetPipeline { Pipeline pipeline; std::string title; };
struct SetCheck { CheckInput check; };
struct SetCompare { CompareInput compare; };
struct SetDocument { Document document; };
// clang-format on

using Edit = std::variant<SetTitle, SetWorkspace, SetParam, ClearParam, SetLabel, AddStep, RemoveStep, DuplicateStep,
                          MoveStep, WrapStep, UnwrapStep, PutGate, SetStepRef, SetNeeds, SetSurroundings, SetPipeline,
                          SetCheck, SetCompare, SetDocument>;

// Fails: bad_value (a path that names no step, a kind that has no such parameter, a block left without body, …). The
// document given is never changed.
Result<Document> apply(const Document& document, const Edit& edit);

const Step* find_step(const Pipeline& pipeline, const StepPath& path);
// The list that holds the step `path` names; path must name one.
const std::vector<Step>& siblings(const Pipeline& pipeline, const StepPath& path);
// "/pipeline/steps/0/body/1": where a step stands in the document's JSON.
std::string pointer_of(const StepPath& path);
// A step of this kind as the table's defaults make it; a block gets a body it can run with.
Step default_step(StepKind kind);
// What to call a step on screen: its label, else its kind's.
std::string step_title(const Step& step);

}  // namespace nines::app
