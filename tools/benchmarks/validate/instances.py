"""Instances of the schemas in schemas.py, made from the schemas alone: instances.py FOLDER

Writes for each schema NAME.schema.json and, for the sizes small, medium (about 10 kB) and large (about 100 kB), NAME.SIZE.valid
and NAME.SIZE.invalid: texts with a record separator (0x1E) before each, in three layouts (compact, as json.dumps writes them,
indented). Invalid ones have one defect: a value of another type, a key too many or too few, or a slip in the syntax. The same
bytes on every run.
"""
import json
import os
import random
import sys

from schemas import SCHEMAS

SIZES = {"small": (0, 60), "medium": (10_000, 12), "large": (100_000, 3)}  # bytes aimed at, texts
WORDS = ("the model answer quarterly report shipment delayed customer request update account billing review summary figure market growth "
         "system error timeout retry server region north south blue green product catalog price total average result value index change "
         "meeting agenda follow notes action owner status open closed pending plan draft final release version feature request team").split()
FOREIGN = ["café", "Zürich", "naïve", "東京", "данные", "señor", "😀", "≥ 10 µm"]
ESCAPED = ['"quoted"', "line\nbreak", "back\\slash", "tab\there", "path/to/file"]
KEYS = ["alpha", "beta", "region_name", "max_value", "x-request-id", "content-type", "user.agent", "build_number", "owner", "zone"]


class Maker:
    def __init__(self, schema, rng, grow):
        self.root, self.rng, self.grow = schema, rng, grow

    def prose(self, low, high):
        rng = self.rng
        goal = rng.randint(max(low, 3), max(low, min(high or 80, rng.choice([20, 40, 60, 400]) if (high or 4000) >= 1000 else 30)) + 3)
        words = []
        while sum(map(len, words)) + len(words) < goal:
            pick = rng.random()
            words.append(rng.choice(FOREIGN) if pick < 0.01 else rng.choice(ESCAPED) if pick < 0.02 else rng.choice(WORDS))
        out = " ".join(words)[:high or None]
        return out if len(out) >= low else out + "x" * (low - len(out))

    def text(self, schema):
        if "examples" in schema:
            return self.rng.choice(schema["examples"])
        return self.prose(schema.get("minLength", 0), schema.get("maxLength", 0))

    def number(self, schema, whole):
        rng = self.rng
        low = schema.get("minimum", -1000)
        high = schema.get("maximum", max(low, 0) + rng.choice([10, 1000, 2_000_000_000]))
        if whole:
            return rng.randint(int(low), int(high))
        step = schema.get("multipleOf")
        if step:
            return round(rng.randint(int(low / step), int(min(high, 1000) / step)) * step, 2)
        return round(rng.uniform(low, high), rng.choice([0, 1, 2, 4, 6]))

    def free(self, depth):
        rng = self.rng
        if depth > 4 or rng.random() < 0.6:
            return rng.choice([None, True, rng.randint(0, 10_000), self.prose(0, 30), round(rng.random(), 3)])
        if rng.random() < 0.5:
            return [self.free(depth + 1) for _ in range(rng.randint(0, 4))]
        return {key: self.free(depth + 1) for key in rng.sample(KEYS, rng.randint(1, 5))}

    def count(self, low, high, depth):
        many = self.grow if depth <= 2 and self.grow > 0 else self.rng.randint(0, 1 if depth > 6 else 3)
        return max(low, min(high, many))

    def array(self, schema, depth):
        if schema.get("prefixItems"):
            return [self.make(one, depth + 1) for one in schema["prefixItems"]]
        count = self.count(schema.get("minItems", 0), schema.get("maxItems", 1 << 30), depth)
        made = [self.make(schema.get("items", True), depth + 1) for _ in range(count)]
        if schema.get("uniqueItems"):
            made = [one for i, one in enumerate(made) if one not in made[:i]]
        return made

    def object(self, schema, depth):
        out = {}
        for name, use in schema.get("properties", {}).items():
            if name in schema.get("required", []) or (self.rng.random() < 0.75 and depth < 8):
                out[name] = self.make(use, depth + 1)
        for pattern, use in schema.get("patternProperties", {}).items():
            if pattern == "^/":
                for i in range(self.count(1, 1 << 30, depth)):
                    out[self.rng.choice(schema["examples"][0]) + (f"/{i}" if i else "")] = self.make(use, depth + 1)
        extra = schema.get("additionalProperties")
        if isinstance(extra, dict):
            for i in range(self.count(schema.get("minProperties", 0), schema.get("maxProperties", 1 << 30), depth)):
                out[self.rng.choice(WORDS) + (f"_{i}" if i or "propertyNames" in schema else "")] = self.make(extra, depth + 1)
        if not schema.get("properties") and extra is None:
            out = {key: self.free(depth + 1) for key in self.rng.sample(KEYS, 3)}
        for branch in self.rng.sample(schema.get("anyOf", []), 1 if "anyOf" in schema else 0):
            for name in branch.get("required", []):
                out.setdefault(name, self.make(schema["properties"][name], depth + 1))
        return out

    def make(self, schema, depth=0):
        if schema is True:
            return self.free(depth)
        if "$ref" in schema:
            return self.make(self.root["$defs"][schema["$ref"].split("/")[-1]], depth)
        if "const" in schema:
            return schema["const"]
        if "enum" in schema:
            return self.rng.choice(schema["enum"])
        kind = schema.get("type")
        for union in ("oneOf", "anyOf"):
            if union in schema and kind is None:
                branches = schema[union][:2] if depth == 0 and self.grow and "$ref" in self.root else schema[union]
                if depth > 4:
                    branches = schema[union][-1:]
                return self.make(self.rng.choice(branches), depth + 1 if len(schema[union]) > 2 else depth)
        if isinstance(kind, list):
            kind = self.rng.choice(kind)
        if kind in ("integer", "number"):
            return self.number(schema, kind == "integer")
        return {"string": lambda: self.text(schema), "boolean": lambda: self.rng.random() < 0.5, "null": lambda: None,
                "array": lambda: self.array(schema, depth), "object": lambda: self.object(schema, depth),
                None: lambda: self.free(depth)}[kind]()


def instance(schema, rng, goal):
    """An instance of about `goal` bytes, as far as the schema can grow."""
    best = Maker(schema, rng, 0).make(schema)
    grow = 4
    while goal and len(json.dumps(best)) < goal * 0.7 and grow < 100_000:
        made = Maker(schema, rng, grow).make(schema)
        size = max(len(json.dumps(made)), 1)
        if size > 2 * goal:
            break
        best = made
        grow = max(grow + 1, min(grow * 4, int(grow * goal / size)))
    return best


def layout(value, kind):
    if kind == 0:
        return json.dumps(value, separators=(",", ":"), ensure_ascii=False)
    return json.dumps(value) if kind == 1 else json.dumps(value, indent=2, ensure_ascii=False)


def places(value, out):
    todo = [value]
    while todo:
        one = todo.pop()
        for key, child in one.items() if isinstance(one, dict) else enumerate(one):
            out.append((one, key))
            if isinstance(child, (dict, list)):
                todo.append(child)
    return out


def spoiled(value, rng, kind):
    """The text of the value with one defect."""
    value = json.loads(json.dumps(value))
    spots = places(value, [])
    if not spots:
        return "[" + json.dumps(value)
    holder, key = rng.choice(spots)
    defect = rng.choice(["type", "extra", "missing", "syntax"])
    if defect == "type":
        holder[key] = 17 if isinstance(holder[key], (str, bool, dict)) else "seventeen"
    if defect == "extra":
        objects = [one for one, _ in spots if isinstance(one, dict)] or [{}]
        rng.choice(objects)["unexpected_field"] = 1
    if defect == "missing":
        del holder[key]
    text = layout(value, kind)
    if defect == "syntax":
        at = rng.choice([i for i, c in enumerate(text) if c in '{}[]:,"'])
        text = text[:at] + rng.choice(["", text[at] * 2]) + text[at + 1:] if rng.random() < 0.7 else text[:at]
    return text


def main(folder):
    os.makedirs(folder, exist_ok=True)
    for name, schema in SCHEMAS.items():
        with open(os.path.join(folder, name + ".schema.json"), "w", encoding="utf-8") as out:
            json.dump(schema, out)
        for size, (goal, texts) in SIZES.items():
            rng = random.Random(f"{name} {size}")
            made = [instance(schema, rng, goal) for _ in range(texts)]
            valid = [layout(one, i % 3) for i, one in enumerate(made)]
            invalid = [spoiled(one, rng, i % 3) for i, one in enumerate(made)]
            for kind, list_of in (("valid", valid), ("invalid", invalid)):
                with open(os.path.join(folder, f"{name}.{size}.{kind}"), "wb") as out:
                    out.write(b"".join(b"\x1e" + one.encode() for one in list_of))


if __name__ == "__main__":
    main(sys.argv[1])
