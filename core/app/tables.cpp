// The tables of the app: actions and examples. Buttons, shortcuts, lists and the gallery are derived from these rows.
#include <array>

#include "app/view.h"

namespace nines::app {
namespace {

constexpr std::array kActions{
    ActionInfo{ActionId::undo, "Undo", "Ctrl+Z", "Take back the last change"},
    ActionInfo{ActionId::redo, "Redo", "Ctrl+Shift+Z", "Do the change again"},
    ActionInfo{ActionId::open_file, "Open", "Ctrl+O",
               "Open a pipeline, a contract, or a .jsonl of records; it stays on this computer"},
    ActionInfo{ActionId::save_file, "Save", "Ctrl+S", "Save this document as a file that every Nines opens"},
    ActionInfo{ActionId::copy_link, "Share link", "Ctrl+Shift+L",
               "Copy a link that holds this whole document; data files are not in it"},
    ActionInfo{ActionId::copy_command, "Copy command", "",
               "Copy the command line that gives the same numbers in a terminal"},
    ActionInfo{ActionId::toggle_theme, "Light or dark", "Ctrl+Shift+D", "Switch between the light and the dark theme"},
    ActionInfo{ActionId::text_larger, "Larger text", "Ctrl+Plus", "Make all text larger"},
    ActionInfo{ActionId::text_smaller, "Smaller text", "Ctrl+Minus", "Make all text smaller"},
    ActionInfo{ActionId::run_sampling, "Run more", "",
               "Play ten times as many random runs and compare them with the exact answer"},
    ActionInfo{ActionId::cancel_sampling, "Cancel", "", "Stop the random runs; those already played still count"},
    ActionInfo{ActionId::use_fit_in_pipeline, "Use this rate in the pipeline", "",
               "Make a pipeline of one step with the success rate and correlation measured here"},
    ActionInfo{ActionId::use_check_in_pipeline, "Use these rates in the pipeline", "",
               "Put a format gate behind the work step: how often the contract breaks, and how often a repair helps"},
    ActionInfo{
        ActionId::infer_contract, "Infer", "",
        "Make a schema from the usable answers, or from all that can be read where there is no contract yet; every "
        "restriction in it has evidence, and undo takes it back"},
    ActionInfo{ActionId::run_selftest, "Test the contract", "",
               "Break the usable answers in every known way and see which broken ones the contract lets through"},
    ActionInfo{ActionId::cancel_selftest, "Cancel the test", "", "Stop breaking answers; what was found is dropped"},
    ActionInfo{ActionId::save_failing, "Save failing answers", "",
               "Save the answers that do not pass as JSON Lines: number, place, causes and text of each"},
    ActionInfo{ActionId::dismiss_notice, "Dismiss", "Escape", "Put this message away"},
};

constexpr std::array kExamples{
    ExampleInfo{"refund-agent", "Refund agent, 20 steps", "20 steps at 95 %, each checked and tried up to 3 times"},
    ExampleInfo{"plain-chain", "Ten steps at 95 %", "Why a 95 % model is not a 95 % product"},
    ExampleInfo{"support-desk", "Support desk, with people", "Two models, a spot check, time, money, and bad days"},
    ExampleInfo{"report-writer", "Report writer", "Lanes, sections, an editor's loop and a vote"},
    ExampleInfo{"million-steps", "A million steps, voted on", "1,048,575 moves, each voted on until one leads by 3"},
    ExampleInfo{"fenced-answer", "A fenced answer",
                "JSON inside a fence, with a trailing comma: found, placed, repaired"},
    ExampleInfo{"flaky-agent", "A flaky agent", "12 tasks tried 5 times each: what the average hides"},
};

}  // namespace

std::span<const ActionInfo> action_table() { return kActions; }

const ActionInfo& action_info(ActionId id) {
  for (const ActionInfo& row : kActions) {
    if (row.id == id) return row;
  }
  return kActions.front();
}

std::span<const ExampleInfo> example_table() { return kExamples; }

}  // namespace nines::app
