"""Schemas as people write them for model outputs, APIs and records, for tools/bench validate. `examples` holds what a text
of a pattern may look like; instances.py makes instances from a schema alone. Names ending in '?' are optional."""


def obj(fields, closed=True, **more):
    schema = {"type": "object", "properties": {name.rstrip("?"): value for name, value in fields.items()}}
    required = [name for name in fields if not name.endswith("?")]
    if required:
        schema["required"] = required
    if closed:
        schema["additionalProperties"] = False
    return schema | more


def arr(items, low=0, high=None, **more):
    return {"type": "array", "items": items} | ({"minItems": low} if low else {}) | ({"maxItems": high} if high else {}) | more


def text(low=0, high=0, **more):
    return {"type": "string"} | ({"minLength": low} if low else {}) | ({"maxLength": high} if high else {}) | more


def integer(low=None, high=None):
    return {"type": "integer"} | ({} if low is None else {"minimum": low}) | ({} if high is None else {"maximum": high})


def number(low=None, high=None):
    return {"type": "number"} | ({} if low is None else {"minimum": low}) | ({} if high is None else {"maximum": high})


def one_of_words(*words):
    return {"type": "string", "enum": list(words)}


def ref(name):
    return {"$ref": "#/$defs/" + name}


def shaped(pattern, *examples):
    return {"type": "string", "pattern": pattern, "examples": list(examples)}


def nullable(schema):
    return {"anyOf": [schema, {"type": "null"}]}


def const(value):
    return {"const": value}


FLAG = {"type": "boolean"}
DATE = shaped(r"^\d{4}-\d{2}-\d{2}$", "2024-03-15", "2023-11-02", "2026-01-31")
TIME = text(examples=["2024-03-15T09:26:53Z", "2023-11-02T18:04:11.250Z", "2025-07-30T23:59:59+02:00"], format="date-time")
UUID = shaped(r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$", "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
              "7c9e6679-7425-40de-944b-e07fc1f90ae7")
EMAIL = text(3, 254, examples=["mira.holm@example.org", "d.okafor@example.com", "support+orders@example.net"])
URL = shaped("^https?://", "https://example.org/items/81723?view=full", "http://example.com/docs/intro.html")
MONEY = number(0, 10_000_000)
COUNTRY = shaped("^[A-Z]{2}$", "DE", "FR", "US", "JP", "BR")
CURRENCY = one_of_words("EUR", "USD", "GBP", "JPY", "CHF", "SEK")
ADDRESS = obj({"street": text(1, 200), "city": text(1, 80), "postcode": shaped("^[A-Z0-9 -]{3,10}$", "10115", "SW1A 1AA", "94103-1234"),
               "country": COUNTRY, "region?": text(0, 80)})
POSITION = {"type": "array", "prefixItems": [number(-180, 180), number(-90, 90)], "items": {"type": "number"}, "minItems": 2, "maxItems": 3}
PAGE = {"page": integer(1), "per_page": integer(1, 500), "total": integer(0)}

SCHEMAS = {}


def add(name, schema, **defs):
    SCHEMAS[name] = {"$schema": "https://json-schema.org/draft/2020-12/schema"} | schema | ({"$defs": defs} if defs else {})


# ---- what models write
add("tool_search", obj({"query": text(1, 400), "max_results?": integer(1, 50), "site?": text(0, 100), "safe?": FLAG,
                        "date_range?": obj({"from": DATE, "to": DATE})}))
add("tool_booking", obj({
    "user_id": shaped("^[a-z]+_[a-z]+_[0-9]{4}$", "mia_li_3668", "omar_rossi_1241"), "origin": shaped("^[A-Z]{3}$", "JFK", "SFO", "BER"),
    "destination": shaped("^[A-Z]{3}$", "SEA", "LAX", "CDG"), "flight_type": one_of_words("one_way", "round_trip"),
    "cabin": one_of_words("basic_economy", "economy", "business"),
    "flights": arr(obj({"flight_number": shaped("^[A-Z]{3}[0-9]{3}$", "HAT136", "HAT039"), "date": DATE}), 1),
    "passengers": arr(obj({"first_name": text(1, 60), "last_name": text(1, 60), "dob": DATE}), 1),
    "payment_methods": arr(obj({"payment_id": text(1, 60), "amount": MONEY})), "total_baggages": integer(0, 20),
    "nonfree_baggages": integer(0, 20), "insurance": one_of_words("yes", "no")}))
add("tool_edit_file", obj({"path": text(1, 300), "edits": arr(obj({"line": integer(1), "old": text(), "new": text()}), 1), "dry_run?": FLAG}))
add("chat_completion", obj({
    "id": shaped("^chatcmpl-", "chatcmpl-9kVw2Zt7", "chatcmpl-8aBcDeFg"), "object": const("chat.completion"), "created": integer(0),
    "model": text(1, 100), "system_fingerprint?": nullable(text(0, 60)),
    "choices": arr(obj({"index": integer(0), "finish_reason": one_of_words("stop", "length", "tool_calls", "content_filter"),
                        "logprobs?": {"type": "null"}, "message": ref("message")}), 1),
    "usage": obj({"prompt_tokens": integer(0), "completion_tokens": integer(0), "total_tokens": integer(0)}, closed=False)}, closed=False),
    message=obj({"role": one_of_words("system", "user", "assistant", "tool"), "content": nullable(text()),
                 "tool_calls?": arr(ref("call"))}, closed=False),
    call=obj({"id": text(1), "type": const("function"), "function": obj({"name": shaped("^[a-zA-Z0-9_-]{1,64}$", "get_weather", "search"),
                                                                          "arguments": text()})}))
add("chat_messages", arr({"oneOf": [
    obj({"role": const("system"), "content": text()}), obj({"role": const("user"), "content": ref("content")}),
    obj({"role": const("assistant"), "content": ref("content"), "refusal?": {"type": ["string", "null"]}}),
    obj({"role": const("tool"), "tool_call_id": text(1), "content": text()})]}, 1),
    content={"anyOf": [text(), arr({"oneOf": [
        obj({"type": const("text"), "text": text()}),
        obj({"type": const("image_url"), "image_url": obj({"url": URL, "detail?": one_of_words("auto", "low", "high")})})]}, 1)]})
add("extraction", obj({
    "entities": arr(obj({"name": text(1, 200), "kind": one_of_words("person", "place", "organisation", "product", "event"),
                         "from": integer(0), "to": integer(0), "confidence": number(0, 1), "aliases?": arr(text(1), 0, None, uniqueItems=True)})),
    "relations": arr(obj({"subject": integer(0), "predicate": text(1, 80), "object": integer(0)})), "summary": text(0, 4000)}))
add("classification", obj({"label": one_of_words("bug", "feature", "question", "praise", "spam"), "confidence": number(0, 1),
                           "reason": text(1, 2000), "alternatives?": arr(obj({"label": text(1, 40), "confidence": number(0, 1)}), 0, None)}))
add("plan_steps", obj({"goal": text(1, 500), "steps": arr(obj({
    "id": integer(1), "action": one_of_words("read", "write", "search", "run", "ask"), "target": text(0, 300), "depends_on": arr(integer(1)),
    "done": FLAG, "notes?": nullable(text(0, 2000))}), 1)}))
add("rubric_scores", obj({"scores": arr(obj({"criterion": text(1, 120), "score": integer(0, 10), "evidence": text(0, 1500)}), 1),
                          "overall": {"type": "number", "minimum": 0, "maximum": 10, "multipleOf": 0.5}, "verdict": one_of_words("accept", "revise", "reject")}))
add("moderation", obj({"flagged": FLAG, "categories": {"type": "object", "additionalProperties": FLAG},
                       "category_scores": {"type": "object", "additionalProperties": number(0, 1)}, "items?": arr(text(0, 500))}))

# ---- records
add("vector_records", arr(obj({"id": integer(0), "name": text(1, 100), "price": MONEY, "active": FLAG, "tags": arr(text(1, 30)),
                               "note": {"type": ["string", "null"]}}), 1))
add("log_event", obj({
    "timestamp": TIME, "level": one_of_words("debug", "info", "warn", "error", "fatal"), "service": text(1, 80), "message": text(0, 8000),
    "trace_id?": shaped("^[0-9a-f]{32}$", "4bf92f3577b34da6a3ce929d0e0e4736"), "span_id?": shaped("^[0-9a-f]{16}$", "00f067aa0ba902b7"),
    "duration_ms?": number(0), "http?": obj({"method": one_of_words("GET", "POST", "PUT", "PATCH", "DELETE"), "path": text(1, 500),
                                            "status": integer(100, 599)}),
    "attributes?": {"type": "object", "additionalProperties": {"type": ["string", "number", "boolean", "null"]}},
    "stack?": arr(obj({"file": text(1), "line": integer(1), "function": text()}))}))
add("metrics_batch", obj({"resource": {"type": "object", "additionalProperties": text()}, "points": arr(obj({
    "name": shaped("^[a-z][a-z0-9_.]*$", "http.server.duration", "cpu_seconds_total"), "unit": text(0, 20), "time": integer(0), "value": number(),
    "labels": {"type": "object", "additionalProperties": text()}}), 1)}))
add("sensor_rows", arr({"type": "array", "prefixItems": [integer(0), number(-50, 150), number(0, 100), FLAG], "items": False, "minItems": 4}, 1))
add("embedding", obj({"object": const("list"), "model": text(1), "data": arr(obj({"object": const("embedding"), "index": integer(0),
                      "embedding": arr(number(-1, 1), 8)}), 1), "usage": obj({"prompt_tokens": integer(0), "total_tokens": integer(0)})}))
add("survey_answers", obj({"respondent": UUID, "submitted": TIME, "answers": arr(obj({"question": shaped("^q[0-9]+$", "q1", "q27"), "value": {"oneOf": [
    text(0, 1000), integer(1, 7), arr(text(1, 60), 1)]}}), 1)}))

# ---- business and public formats
add("invoice", obj({
    "number": shaped("^INV-[0-9]{4}-[0-9]{5}$", "INV-2024-00317", "INV-2025-11802"), "issued": DATE, "due": DATE, "currency": CURRENCY,
    "seller": ref("party"), "buyer": ref("party"), "lines": arr(obj({
        "sku": shaped("^[A-Z0-9-]{3,20}$", "AX-4411", "B2-09-XL"), "description": text(1, 300), "quantity": number(0), "unit_price": MONEY,
        "tax_rate": number(0, 1), "discount?": number(0, 1)}), 1),
    "total_net": MONEY, "total_tax": MONEY, "total_gross": MONEY, "notes?": text(0, 2000), "paid": FLAG}),
    party=obj({"name": text(1, 120), "vat_id?": text(4, 20), "address": ADDRESS, "email?": EMAIL}))
add("order", obj({"order_id": UUID, "status": one_of_words("new", "paid", "packed", "shipped", "done", "cancelled"), "customer": obj({
    "id": integer(1), "email": EMAIL, "name": text(1, 120), "phone?": shaped(r"^\+?[0-9 ()-]{5,20}$", "+49 30 1234567", "(415) 555-0133")}),
    "items": arr(obj({"product_id": integer(1), "title": text(1, 200), "quantity": integer(1, 999), "price": MONEY, "options?": arr(text(1, 40))}), 1),
    "shipping": ADDRESS, "billing?": ADDRESS, "coupon?": nullable(text(1, 20)), "created_at": TIME, "updated_at?": TIME}))
add("payment", obj({"amount": integer(1), "currency": CURRENCY, "method": {"oneOf": [
    obj({"type": const("card"), "last4": shaped("^[0-9]{4}$", "4242", "0005"), "exp_month": integer(1, 12), "exp_year": integer(2020, 2060)}),
    obj({"type": const("transfer"), "iban": shaped("^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$", "DE89370400440532013000")}),
    obj({"type": const("wallet"), "provider": one_of_words("paypal", "apple", "google"), "token": text(10, 200)})]},
    "metadata?": {"type": "object", "additionalProperties": text(0, 500), "maxProperties": 5000}, "description?": text(0, 300)}))
add("bank_statement", obj({"account": shaped("^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$", "DE89370400440532013000"), "from": DATE, "to": DATE,
    "opening": number(), "closing": number(), "transactions": arr(obj({"id": text(1, 40), "booked": DATE, "amount": number(),
    "currency": CURRENCY, "counterparty": text(0, 140), "reference": text(0, 140), "category?": text(0, 40)}))}))
add("geojson", obj({"type": const("FeatureCollection"), "bbox?": arr(number(), 4, 6), "features": arr(obj({
    "type": const("Feature"), "id?": {"type": ["string", "integer"]}, "geometry": {"oneOf": [ref("point"), ref("line"), ref("polygon"), {"type": "null"}]},
    "properties": {"type": ["object", "null"]}}, closed=False))}, closed=False),
    position=POSITION, point=obj({"type": const("Point"), "coordinates": ref("position")}),
    line=obj({"type": const("LineString"), "coordinates": arr(ref("position"), 2)}),
    polygon=obj({"type": const("Polygon"), "coordinates": arr(arr(ref("position"), 4), 1)}))
add("patient", obj({
    "resourceType": const("Patient"), "id": shaped("^[A-Za-z0-9.-]{1,64}$", "pat-00912", "f001"), "active?": FLAG,
    "meta?": obj({"versionId": text(1, 64), "lastUpdated": TIME}), "identifier?": arr(obj({
        "use?": one_of_words("usual", "official", "temp", "secondary"), "system": URL, "value": text(1)})),
    "name": arr(obj({"use?": one_of_words("official", "usual", "nickname", "maiden"), "family": text(1), "given": arr(text(1), 1), "prefix?": arr(text(1))}), 1),
    "telecom?": arr(obj({"system": one_of_words("phone", "email", "fax", "url"), "value": text(1), "use?": one_of_words("home", "work", "mobile")})),
    "gender": one_of_words("male", "female", "other", "unknown"), "birthDate": DATE, "deceasedBoolean?": FLAG,
    "address?": arr(obj({"line": arr(text(1), 1), "city": text(1), "postalCode": text(1, 12), "country": COUNTRY})),
    "contact?": arr(obj({"relationship": text(1), "name": text(1), "phone?": text(3, 30)}))}))
add("lab_results", obj({"patient": text(1), "collected": TIME, "observations": arr(obj({
    "code": shaped("^[0-9]{1,5}-[0-9]$", "718-7", "2345-7", "4548-4"), "display": text(1), "value": number(), "unit": text(1, 20),
    "reference": obj({"low": number(), "high": number()}), "flag?": one_of_words("L", "H", "LL", "HH", "N")}), 1)}))
add("calendar", obj({"timezone": text(1, 60), "events": arr(obj({
    "uid": UUID, "title": text(1, 250), "start": TIME, "end": TIME, "all_day": FLAG, "location?": nullable(text(0, 250)), "attendees?": arr(obj({
        "email": EMAIL, "status": one_of_words("accepted", "declined", "tentative", "none"), "optional?": FLAG})),
    "recurrence?": obj({"freq": one_of_words("daily", "weekly", "monthly"), "interval": integer(1, 99), "until?": DATE}),
    "reminders?": arr(integer(0, 40320), 0, 5)}))}))
add("recipe", obj({"name": text(1, 120), "servings": integer(1, 100), "minutes": integer(1), "ingredients": arr(obj({
    "item": text(1, 80), "amount": number(0), "unit": one_of_words("g", "kg", "ml", "l", "tsp", "tbsp", "piece")}), 1),
    "steps": arr(text(1, 1000), 1), "tags?": arr(text(1, 30), 0, None, uniqueItems=True), "nutrition?": {"type": "object", "additionalProperties": number(0)}}))
add("article", obj({"title": text(1, 300), "author": text(1, 120), "published": DATE, "language": shaped("^[a-z]{2}(-[A-Z]{2})?$", "en", "de-AT"),
    "sections": arr(obj({"heading": text(1, 200), "paragraphs": arr(text(1, 5000), 1)}), 1), "keywords?": arr(text(1, 40))}))
add("translations", {"type": "object", "propertyNames": {"pattern": "^[a-z][a-z0-9_.]*$", "examples": ["menu.file.open"]}, "additionalProperties": obj({
    "source": text(1), "target": text(1), "approved": FLAG, "comment?": text()}), "minProperties": 1})

# ---- software
add("config_file", obj({
    "version": integer(1, 9), "server": obj({"host": text(1, 253), "port": integer(1, 65535), "tls?": obj({"cert": text(1), "key": text(1)}),
        "timeout_s?": number(0, 3600)}),
    "logging": obj({"level": one_of_words("trace", "debug", "info", "warn", "error"), "outputs": arr(one_of_words("stdout", "file", "syslog"), 1)}),
    "features": {"type": "object", "additionalProperties": FLAG}, "routes": arr(obj({"path": shaped("^/", "/api/v1/users", "/health"), "methods": arr(
        one_of_words("GET", "POST", "PUT", "DELETE"), 1), "upstream": text(1), "rate_limit?": integer(1), "auth?": FLAG}))}))
add("package_manifest", obj({
    "name": shaped("^(@[a-z0-9-]+/)?[a-z0-9._-]+$", "left-shift", "@acme/tools"), "version": shaped(r"^\d+\.\d+\.\d+", "1.4.2", "0.12.0-beta.1"),
    "description?": text(), "license?": text(), "private?": FLAG, "main?": text(), "scripts?": {"type": "object", "additionalProperties": text()},
    "dependencies?": ref("versions"), "devDependencies?": ref("versions"), "keywords?": arr(text(), 0, None, uniqueItems=True), "author?": {"anyOf": [
        text(), obj({"name": text(), "email?": EMAIL, "url?": URL})]}, "engines?": ref("versions")}, closed=False,
    patternProperties={"^x-": True}), versions={"type": "object", "additionalProperties": text(1)})
add("openapi_paths", obj({"openapi": shaped(r"^3\.1\.\d+$", "3.1.0"), "info": obj({"title": text(1), "version": text(1), "description?": text()}),
    "paths": {"type": "object", "patternProperties": {"^/": ref("path_item")}, "additionalProperties": False, "examples": [["/pets/{id}", "/orders",
        "/users/{id}/keys"]]}}),
    path_item=obj({"get?": ref("operation"), "post?": ref("operation"), "delete?": ref("operation"), "summary?": text()}),
    operation=obj({"operationId": text(1), "summary?": text(), "tags?": arr(text()), "deprecated?": FLAG, "parameters?": arr(ref("parameter")),
                   "responses": {"type": "object", "additionalProperties": obj({"description": text(), "content?": {"type": "object", "additionalProperties": obj(
                       {"schema": {"type": ["object", "boolean"]}})}}), "minProperties": 1}}),
    parameter=obj({"name": text(1), "in": one_of_words("query", "path", "header", "cookie"), "required?": FLAG, "schema?": {"type": "object"}}))
add("api_page", obj({"data": arr(obj({
    "id": integer(1), "type": const("user"), "attributes": obj({"login": text(1, 39), "name": nullable(text(0, 100)), "avatar_url": URL, "site_admin": FLAG,
    "followers": integer(0), "created_at": TIME}), "links": obj({"self": URL})})), "meta": obj(PAGE), "links?": obj({"next": nullable(URL), "prev": nullable(URL)})}))
add("syntax_tree", ref("expression"), expression={"oneOf": [
    obj({"op": one_of_words("+", "-", "*", "/"), "left": ref("expression"), "right": ref("expression")}),
    obj({"call": text(1, 40), "args": arr(ref("expression"))}), obj({"value": number()}), obj({"name": shaped("^[a-z_]+$", "x", "rate", "total_sum")})]})
add("comment_thread", ref("comment"), comment=obj({
    "id": integer(1), "author": text(1, 60), "body": text(1, 10000), "score": integer(), "created": TIME, "edited?": FLAG, "replies": arr(ref("comment"))}))
add("workflow_graph", obj({"nodes": arr(obj({"id": integer(0), "type": text(1, 80), "pos": {"type": "array", "prefixItems": [number(), number()], "minItems": 2},
    "inputs?": arr(obj({"name": text(1), "type": text(1), "link": {"type": ["integer", "null"]}})),
    "widgets?": arr({"type": ["string", "number", "boolean", "null"]})}), 1),
    "links": arr({"type": "array", "prefixItems": [integer(0), integer(0), integer(0), integer(0), integer(0), text()], "items": False, "minItems": 6})}))
add("ci_pipeline", obj({"name": text(1), "on": arr(one_of_words("push", "pull_request", "schedule", "manual"), 1), "jobs": {
    "type": "object", "additionalProperties": obj({"runs_on": text(1), "needs?": arr(text(1)), "env?": {"type": "object", "additionalProperties": text()},
    "steps": arr({"type": "object", "properties": {"name": text(), "run": text(), "uses": text(), "with": {"type": "object"}},
                  "anyOf": [{"required": ["run"]}, {"required": ["uses"]}], "additionalProperties": False}, 1), "timeout?": integer(1, 360)}), "minProperties": 1}}))
