"""Which rules and patterns could match, told from the lists that have hits: the cost of all others is nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from ..rule import Needs, Pattern


class Sought(NamedTuple):
    """Something that could match only where its needs are met, and the pattern behind it, if there is one."""

    needs: Needs
    pattern: Pattern | None = None


def patterns_sought(patterns: Iterable[Pattern]) -> tuple[Sought, ...]:
    """What ordered patterns seek, each for itself."""
    return tuple(Sought(pattern.needs, pattern) for pattern in patterns)


class _Entry(NamedTuple):
    number: int
    owner: str
    needs: Needs  # beyond the two that lead to it
    pattern: Pattern | None

    @property
    def patterns(self) -> tuple[Pattern, ...]:
        return () if self.pattern is None else (self.pattern,)


class Index:
    """An inverted index: the lists of the rarest need lead to the second rarest, and that to what needs both.

    ``owners`` are rules by code, or signals by name. What needs nothing could match anywhere.
    """

    def __init__(self, owners: Mapping[str, Iterable[Sought]], commonness: Callable[[str], float]) -> None:
        self._anywhere: dict[str, tuple[Pattern, ...]] = {}
        self._below: dict[str, dict[frozenset[str], list[_Entry]]] = {}
        every = ((owner, sought) for owner, several in owners.items() for sought in several)
        for number, (owner, sought) in enumerate(every):
            needs = sorted(sought.needs, key=lambda need: sum(map(commonness, need)))
            entry = _Entry(number, owner, tuple(needs[2:]), sought.pattern)
            if not needs:
                self._anywhere[owner] = (*self._anywhere.get(owner, ()), *entry.patterns)
            for name in needs[0] if needs else ():
                self._below.setdefault(name, {}).setdefault(needs[:2][-1], []).append(entry)
        self._names = frozenset(self._below)

    def could_match(self, present: frozenset[str]) -> Mapping[str, tuple[Pattern, ...]]:
        """The owners that could match where these lists have hits, each with its patterns in their order."""
        missing = present.isdisjoint
        found: dict[int, _Entry] = {}
        for name in self._names & present:
            for second, entries in self._below[name].items():
                if not missing(second):
                    for entry in entries:
                        if not (entry.needs and any(map(missing, entry.needs))):
                            found[entry.number] = entry
        patterns = dict(self._anywhere)
        for number in sorted(found):
            entry = found[number]
            patterns[entry.owner] = (*patterns.get(entry.owner, ()), *entry.patterns)
        return patterns
