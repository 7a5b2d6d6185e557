// One function per grammar of the formats; format.cpp puts them in the table. Each takes a whole text and is linear in
// it; a text with bytes that are not UTF-8 is refused where it stands.
#pragma once

#include <string_view>

namespace nines::validate {

// date_time.cpp: RFC 3339, sections 5.6 and 5.7 (leap seconds at 23:59:60 UTC only), appendix A (duration)
bool is_date(std::string_view text);
bool is_time(std::string_view text);
bool is_date_time(std::string_view text);
bool is_duration(std::string_view text);

// ip_address.cpp: dotted quad of RFC 2673, 3.2; RFC 4291, 2.2
bool is_ipv4(std::string_view text);
bool is_ipv6(std::string_view text);

// hostname.cpp: RFC 1123, 2.1, A-labels as RFC 5891, 4.4 says; RFC 5890 to 5893
bool is_hostname(std::string_view text);
bool is_idn_hostname(std::string_view text);

// email.cpp: Mailbox of RFC 5321, 4.1.2; with the extension of RFC 6531
enum class EmailAlphabet : bool { ascii, utf8 };
bool is_email(std::string_view text, EmailAlphabet alphabet);

// uri.cpp: RFC 3986 (URI, URI-reference), RFC 3987 (IRI, IRI-reference)
enum class UriAlphabet : bool { ascii, utf8 };
enum class UriForm : bool { absolute, reference };  // a reference may lack the scheme
bool is_uri(std::string_view text, UriAlphabet alphabet, UriForm form);

// uri_template.cpp: RFC 6570, any level
bool is_uri_template(std::string_view text);

// json_pointer.cpp: RFC 6901; relative pointers by draft-handrews-relative-json-pointer-01; uuid of RFC 4122, 3
bool is_json_pointer(std::string_view text);
enum class IndexShift : bool { refused, allowed };  // "1+2/a", which newer drafts of relative pointers add
bool is_relative_json_pointer(std::string_view text, IndexShift shift);
bool is_uuid(std::string_view text);

}  // namespace nines::validate
