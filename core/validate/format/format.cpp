// The table of formats and which check each one has; see format.h.
#include "validate/format/format.h"

#include <array>

#include "validate/format/checks.h"
#include "validate/pattern/ecma_pattern.h"

namespace nines::validate {

namespace {

constexpr std::array kFormats{
    FormatInfo{FormatId::date_time, "date-time", true, true,
               "RFC 3339 date and time with offset: 2024-02-29T12:00:00Z"},
    FormatInfo{FormatId::date, "date", true, true, "RFC 3339 full-date: 2024-02-29"},
    FormatInfo{FormatId::time, "time", true, true,
               "RFC 3339 full-time with offset: 12:00:00+01:00; second 60 only at 23:59 UTC"},
    FormatInfo{FormatId::duration, "duration", false, true, "RFC 3339, appendix A: P1Y2M3DT4H5M6S or P2W"},
    FormatInfo{FormatId::email, "email", true, true, "RFC 5321 Mailbox: name@example.com, quoted names, [address]"},
    FormatInfo{FormatId::idn_email, "idn-email", true, true,
               "RFC 6531 mail address: any script on both sides of the @"},
    FormatInfo{FormatId::hostname, "hostname", true, true,
               "RFC 1123 host name, at most 253 bytes; labels that start with xn-- must decode to valid ones"},
    FormatInfo{FormatId::idn_hostname, "idn-hostname", true, true,
               "RFC 5890 to 5893 (IDNA 2008) host name in any script"},
    FormatInfo{FormatId::ipv4, "ipv4", true, true, "four decimal numbers of 0 to 255 without leading zeros"},
    FormatInfo{FormatId::ipv6, "ipv6", true, true, "RFC 4291, 2.2, without brackets, zone or prefix length"},
    FormatInfo{FormatId::uri, "uri", true, true, "RFC 3986 URI with its scheme"},
    FormatInfo{FormatId::uri_reference, "uri-reference", true, true, "RFC 3986 URI or relative reference"},
    FormatInfo{FormatId::iri, "iri", true, true, "RFC 3987 IRI with its scheme"},
    FormatInfo{FormatId::iri_reference, "iri-reference", true, true, "RFC 3987 IRI or relative reference"},
    FormatInfo{FormatId::uuid, "uuid", false, true, "RFC 4122: 8-4-4-4-12 hexadecimal digits, any version"},
    FormatInfo{FormatId::uri_template, "uri-template", true, true, "RFC 6570 URI template of any level"},
    FormatInfo{FormatId::json_pointer, "json-pointer", true, true, "RFC 6901 JSON pointer, not as a fragment"},
    FormatInfo{FormatId::relative_json_pointer, "relative-json-pointer", true, true,
               "a number of levels up, then # or a JSON pointer: 1/name; since 2020-12 also 1+2/name"},
    FormatInfo{FormatId::regex, "regex", true, true, "ECMA-262 regular expression by the grammar of the u flag"},
};

IndexShift index_shift(SchemaDraft draft) {
  return draft == SchemaDraft::draft7 ? IndexShift::refused : IndexShift::allowed;
}

}  // namespace

std::span<const FormatInfo> format_table() { return kFormats; }

const FormatInfo* find_format(std::string_view name) {
  for (const FormatInfo& row : kFormats) {
    if (name == row.name) return &row;
  }
  return nullptr;
}

bool has_format(const FormatInfo& format, SchemaDraft draft) {
  return draft == SchemaDraft::draft7 ? format.in_draft7 : format.in_draft2020_12;
}

bool check_format(FormatId id, std::string_view utf8, SchemaDraft draft) {
  switch (id) {
    case FormatId::date_time: return is_date_time(utf8);
    case FormatId::date: return is_date(utf8);
    case FormatId::time: return is_time(utf8);
    case FormatId::duration: return is_duration(utf8);
    case FormatId::email: return is_email(utf8, EmailAlphabet::ascii);
    case FormatId::idn_email: return is_email(utf8, EmailAlphabet::utf8);
    case FormatId::hostname: return is_hostname(utf8);
    case FormatId::idn_hostname: return is_idn_hostname(utf8);
    case FormatId::ipv4: return is_ipv4(utf8);
    case FormatId::ipv6: return is_ipv6(utf8);
    case FormatId::uri: return is_uri(utf8, UriAlphabet::ascii, UriForm::absolute);
    case FormatId::uri_reference: return is_uri(utf8, UriAlphabet::ascii, UriForm::reference);
    case FormatId::iri: return is_uri(utf8, UriAlphabet::utf8, UriForm::absolute);
    case FormatId::iri_reference: return is_uri(utf8, UriAlphabet::utf8, UriForm::reference);
    case FormatId::uuid: return is_uuid(utf8);
    case FormatId::uri_template: return is_uri_template(utf8);
    case FormatId::json_pointer: return is_json_pointer(utf8);
    case FormatId::relative_json_pointer: return is_relative_json_pointer(utf8, index_shift(draft));
    case FormatId::regex: return is_ecma_pattern(utf8);
  }
  return false;
}

}  // namespace nines::validate
