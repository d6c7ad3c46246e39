"""Compiled values that the engine runs on: patterns, lexicons, signals, rules, matches.

Everything here is frozen. ``packs`` makes these values from YAML; ``patterns``, ``signals`` and
``checks`` only read them. A *list number* names a set of phrases in the one automaton of a guard.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from .finding import Severity
from .span import Span

if TYPE_CHECKING:
    import regex

Window = Literal["sentence", "paragraph", "top", "opening", "below", "draft"]


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

    @property
    def longest(self) -> int:
        """The length of the longest phrase, in code points."""
        return max((len(p.folded) for p in self.phrases), default=0)


@dataclass(frozen=True, slots=True)
class Expression:
    """A regular expression, compiled when it is first used: most drafts ask for few of them."""

    written: str
    ignore_case: bool = False

    @property
    def compiled(self) -> regex.Pattern[str]:
        """The expression in the form that searches. Raises what ``regex`` raises for one that is none."""
        return _compiled(self.written, self.ignore_case)


@cache
def _compiled(written: str, ignore_case: bool) -> regex.Pattern[str]:
    import regex

    return regex.compile(written, regex.IGNORECASE if ignore_case else 0)


@dataclass(frozen=True)
class WordClass:
    """A class of words told by its form: numbers, dates, names. Runs on sentences, never on its own."""

    name: str
    expression: Expression
    exact: bool  # on the cased view

    @cached_property
    def finditer(self) -> Callable[[str, int, int], Iterator[regex.Match[str]]]:
        """The search for its words in a range of a text."""
        finditer: Callable[[str, int, int], Iterator[regex.Match[str]]] = self.expression.compiled.finditer
        return finditer


Role = Literal["unit", "ten", "scale", "half", "vague"]


@dataclass(frozen=True, slots=True)
class Numbers:
    """What number words are worth: folded word → its role and the range of its value."""

    words: Mapping[str, tuple[Role, float, float]]
    fillers: frozenset[str]  # stand within a number and are worth nothing: linh, lẻ
    ranges: frozenset[str]  # stand between the ends of a range


NO_NUMBERS = Numbers({}, frozenset(), frozenset())


class Item(NamedTuple):
    """One element of a pattern.

    ``options`` are list or class names, one of which must stand here; ``gap`` is how many syllables
    may lie between the element before and this one (0: side by side); ``clause`` wants no comma,
    colon, semicolon or dash between them.
    """

    options: tuple[str, ...]
    gap: int = 0
    clause: bool = False


Needs = tuple[frozenset[str], ...]  # of each of these sets of lists, one must have a hit; the rarest stands first


@dataclass(frozen=True, slots=True)
class Pattern:
    """An ordered run of items within one sentence; ``anchors`` tie it to the ends of the part."""

    items: tuple[Item, ...]
    at_start: bool = False
    at_end: bool = False
    written: str = ""
    needs: Needs = ()
    asks_here: bool = False  # the words of a match are one of its items

    def asks_any_of(self, names: Collection[str]) -> bool:
        """Tell whether one of these lists or classes may stand for an item."""
        return any(option in names for item in self.items for option in item.options)


class Use(NamedTuple):
    """A signal as a rule names it: which one, and how far around the match it is looked for."""

    signal: str
    window: Window = "sentence"

    def __str__(self) -> str:
        return self.signal if self.window == "sentence" else f"{self.signal} in {self.window}"


HERE = "@"  # in a signal's pattern: the words of the match that the signal is asked about
OPENS, CLOSES = "[", "]"  # their two ends, where no word stands: what lies within them can be asked for
AT_MATCH = frozenset({HERE, OPENS, CLOSES})


@dataclass(frozen=True, slots=True)
class Signal:
    """A property of the surroundings of a match, told by patterns."""

    name: str
    says: Mapping[str, str]  # language → a short phrase for ``because``
    patterns: tuple[Pattern, ...]
    quoted: bool = False  # true also where the match stands within quotation marks
    factor: float = 1.0
    unless: tuple[str, ...] = ()  # signals that take precedence: where one holds, this one does not
    window: Window = "sentence"  # where a rule names no window
    answers: bool = False  # it may stand in the sentence behind a question that holds the match
    outside: bool = False  # what stands within the match says nothing, unless a comma sets it apart

    @property
    def stands_alone(self) -> bool:
        """Tell whether it can hold somewhere without a match to ask about."""
        return any(not pattern.asks_here for pattern in self.patterns)


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
    when: tuple[Use, ...] = ()  # every one must hold
    unless: tuple[Use, ...] = ()  # none may hold
    factors: tuple[tuple[Use, float], ...] = ()  # on the odds
    preview: bool = False
    references: tuple[str, ...] = ()
    configured: tuple[tuple[str, float], ...] = ()  # factors on the odds that a configuration gives, and its name

    def reads(self, part: str) -> bool:
        """Tell whether it looks at parts of this name; without any named, it looks at all."""
        return not self.parts or part in self.parts


class Match(NamedTuple):
    """Where a rule matched: a passage (its index in the draft) and a span of its views."""

    rule: Rule
    passage: int
    span: Span
