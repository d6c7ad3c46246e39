"""``shape``: typography that shouts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from ..patterns import Passage, Reading, Sought
from ..rule import Match, Rule
from ..signals import Signals
from ..span import Span

Shape = Literal["exclamation", "exclamations", "interrobang", "capitals", "emoji", "ellipsis"]
Finder = Callable[[Passage, int], Iterator[Span]]

_EMOJI = re.compile("[\u203c\u2049\u23e9-\u23f3\u2600-\u27bf\u2b50\u2b55\U0001f000-\U0001faff]")
_EMOJI_RUN = re.compile(rf"{_EMOJI.pattern}(?:\s?{_EMOJI.pattern})*")
_MARKS = re.compile(r"[?!](?:\s?[?!])+")
_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Options:
    """The shapes that match; ``at_least`` counts capital syllables in a row, or emoji."""

    shapes: tuple[Shape, ...]
    at_least: int = 1


def sought(options: Options) -> tuple[Sought, ...]:
    """Look everywhere."""
    return (Sought(()),)


def match(rule: Rule, reading: Reading, signals: Signals) -> Iterator[Match]:
    """Match every run of the rule's shapes in its parts."""
    options: Options = rule.options
    for passage in reading.within(rule.parts):
        for shape in options.shapes:
            for span in _FINDERS[shape](passage, options.at_least):
                yield Match(rule, passage.index, span)


def _form(expression: str) -> Finder:
    """Make a finder of every place that has this form."""
    form = re.compile(expression)
    return lambda passage, _: (Span(*m.span()) for m in form.finditer(passage.view.clean))


def _interrobang(passage: Passage, _: int) -> Iterator[Span]:
    runs = _MARKS.finditer(passage.view.clean)
    return (Span(*run.span()) for run in runs if "!" in run[0] and "?" in run[0])


def _emoji(passage: Passage, at_least: int) -> Iterator[Span]:
    """Runs of emoji, in a passage that has at least so many of them."""
    if len(_EMOJI.findall(passage.view.clean)) >= at_least:
        yield from (Span(*m.span()) for m in _EMOJI_RUN.finditer(passage.view.clean))


def _capitals(passage: Passage, at_least: int) -> Iterator[Span]:
    """Runs of capital syllables, in a passage that is not set in capitals as a whole (a template's title is).

    A word without a vowel is an acronym: it neither counts nor breaks a run.
    """
    words = [word for word in _WORD.finditer(passage.view.clean) if any(map(_is_vowel, word[0]))]
    if all(word[0].isupper() for word in words):
        return
    for upper, run in groupby(words, key=lambda word: word[0].isupper()):
        shouted = list(run)
        if upper and len(shouted) >= at_least:
            yield Span(shouted[0].start(), shouted[-1].end())


def _is_vowel(letter: str) -> bool:
    return unicodedata.normalize("NFD", letter)[0] in "AEIOUYaeiouy"


_FINDERS: Mapping[Shape, Finder] = {
    "exclamation": _form(r"(?<![!?])!(?=[\"'\s]*$)"),
    "exclamations": _form(r"!(?:\s?!)+"),
    "interrobang": _interrobang,
    "capitals": _capitals,
    "emoji": _emoji,
    "ellipsis": _form(r"…(?=[\"'\s!?.]*$)"),
}
