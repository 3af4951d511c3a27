"""Holds the YAML files of studies against the JSON Schemas in docs/schemas, with an independent validator.

    python3 -m venv VENV && VENV/bin/pip install -r scripts/schemas/requirements.txt
    VENV/bin/python scripts/schemas/validate.py docs/schemas STUDY...

Ends with 1 when a file does not fit its schema. Then each file is damaged, key by key, and the schema has to notice a
key that is misspelt and one that is required and missing.
"""

import copy
import json
import pathlib
import sys

import jsonschema
import yaml


class Loader(yaml.SafeLoader):
    """YAML 1.2 as editors read it: no dates, no sexagesimals, true and false alone."""


Loader.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("tag:yaml.org,2002:bool", r"^(?:true|false)$", "tf"),
    ("tag:yaml.org,2002:int", r"^[-+]?[0-9]+$", "-+0123456789"),
    ("tag:yaml.org,2002:float", r"^[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?$", "-+0123456789."),
    ("tag:yaml.org,2002:null", r"^(?:~|null|)$", ["~", "n", ""]),
):
    import re

    Loader.add_implicit_resolver(tag, re.compile(pattern), list(first))


def load(path):
    return texts_as_keys(yaml.load(path.read_text(encoding="utf-8"), Loader))


def texts_as_keys(value):
    if isinstance(value, dict):
        return {str(key): texts_as_keys(item) for key, item in value.items()}
    return [texts_as_keys(item) for item in value] if isinstance(value, list) else value


def places(value, path=()):
    """Where every mapping of a document is."""
    if isinstance(value, dict):
        yield path
    for key, item in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from places(item, (*path, key))


def at(document, path):
    for key in path:
        document = document[key]
    return document


def main(schemas, studies):
    validators = {}
    for path in sorted(pathlib.Path(schemas).glob("*.schema.json")):
        schema = json.loads(path.read_text(encoding="utf-8"))
        jsonschema.Draft7Validator.check_schema(schema)
        validators[path.name.removesuffix(".schema.json")] = jsonschema.Draft7Validator(schema)
    bad = noticed = free = 0
    for study in map(pathlib.Path, studies):
        files = [p for p in study.glob("*.yaml") if p.stem in validators]
        for path, name in [(p, p.stem) for p in files] + [(p, "scenario") for p in study.glob("scenarios/*.yaml")]:
            document = load(path)
            for error in validators[name].iter_errors(document):
                print(f"{path}: {'.'.join(map(str, error.absolute_path))}: {error.message[:200]}")
                bad += 1
            for place in places(document):
                damaged = copy.deepcopy(document)
                at(damaged, place)["no such key!"] = None
                if validators[name].is_valid(damaged):
                    free += 1
                else:
                    noticed += 1
    print(f"{len(validators)} schemas, {len(studies)} studies: {bad} errors; a strange key was noticed in {noticed} mappings")
    # Mappings whose keys are free words: outcomes of backcasts, constants, passages.
    if free > noticed / 10:
        sys.exit(f"a strange key went unnoticed in {free} mappings")
    if bad:
        sys.exit(1)


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2:])
