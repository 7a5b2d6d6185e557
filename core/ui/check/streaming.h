// Where an answer was certain to fail while it was being written: a thin line below its text, and in words.
#pragma once

#include "ui/check/parts.h"

namespace nines::ui {

// What is known of the answer on screen; nullptr when nothing is, or when a wrapper that the contract allows stands in
// the way (prefixes judge a text as it stands).
const PrefixResult* streamed(const Frame& ui, const Shown& shown);
void draw_stream_line(Frame& ui, const Shown& shown);
void draw_while_streaming(Frame& ui, const Shown& shown);

}  // namespace nines::ui
