"""``shape``: typography that shouts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from ..patterns import Passage, Reading
from ..rule import Match, Rule
from ..signals import Signals
from ..span import Span

Shape = Literal["exclamations", "interrobang", "capitals", "emoji", "ellipsis"]
SHAPES: tuple[Shape, ...] = get_args(Shape)

_EMOJI = "[\u203c\u2049\u23e9-\u23f3\u2600-\u27bf\u2b50\u2b55\U0001f000-\U0001faff]"
_FORMS: Mapping[Shape, re.Pattern[str]] = {
    "exclamations": re.compile(r"!(?:\s?!)+"),
    "interrobang": re.compile(r"(?=[?!\s]*\?)(?=[?!\s]*!)[?!](?:\s?[?!])+"),
    "emoji": re.compile(_EMOJI),
    "ellipsis": re.compile(r"…(?=[\"'\s!?.]*$)"),
}
_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Options:
    """The shapes that match; ``at_least`` counts capital syllables in a row, or emoji."""

    shapes: tuple[Shape, ...]
    at_least: int = 1


def match(rule: Rule, reading: Reading, signals: Signals) -> Iterator[Match]:  # noqa: ARG001 - every kind has one form
    """Match every run of the rule's shapes in its parts."""
    options: Options = rule.options
    for passage in reading.within(rule.parts):
        for shape in options.shapes:
            spans = _capitals(passage, options.at_least) if shape == "capitals" else _form(shape, passage)
            spans = list(spans)
            if shape != "emoji" or len(spans) >= options.at_least:
                yield from (Match(rule, passage.index, span) for span in spans)


def _form(shape: Shape, passage: Passage) -> Iterator[Span]:
    return (Span(*m.span()) for m in _FORMS[shape].finditer(passage.view.clean))


def _capitals(passage: Passage, at_least: int) -> Iterator[Span]:
    """Runs of capital syllables, in a passage that is not set in capitals as a whole (a template's title is)."""
    words = list(_WORD.finditer(passage.view.clean))
    if all(word[0].isupper() for word in words):
        return
    run: list[re.Match[str]] = []
    for word in words:
        if word[0].isupper():
            run.append(word)
            continue
        if len(run) >= at_least:
            yield Span(run[0].start(), run[-1].end())
        run = []
    if len(run) >= at_least:
        yield Span(run[0].start(), run[-1].end())
