"""The lists of a guard as passages ask for them: what was asked once is remembered, for all drafts."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from ..rule import AT_MATCH, Pattern, WordClass
from .scan import Scanner, Spot


@dataclass(frozen=True, slots=True, eq=False)  # each is like itself alone: to be looked up at once
class Wanted:
    """Names of lists and of classes taken apart; the spellings of those lists, and the longest one's code points."""

    lists: frozenset[str]
    classes: tuple[str, ...]
    numbers: frozenset[int]
    longest: int


class Lists:
    """What the names in patterns mean. Shared by threads: what two of them find out at once is the same."""

    def __init__(self, scanner: Scanner, classes: Mapping[str, WordClass]) -> None:
        self.scanner = scanner
        self._classes = classes
        self._wanted: dict[tuple[str, ...], Wanted] = {}
        self._wanted_by: dict[int, tuple[Pattern, tuple[Wanted, ...]]] = {}  # by the id of a pattern, which is kept
        self._plain: dict[str, bool] = {}

    def wanted(self, names: tuple[str, ...]) -> Wanted:
        """What to look for when these lists and classes are asked for."""
        if names not in self._wanted:
            lists = frozenset(names).difference(self._classes, AT_MATCH)
            numbers = frozenset[int]().union(*map(self.scanner.numbers_of.__getitem__, lists))
            classes = tuple(name for name in names if name in self._classes)
            longest = max((self.scanner.lexicons[name].longest for name in lists), default=0)
            self._wanted.setdefault(names, Wanted(lists, classes, numbers, longest))
        return self._wanted[names]

    def wanted_by(self, pattern: Pattern) -> tuple[Wanted, ...]:
        """What each item of a pattern looks for."""
        key = id(pattern)
        if key not in self._wanted_by:
            self._wanted_by[key] = pattern, tuple(self.wanted(item.options) for item in pattern.items)
        return self._wanted_by[key][1]

    def of(self, spots: Collection[Spot], lists: frozenset[str]) -> Collection[str]:
        """Those of these lists that have one of the spellings."""
        if len(lists) == 1 or not spots:
            return lists if spots else ()
        return {name for number, *_ in spots for name in self.scanner.lists_of[number] if name in lists}

    def is_plain(self, name: str) -> bool:
        """Tell whether every hit of a list counts, unless another of its hits overlaps it."""
        if name not in self._plain:
            lexicon = self.scanner.lexicons[name]
            self._plain[name] = not (lexicon.exact or lexicon.shields or any(p.by_word for p in lexicon.phrases))
        return self._plain[name]
