"""spaCy Matcher patterns as YAML writes them: every scalar is a string there, and spaCy asks for types."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..checks.tokens import matched
from ..text.view import respelled

_FLAGS = ("IS_", "LIKE_", "SPACY")
_TRUTH = {"true": True, "false": False}
_TOLD = re.compile(r"\[pattern -> (\d+) -> (\w+).*\] (.*)")  # as spaCy tells where a mistake is
_UNKNOWN = "Extra inputs are not permitted"
_WORDS = ["a", "2"]  # something to try a pattern on

Pattern_ = list[dict[str, Any]]
Mistake = tuple[tuple[str | int, ...], str]  # the path below the patterns, and what is expected there


def as_matcher_values(patterns: Iterable[Iterable[Mapping[str, Any]]]) -> list[Pattern_]:
    """Turn flags into booleans and lengths into numbers; the rest stays as written, spelled as the views are."""
    return [[{key: _value(key, value) for key, value in token.items()} for token in tokens] for tokens in patterns]


def mistakes(patterns: Iterable[Pattern_]) -> Iterator[Mistake]:
    """What spaCy does not take of these patterns. Raises ImportError without spaCy."""
    for number, pattern in enumerate(patterns):
        told = dict(_misspelled(pattern))
        yield from (((number, *path), text) for path, text in told.items())
        if not told:
            yield from (((number,), text) for text in _refused(pattern))


def _misspelled(pattern: Pattern_) -> Iterator[Mistake]:
    """Mistakes of form, by the schema that spaCy has for patterns."""
    from spacy.schemas import validate_token_pattern

    for text in validate_token_pattern(pattern):
        if (found := _TOLD.match(text)) is None:
            yield (), f"expected a pattern of spaCy's Matcher; it says: {text}"
        elif found[3] == _UNKNOWN and found[2] in pattern[int(found[1])]:
            yield (int(found[1]), found[2]), _unknown(found[2])
        else:
            yield (int(found[1]), found[2]), f"expected a value that spaCy's Matcher takes; it says: {found[3]}"


def _unknown(attribute: str) -> str:
    from spacy.attrs import IDS

    near = difflib.get_close_matches(attribute.upper(), [*IDS, "OP"], n=1)
    return f"expected an attribute of spaCy's Matcher, found {attribute!r}" + (
        f"; did you mean {near[0]}?" if near else ""
    )


def _refused(pattern: Pattern_) -> Iterator[str]:
    """What only a trial shows: expressions, operators, attributes that need a trained pipeline."""
    try:
        matched(json.dumps([pattern]), _WORDS)
    except ImportError:
        raise
    except Exception as error:  # spaCy raises ValueError, re.error, AttributeError and more
        yield f"expected a pattern that spaCy's Matcher takes on words alone; it says: {' '.join(str(error).split())}"


def _value(key: str, value: Any) -> Any:
    if isinstance(value, Mapping):
        return {inner: _value(key, item) for inner, item in value.items()}
    if isinstance(value, list | tuple):
        return [_value(key, item) for item in value]
    if key.upper().startswith(_FLAGS):
        return _TRUTH.get(str(value).lower(), value)
    if key.upper() == "LENGTH" and str(value).isdecimal():
        return int(value)
    return respelled(str(value))
