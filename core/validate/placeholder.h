// Texts that stand where content was to be filled in (C14). Used by the schema's explanations, and only for a value
// that the contract refuses anyway: a text that passes is never told to be a placeholder, since "string" or "..." may
// be the very content that was asked for (a glossary of types, a quotation), and what passes must not depend on our
// taste.
#pragma once

#include <string_view>

namespace nines::validate {

// Notes to oneself ("tbd"), names of types, "lorem ipsum", dots, and whole texts in <…>, [...] or {{…}}.
bool is_placeholder(std::string_view text);

}  // namespace nines::validate
