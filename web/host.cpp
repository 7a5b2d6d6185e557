// The JavaScript half of host.h. Quoted names survive Closure.
#include "host.h"

#include <emscripten.h>

// The bodies are JavaScript, so they keep to what clang-format leaves alone: it takes "!==" apart.
EM_JS(void, host_wake, (), { Module["host"]["wake"](); })

EM_JS(void, host_set_clipboard, (const char* text, std::size_t size),
      { Module["host"]["setClipboard"](HEAPU8.slice(text, text + size)); })

EM_JS(void, host_set_link, (const char* fragment, std::size_t size, int replace),
      { Module["host"]["setLink"](HEAPU8.slice(fragment, fragment + size), Boolean(replace)); })

EM_JS(void, host_pick_file, (), { Module["host"]["pickFile"](); })

EM_JS(void, host_save_file, (const char* name, std::size_t name_size, const char* bytes, std::size_t size),
      { Module["host"]["saveFile"](HEAPU8.slice(name, name + name_size), HEAPU8.slice(bytes, bytes + size)); })

EM_JS(void, host_text_input, (int wanted, double x, double y, double line_height),
      { Module["host"]["textInput"](Boolean(wanted), x, y, line_height); })

EM_JS(void, host_put_blob, (const char* sha256, std::size_t sha_size, const char* bytes, std::size_t size),
      { Module["host"]["putBlob"](HEAPU8.slice(sha256, sha256 + sha_size), HEAPU8.slice(bytes, bytes + size)); })

EM_JS(void, host_start, (double job, const char* request, std::size_t size),
      { Module["host"]["start"](job, HEAPU8.slice(request, request + size)); })

EM_JS(void, host_cancel, (double job), { Module["host"]["cancel"](job); })

EM_JS(int, host_width, (), { return Module["host"]["width"]; })

EM_JS(int, host_is_apple, (), { return Module["host"]["isApple"] ? 1 : 0; })
