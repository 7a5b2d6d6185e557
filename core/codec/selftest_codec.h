// Writers of the self-test's answers, for call/.
#pragma once

#include "codec/enum_names.h"
#include "codec/write.h"
#include "nines/selftest_codec.h"

namespace nines::codec {

inline constexpr std::array kMutantFamilyNames{EnumName<MutantFamily>{MutantFamily::causes, "causes"},
                                               EnumName<MutantFamily>{MutantFamily::answers, "answers"}};
inline constexpr std::array kMutantFateNames{
    EnumName<MutantFate>{MutantFate::caught, "caught"}, EnumName<MutantFate>{MutantFate::tolerated, "tolerated"},
    EnumName<MutantFate>{MutantFate::survived, "survived"}, EnumName<MutantFate>{MutantFate::failed, "failed"}};

Json to_json(const std::vector<Mutant>& mutants);
Json to_json(const SelftestReport& report);

}  // namespace nines::codec
