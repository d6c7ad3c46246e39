"""The notation of patterns: ``{number} …4 (ca|người) {death}``.

``{a|b}`` names lists or classes; ``(x y|z)`` gives phrases; plain words stand for themselves;
``…`` allows up to six syllables between, ``…n`` up to n, ``~`` and ``~n`` the same within a clause
(no comma, colon, semicolon or dash); ``?`` behind a brace or bracket makes it optional;
``^`` and ``$`` are the ends of the part; ``@``, in signals, is the match that the signal is asked about,
and ``[`` and ``]`` are where it begins and ends: ``[ ~2 (không)`` is a word among its first three.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ..rule import AT_MATCH, Item, Pattern

_TOKEN = re.compile(
    r"\{(?P<names>[^{}]*)\}(?P<o1>\??)|\((?P<either>[^()]*)\)(?P<o2>\??)|(?P<kind>…|\.\.\.|~)(?P<gap>\d*)(?!\S)|\S+"
)
_GAP = 6
_OPTIONAL_AT_MOST = 4
LITERAL = "="  # opens the name of a list that a pattern's own words make


class _Element(NamedTuple):
    options: tuple[str, ...]
    gap: int
    clause: bool
    optional: bool = False


class PatternSyntaxError(ValueError):
    """A pattern that cannot be read; the message says what was expected and found."""


def parse(written: str) -> tuple[Pattern, ...]:
    """Read a pattern; one with optional elements becomes several without."""
    elements: list[_Element] = []
    gap, clause, at_start, at_end = 0, False, False, False
    words: list[str] = []

    def close() -> None:
        nonlocal gap, clause
        if words:
            elements.append(_Element((LITERAL + " ".join(words),), gap, clause))
            words.clear()
            gap, clause = 0, False

    for token in _TOKEN.finditer(written):
        text = token[0]
        if at_end:
            raise PatternSyntaxError(f"expected nothing after $, found {text!r}")
        if token["gap"] is not None:
            close()
            gap += int(token["gap"] or _GAP)
            clause = clause or token["kind"] == "~"
        elif token["names"] is not None or token["either"] is not None or text in AT_MATCH:
            close()
            elements.append(_Element(_options(token), gap, clause, bool(token["o1"] or token["o2"])))
            gap, clause = 0, False
        elif text == "^":
            if elements or words:
                raise PatternSyntaxError("expected ^ at the beginning of the pattern only")
            at_start = True
        elif text == "$":
            close()
            at_end = True
        elif any(c in "{}()" for c in text):
            raise PatternSyntaxError(f"expected a closed brace or bracket, found {text!r}")
        else:
            words.append(text)
    close()
    if gap:
        raise PatternSyntaxError("expected words after the last …")
    return tuple(Pattern(items, at_start, at_end, written) for items in _without_optionals(elements))


def _options(token: re.Match[str]) -> tuple[str, ...]:
    if token[0] in AT_MATCH:
        return (token[0],)
    inner = token["names"] if token["names"] is not None else token["either"]
    options = [" ".join(option.split()) for option in inner.split("|")]
    if not all(options):
        raise PatternSyntaxError(f"expected a name or words on each side of |, found {token[0]!r}")
    return tuple(options if token["names"] is not None else (LITERAL + option for option in options))


def _without_optionals(elements: list[_Element]) -> list[tuple[Item, ...]]:
    if sum(e.optional for e in elements) > _OPTIONAL_AT_MOST:
        raise PatternSyntaxError(f"expected at most {_OPTIONAL_AT_MOST} optional elements")
    ways: list[tuple[list[Item], int]] = [([], 0)]  # items so far, and the gap that left-out elements leave
    for element in elements:
        taken = [([*items, Item(element.options, element.gap + left, element.clause)], 0) for items, left in ways]
        left_out = [(items, left + element.gap) for items, left in ways] if element.optional else []
        ways = taken + left_out
    found = [tuple(items) for items, _ in ways]
    if not all(found):
        raise PatternSyntaxError("expected at least one element that is not optional")
    return found
