// Runs the real program without a window on screen: plays a script, waits until everything is computed, writes pictures
// and dumps. Called by desktop_main for --screenshot, --dump-mirror and --script.
#pragma once

#include "desktop_app.h"
#include "desktop_options.h"
#include "window.h"

namespace nines::native {

// Returns the exit code; says on standard error what went wrong.
int run_off_screen(Window& window, DesktopApp& app, const DesktopOptions& options);

}  // namespace nines::native
