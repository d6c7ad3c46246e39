"""Figures in running text: digits and number words, grouped, scaled, as ranges or roughly.

What the words are worth comes from YAML; this is only the arithmetic.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..rule import Numbers
from ..span import Span

_DIGITS = re.compile(r"\d[\d.,]*(?<=\d)")
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_TOKEN = re.compile(r"\d[\d.,]*(?<=\d)|[^\W\d_]+|-|%|\S")


class Figure(NamedTuple):
    """A figure as a closed range of values: equal ends where one value is told."""

    low: float
    high: float
    span: Span

    def agrees(self, other: Figure, tolerance: float = 0.1) -> bool:
        """Tell whether the two may mean one value: ranges that meet, or round figures of it."""
        nearest, beyond = min(self.high, other.high), max(self.low, other.low)
        return beyond - nearest <= tolerance * beyond


def figures(text: str, numbers: Numbers, within: Span) -> Iterator[Figure]:
    """Every figure of ``text[within]`` (folded), in order; the two ends of a range become one figure."""
    waiting: Figure | None = None
    joined = False
    for figure in _singles(text, numbers, within):
        if waiting is not None:
            between = text[waiting.span.end : figure.span.start].strip()
            joined = between in numbers.ranges and waiting.high < figure.low
            if joined:
                waiting = Figure(waiting.low, figure.high, Span(waiting.span.start, figure.span.end))
                continue
            yield waiting
        waiting = figure
    if waiting is not None:
        yield waiting


def _singles(text: str, numbers: Numbers, within: Span) -> Iterator[Figure]:
    run: list[re.Match[str]] = []
    for token in _TOKEN.finditer(text, within.start, within.end):
        word = token[0]
        digits = word[0].isdecimal()  # “²” is a digit too, but no figure
        if digits and run:
            yield from _valued(run, numbers)
            run = []
        if digits or word in numbers.words or (run and word in numbers.fillers):
            run.append(token)
        else:
            yield from _valued(run, numbers)
            run = []
    yield from _valued(run, numbers)


def _valued(run: list[re.Match[str]], numbers: Numbers) -> Iterator[Figure]:
    """The value of a run of number words; a word such as “vài” makes it a range, and alone is no figure."""
    while run and run[-1][0] in numbers.fillers:
        run = run[:-1]
    sum_ = _Sum()
    for token in run:
        word = token[0]
        if word in numbers.fillers:
            sum_.filled = True
        elif word[0].isdecimal():
            sum_.add_unit(_of_digits(word), _of_digits(word))
        else:
            sum_.add(*numbers.words[word])
    if run and (value := sum_.value()) is not None:
        yield Figure(*value, Span(run[0].start(), run[-1].end()))


class _Sum:
    """Number words added up: units, then tens and hundreds, then thousands and more."""

    def __init__(self) -> None:
        self.filled = False  # a filler stood before the last unit: “hai trăm linh năm”
        self._total = self._group = (0.0, 0.0)
        self._unit: tuple[float, float] | None = None
        self._scale = self._large = 1.0  # the last one, and the last of a thousand or more
        self._sure = False

    def add(self, role: str, low: float, high: float) -> None:
        """Add a word by its role: unit, ten, scale, half or vague."""
        if role in ("unit", "vague"):
            self.add_unit(low, high, sure=role == "unit")
        elif role == "ten":
            self._group = _plus(self._group, (low, high))
            self._sure = True
        elif role == "half":
            self._total = _plus(self._total, (self._scale / 2, self._scale / 2))
        else:
            self._multiply(low)

    def add_unit(self, low: float, high: float, *, sure: bool = True) -> None:
        """Add a unit; two in a row (“năm sáu”) are a range."""
        self._unit = (low, high) if self._unit is None else (self._unit[0], high)
        self._sure = self._sure or sure

    def value(self) -> tuple[float, float] | None:
        """What the words are worth, as a range."""
        if self._unit and self._scale >= 1000 and not self.filled and self._group == (0, 0):
            share = self._scale / 10  # “một triệu hai” is 1.2 million
            self._unit = (self._unit[0] * share, self._unit[1] * share)
        return _plus(_plus(self._total, self._group), self._unit or (0, 0)) if self._sure else None

    def _multiply(self, scale: float) -> None:
        unit = self._unit or ((1.0, 1.0) if self._group == (0, 0) else (0.0, 0.0))
        if scale < 1000:
            self._group = _plus(self._group, (unit[0] * scale, unit[1] * scale))
        else:
            low, high = _plus(self._group, unit)
            if self._large < scale and self._total != (0, 0):  # “hai trăm nghìn tỷ”: all of it times the scale
                more = 0.0 if self._unit is None and self._group == (0, 0) else 1.0
                low, high = _plus(self._total, (low * more, high * more))
                self._total = (0.0, 0.0)
            self._total = _plus(self._total, (low * scale, high * scale))
            self._group, self._large = (0.0, 0.0), scale
        self._unit, self._scale, self._sure, self.filled = None, scale, True, False


def _plus(one: tuple[float, float], other: tuple[float, float]) -> tuple[float, float]:
    return one[0] + other[0], one[1] + other[1]


def _of_digits(word: str) -> float:
    """``1.234`` and ``1,234`` are thousands; one mark with one or two digits behind it is a decimal."""
    if _GROUPED.fullmatch(word):
        return float(re.sub(r"[.,]", "", word))
    whole, _, rest = word.replace(".", ",").partition(",")
    return float(f"{whole}.{rest.replace(',', '') or 0}")
