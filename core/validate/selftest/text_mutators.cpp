#include "validate/selftest/mutator.h"
namespace nines::validate { std::span<const Mutator> text_mutators() { return {}; } }
