// Readers and writers of questions and answers, between the files of codec/ and for call/.
#pragma once

#include "codec/structs.h"
#include "codec/write.h"
#include "nines/questions_codec.h"
#include "nines/rare_codec.h"

namespace nines::codec {

inline constexpr std::array kPlanCostNames{
    EnumName<PlanCost>{PlanCost::automatic, "auto"}, EnumName<PlanCost>{PlanCost::usd, "usd"},
    EnumName<PlanCost>{PlanCost::calls, "calls"}, EnumName<PlanCost>{PlanCost::executions, "executions"}};
inline constexpr std::array kSolveEndNames{
    EnumName<SolveEnd>{SolveEnd::ok, "ok"},         EnumName<SolveEnd>{SolveEnd::failure, "failure"},
    EnumName<SolveEnd>{SolveEnd::silent, "silent"}, EnumName<SolveEnd>{SolveEnd::detected, "detected"},
    EnumName<SolveEnd>{SolveEnd::calls, "calls"},   EnumName<SolveEnd>{SolveEnd::cost_usd, "cost_usd"}};
inline constexpr std::array kTornadoNames{EnumName<TornadoBy>{TornadoBy::odds, "odds"},
                                          EnumName<TornadoBy>{TornadoBy::failure, "failure"}};
inline constexpr std::array kTrialEndNames{EnumName<TrialEnd>{TrialEnd::ok, "ok"},
                                           EnumName<TrialEnd>{TrialEnd::silent, "silent"},
                                           EnumName<TrialEnd>{TrialEnd::detected, "detected"}};

inline constexpr std::array kRareEndNames{EnumName<RareEnd>{RareEnd::failure, "failure"},
                                          EnumName<RareEnd>{RareEnd::silent, "silent"},
                                          EnumName<RareEnd>{RareEnd::detected, "detected"}};

// The kinds of the steps that changes stand at come from the pipeline.
PlanQuestion read_plan_question(ReadContext& context, std::uint32_t node, const Pipeline& pipeline);
Json to_json(const PlanQuestion& question, const Pipeline& pipeline);
Json to_json(const PlanChange& change, const Pipeline& pipeline);

// {"ok": 0.999}: exactly one end.
void read_solve_target(ReadContext& context, std::uint32_t node, SolveQuestion& out);
Json target_json(const SolveQuestion& question);

Json to_json(const PlanReport& report, const Pipeline& pipeline);
Json to_json(const SolveReport& report);
Json to_json(const VersusReport& report);
Json to_json(const TornadoReport& report);
Json to_json(const ReplayReport& report);
Json to_json(const RareReport& report);

}  // namespace nines::codec
