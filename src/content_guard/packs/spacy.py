"""spaCy Matcher patterns as YAML writes them: every scalar is a string there, and spaCy asks for types."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

_FLAGS = ("IS_", "LIKE_")
_TRUTH = {"true": True, "false": False}


def as_matcher_values(patterns: Iterable[Iterable[Mapping[str, Any]]]) -> list[list[dict[str, Any]]]:
    """Turn flags into booleans and lengths into numbers; everything else stays as written."""
    return [[{key: _value(key, value) for key, value in token.items()} for token in tokens] for tokens in patterns]


def _value(key: str, value: Any) -> Any:
    if isinstance(value, Mapping):
        return {inner: _value(key, item) for inner, item in value.items()}
    if isinstance(value, list | tuple):
        return [_value(key, item) for item in value]
    if key.startswith(_FLAGS):
        return _TRUTH.get(str(value).lower(), value)
    if key == "LENGTH" and str(value).isdigit():
        return int(value)
    return value
