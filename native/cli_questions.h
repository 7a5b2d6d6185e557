// Answers to questions about pipelines, for people: fixed width, no colour. Written by cli_questions_text.cpp, printed
// by cli_questions.cpp.
#pragma once

#include <string>

#include "nines/questions_codec.h"
#include "nines/rare_codec.h"

namespace nines::cli {

std::string plan_text(const PlanReport& report);
std::string solve_text(const SolveReport& report);
std::string versus_text(const VersusReport& report);
std::string tornado_text(const TornadoReport& report);
std::string replay_text(const ReplayReport& report);
std::string rare_text(const RareReport& report);

}  // namespace nines::cli
