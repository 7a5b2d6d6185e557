// Outputs as models write them, written for this test: flat and nested, lists, long strings, quotes and escapes inside,
// every kind of value, compact and indented. Used by the tests of mutators and repair.
#pragma once

namespace nines::test {

inline constexpr const char* kMutantTexts[] = {
    R"({"name": "Zoë Müller", "age": 36, "city": "Köln", "email": "zoe@example.org", "active": true, "score": 0.75})",
    R"({"a": 1, "b": [1, 2, 3], "c": {"d": null, "e": "x"}})",
    R"({
  "title": "How to say \"hello\" in five languages",
  "tags": ["language", "travel", "how-to"],
  "draft": false,
  "words": 1240,
  "rating": 4.5,
  "author": {"name": "Ann O'Neil", "id": 17}
})",
    R"([{"id": 1, "label": "positive", "confidence": 0.93}, {"id": 2, "label": "negative", "confidence": 0.71}])",
    R"({"steps": ["Open the file.", "Read it line by line.\nStop at the next empty one.", "Close it."], "done": true})",
    R"({"query": "SELECT name, price FROM items WHERE price > 10", "limit": 50, "offset": 0})",
    R"({"path": "C:\\data\\in.csv", "pattern": "^\\d+\\s*$", "flags": ["i", "m"]})",
    R"({"answer": "42", "reasoning": "Six times seven is forty-two; it's the product.", "sources": []})",
    R"({"invoice": {"number": "R-2024-0031", "total": 1499.99, "currency": "EUR", "paid": false, "items": [
    {"sku": "AB_12", "qty": 2, "price": 500},
    {"sku": "CD_34", "qty": 1, "price": 499.99}
  ]}})",
    R"({"function": "get_weather", "arguments": {"city": "Paris", "unit": "celsius", "days": 3}})",
    R"({"summary": "The patient was seen twice.\tNo change.", "codes": ["I10", "E11"], "follow_up": null})",
    R"({"x": -1.5e3, "y": 0.001, "z": 12, "label": "point", "visible": true})",
    R"([1, 2, 3, 5, 8, 13, 21])",
    R"(["red", "green", "blue"])",
    R"({"messages": [{"role": "user", "content": "Hi, what's up?"}, {"role": "assistant", "content": "Not much."}]})",
    R"({"html": "<a href=\"/home\">Home</a>", "css": ".box { color: red; }", "js": "if (a < b) { go(); }"})",
    R"({"recipe": {"name": "Pancakes", "serves": 4, "ingredients": [{"item": "flour", "grams": 250},
      {"item": "milk", "ml": 500}, {"item": "eggs", "count": 2}], "vegetarian": true}})",
    R"({"from": "JFK", "to": "SEA", "date": "2024-05-20", "passengers": [{"first_name": "Mia", "last_name": "Li"}]})",
    R"({"matrix": [[1, 0, 0], [0, 1, 0], [0, 0, 1]], "size": 3})",
    R"({"status": "ok", "error": null, "data": {"count": 10234, "next": "page_2"}})",
    R"({"quote": "He said \"no\", then left.", "speaker": "narrator", "page": 12})",
    R"({"translations": {"de": "Grüße aus München", "fr": "À bientôt", "es": "¿Qué tal?"}, "source": "en"})",
    R"~({"code": "print ('hello' )\nfor i in range(3):\n\tprint(i)", "language": "python"})~",
    R"({
  "plan": [
    {"step": 1, "action": "search", "input": "hotels near the station"},
    {"step": 2, "action": "compare", "input": null},
    {"step": 3, "action": "book", "input": "the cheapest with a rating over 8"}
  ],
  "budget": 1200,
  "confirmed": false
})",
    R"({"entities": [{"text": "Berlin", "type": "LOC", "start": 10, "end": 16}], "language": "de"})",
    R"({"url": "https://example.org/a?b=c&d=e#f", "method": "GET", "headers": {"Accept": "application/json"}})",
    R"({"grade": "B", "points": 17, "max_points": 20, "feedback": "Good work, but check the second part again."})",
    R"({"a_b": {"c_d": {"e_f": {"g": [true, false, null]}}}})",
    R"({"poll": {"question": "Tea or coffee?", "votes": {"tea": 1023, "coffee": 2051}}, "closed": true})",
    R"([{"name": "north", "open": true}, {"name": "south", "open": false}, {"name": "east", "open": true}])",
    R"({"thought": "Check the balance first, then the fee.", "tool": "calculate", "expression": "305 - 250"})",
    R"({"label":"spam","probability":0.98,"reasons":["all caps","unknown sender"],"model":"v2"})",
    R"({"id":"u_1001","roles":["admin","editor"],"profile":{"lang":"en","tz":"UTC+1","dark_mode":true}})",
    R"({"events":[{"t":0,"v":1.25},{"t":1,"v":1.5},{"t":2,"v":null}],"unit":"V"})",
    R"({"review": "Nice, small \"café\" with a view.", "stars": 5, "would_return": true})",
    R"({"sql": "UPDATE t SET a = 'x' WHERE b = \"y\"", "rows": 12})",
    R"({"contact": {"phone": "+49 221 1234", "fax": null}, "hours": {"mon": "9-17", "sat": "closed"}})",
    R"({"output": "The capital of Australia is Canberra.", "confidence": "high", "alternatives": ["Sydney"]})",
    R"({"diff": {"added": 12, "removed": 3}, "files": ["src/main.cpp", "README.md"], "message": "Fix the parser"})",
    R"({"temperature": 21.5, "humidity": 40, "comfort": "fair", "sensor": {"id": "s-7", "battery": 88}})",
};

}  // namespace nines::test
