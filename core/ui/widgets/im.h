// Dear ImGui and ImPlot as every file of core/ui includes them: with vector arithmetic and the
// internals that our widget layer builds on (item rectangles, key ownership, focus). Nothing
// outside core/ui includes this.
#pragma once

#ifndef IMGUI_DEFINE_MATH_OPERATORS
#define IMGUI_DEFINE_MATH_OPERATORS
#endif
#include <imgui.h>
#include <imgui_internal.h>
#include <implot.h>
