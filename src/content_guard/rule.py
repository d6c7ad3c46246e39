"""Compiled values that the engine runs on: patterns, lexicons, signals, rules, matches.

Everything here is frozen. ``packs`` makes these values from YAML; ``patterns``, ``signals`` and
``checks`` only read them. A *list number* names a set of phrases in the one automaton of a guard.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from .finding import Severity
from .span import Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    import regex

Window = Literal["sentence", "paragraph", "opening", "draft"]


class Phrase(NamedTuple):
    """One folded spelling of a phrase in a list, and how its edges are judged."""

    folded: str
    written: str  # as the author wrote it: for messages and for ``case: exact``
    by_word: bool  # its edges must be word edges, not only syllable edges


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A named list of phrases. A hit inside a longer phrase of a shield is dropped."""

    name: str
    phrases: tuple[Phrase, ...]
    shields: tuple[str, ...] = ()
    exact: bool = False


@dataclass(frozen=True, slots=True)
class WordClass:
    """A class of words told by its form: numbers, dates, names. Runs on sentences, never on its own."""

    name: str
    expression: regex.Pattern[str]
    exact: bool  # on the cased view


class Item(NamedTuple):
    """One element of a pattern.

    ``options`` are lexicon or class names, one of which must stand here; ``gap`` is how many syllables
    may lie between the element before and this one (0: side by side); ``optional`` may be left out.
    """

    options: tuple[str, ...]
    gap: int = 0
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """An ordered run of items within one sentence; ``anchors`` tie it to the ends of the part."""

    items: tuple[Item, ...]
    at_start: bool = False
    at_end: bool = False
    written: str = ""


HERE = "@"  # in a signal's pattern: the words of the match that the signal is asked about


@dataclass(frozen=True, slots=True)
class Signal:
    """A property of the surroundings of a match, told by patterns."""

    name: str
    says: Mapping[str, str]  # language → a short phrase for ``because``
    patterns: tuple[Pattern, ...]
    window: Window = "sentence"
    quoted: bool = False  # true also where the match stands within quotation marks
    factor: float = 1.0
    within: tuple[str, ...] = ()  # part names; empty: every part


@dataclass(frozen=True, slots=True)
class Rule:
    """A compiled rule. ``options`` holds what its kind needs, as a frozen value of that kind."""

    code: str
    name: str
    family: str
    clause: str
    severity: Severity
    kind: str
    score: float
    message: Mapping[str, str]
    advice: Mapping[str, tuple[str, ...]]
    why: Mapping[str, str]
    parts: frozenset[str]
    options: Any
    unless: tuple[str, ...] = ()
    factors: Mapping[str, float] = field(default_factory=dict)  # signal → factor on the odds
    preview: bool = False
    references: tuple[str, ...] = ()


class Match(NamedTuple):
    """Where a rule matched: a passage (its index in the draft) and a span of its views."""

    rule: Rule
    passage: int
    span: Span
