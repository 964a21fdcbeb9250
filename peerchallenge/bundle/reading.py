"""Reading a bundle: bytes in, checked data out, or every fault with its place in the file."""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError

from .crossings import crossing_faults

SCHEMA = Path(__file__).parent / "schema.json"
MOST_BYTES = 5 * 1024 * 1024
DEEPEST = 12
MOST_FAULTS = 50


class Faulty(ValueError):  # noqa: N818 -- read as a sentence
    """A file that is no bundle; `faults` are sentences that begin with a JSON path."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@cache
def validator() -> Draft202012Validator:
    """Return the validator of the schema, made once."""
    return Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")), format_checker=FormatChecker())


def read_bundle(raw: bytes) -> dict[str, Any]:
    """Return the bundle in a file. Raises Faulty with every fault that was found."""
    data = _parse(raw)
    faults = [_fault(error) for error in validator().iter_errors(data)]
    faults = sorted(set(faults)) or crossing_faults(data)
    if len(faults) > MOST_FAULTS:
        faults = [*faults[:MOST_FAULTS], f"$: and {len(faults) - MOST_FAULTS} faults more"]
    if faults:
        raise Faulty(faults)
    return data


def _parse(raw: bytes) -> Any:
    if len(raw) > MOST_BYTES:
        raise Faulty([f"$: the file has more than {MOST_BYTES // 1024 // 1024} MB"])
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Faulty([f"$: the file is not UTF-8 text (byte {error.start})"]) from None
    if _depth(text) > DEEPEST:
        raise Faulty([f"$: the file is nested more than {DEEPEST} deep"])
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant, parse_float=_no_float)
    except json.JSONDecodeError as error:
        raise Faulty([f"$: no JSON: {error.msg.lower()} in line {error.lineno}, column {error.colno}"]) from None
    except ValueError as error:
        raise Faulty([f"$: {error}"]) from None


def _depth(text: str) -> int:
    """Return how deep the brackets of a JSON text nest, those inside strings left out."""
    deepest = depth = 0
    in_string = escaped = False
    for character in text:
        if in_string:
            in_string = escaped or character != '"'
            escaped = character == "\\" and not escaped
        elif character == '"':
            in_string = True
        elif character in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif character in "]}":
            depth -= 1
    return deepest


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"“{_short(twice)}” stands twice in one object")
    return found


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no number of JSON")


def _no_float(number: str) -> Any:
    raise ValueError(f"{_short(number)} is no whole number")


def _short(value: Any) -> str:
    """Show a value of the file in a sentence: short, and without what would disturb a screen."""
    text = value if isinstance(value, str) else json.dumps(value)
    shown = "".join(character if character.isprintable() else "·" for character in text)
    return shown if len(shown) <= 40 else f"{shown[:40]}…"


TYPES = {"object": "an object", "array": "a list", "string": "text", "integer": "a whole number"}


def _required(value: Any, wanted: Any) -> str:
    missing = [name for name in wanted if name not in value]
    return f"{' and '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing"


def _allowed(value: Any, wanted: Any) -> str:
    choices = wanted if isinstance(wanted, list) else [wanted]
    return f"must be {' or '.join(_short(one) or 'empty' for one in choices)}, and is {_short(value)}"


# Each fault in our own words: the library would print the whole value.
SAYINGS: dict[str, Callable[[Any, Any], str]] = {
    "required": _required,
    "enum": _allowed,
    "const": _allowed,
    "type": lambda value, wanted: f"must be {TYPES[wanted]}, and is {_short(value)}",
    "maxLength": lambda value, wanted: f"has {len(value)} characters; the most is {wanted}",
    "minLength": lambda value, wanted: "is empty",
    "maxItems": lambda value, wanted: f"has {len(value)} entries; the most is {wanted}",
    "minItems": lambda value, wanted: f"has {len(value)} entries; the least is {wanted}",
    "minimum": lambda value, wanted: f"is {_short(value)}; the least is {wanted}",
    "maximum": lambda value, wanted: f"is {_short(value)}; the most is {wanted}",
    "format": lambda value, wanted: f"must be a day written as 2027-03-05, and is {_short(value)}",
    "pattern": lambda value, wanted: "is blank, or holds characters that cannot be shown",
}


def _fault(error: ValidationError) -> str:
    if error.validator == "additionalProperties":
        unknown = sorted(set(error.instance) - set(error.schema["properties"]))
        return f"{error.json_path}: {_short(', '.join(unknown))}: no such property here"
    return f"{error.json_path}: {SAYINGS[error.validator](error.instance, error.validator_value)}"
