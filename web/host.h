// What the C++ side asks of the page: one function per wish, each a line of JavaScript that calls Module.host (app.js
// makes it). The other direction, what the page tells C++, is exports.cpp. Bytes cross as copies; nobody keeps a
// pointer into the heap.
#pragma once

#include <cstddef>

extern "C" {

void host_wake();  // draw a frame soon
void host_set_clipboard(const char* text, std::size_t size);
void host_set_link(const char* fragment, std::size_t size, int replace);
void host_pick_file();
void host_save_file(const char* name, std::size_t name_size, const char* bytes, std::size_t size);
void host_text_input(int wanted, double x, double y, double line_height);  // where the caret is, in CSS pixels
void host_put_blob(const char* sha256, std::size_t sha_size, const char* bytes, std::size_t size);
void host_start(double job, const char* request, std::size_t size);
void host_cancel(double job);
int host_width();     // how many requests run at once
int host_is_apple();  // Command takes the place of Ctrl
}
