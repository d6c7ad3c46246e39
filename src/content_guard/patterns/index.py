"""Which rules and patterns could match, told from the lists that have hits: the cost of all others is nothing.

Each set of lists that something needs has a bit, so that all needs that a sentence meets are one number.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from functools import cached_property, reduce
from operator import or_
from typing import NamedTuple

from ..rule import Needs, Pattern


class Sought(NamedTuple):
    """Something that could match only where its needs are met, and the pattern behind it, if there is one."""

    needs: Needs
    pattern: Pattern | None = None


def patterns_sought(patterns: Iterable[Pattern]) -> tuple[Sought, ...]:
    """What ordered patterns seek, each for itself."""
    return tuple(Sought(pattern.needs, pattern) for pattern in patterns)


class Bits:
    """A bit for each set of lists that is asked for, and which of them each spelling meets: told when it is first met.

    ``lists_of`` are the lists of each spelling, ``numbers_of`` the spellings of each list. What spellings meet is one
    number: the fewer bits, the less it costs.
    """

    def __init__(
        self,
        lists_of: Sequence[Iterable[str]],
        numbers_of: Mapping[str, Set[int]],
        classes: Collection[str] = (),
    ) -> None:
        self.lists_of = lists_of
        self.numbers_of = numbers_of
        self._classes = frozenset(classes)
        self._of: dict[frozenset[str], int] = {}
        self._by_list: dict[str, int] = {}
        self._met: dict[int, int] = {}

    def told(self, needs: Needs) -> Needs:
        """Those of these needs that a scan tells of: it knows nothing of classes of words."""
        return tuple(lists for lists in needs if lists.isdisjoint(self._classes))

    def of(self, lists: frozenset[str]) -> int:
        """The bit of a set of lists; all must be asked for before any spelling is met."""
        if lists not in self._of:
            bit = self._of[lists] = 1 << len(self._of)
            for name in lists:
                self._by_list[name] = self._by_list.get(name, 0) | bit
        return self._of[lists]

    def unmet(self, spellings: Iterable[int]) -> int:
        """The needs that none of these spellings meets."""
        return self._every & ~self._met_by(spellings)

    def _met_by(self, spellings: Iterable[int]) -> int:
        try:
            return any_of(map(self._met.__getitem__, spellings))
        except KeyError:
            for spelling in spellings:
                self._met[spelling] = any_of(self._by_list.get(name, 0) for name in self.lists_of[spelling])
            return any_of(map(self._met.__getitem__, spellings))

    @property
    def _every(self) -> int:
        return (1 << len(self._of)) - 1


def any_of(needs: Iterable[int]) -> int:
    """The needs that are in one or another."""
    return reduce(or_, needs, 0)


class Candidate(NamedTuple):
    """What could match: who seeks it, and the pattern, if there is one."""

    owner: str
    pattern: Pattern | None


Others = tuple[int, int]  # what a candidate needs besides its rarest need, and its place in the order of all


class Index:
    """An inverted index: from the spellings that meet the rarest need of each candidate to its other needs.

    ``owners`` are rules by code, or signals by name. ``anywhere`` is what needs nothing, by its owner.
    """

    def __init__(self, owners: Mapping[str, Iterable[Sought]], bits: Bits) -> None:
        self.anywhere: dict[str, list[Candidate]] = {}
        self._candidates: list[Candidate] = []
        self._by_list: dict[str, list[Others]] = {}
        self._by_spelling: dict[int, Sequence[Others]] = {}
        self._lists_of, self._numbers_of = bits.lists_of, bits.numbers_of
        for owner, sought in ((owner, sought) for owner, several in owners.items() for sought in several):
            candidate = Candidate(owner, sought.pattern)
            if needs := bits.told(sought.needs):
                self._add(candidate, needs[0], any_of(map(bits.of, needs[1:])))
            else:
                self.anywhere.setdefault(owner, []).append(candidate)
        self.rarest = bits.of(frozenset(self._by_list))  # of all candidates: met where any of them could match

    def _add(self, candidate: Candidate, rarest: frozenset[str], others: int) -> None:
        entry = others, len(self._candidates)  # one for all lists: there are many
        for name in rarest:
            self._by_list.setdefault(name, []).append(entry)
        self._candidates.append(candidate)

    @cached_property
    def _spellings(self) -> frozenset[int]:
        """Those that meet the rarest need of a candidate."""
        return frozenset[int]().union(*map(self._numbers_of.__getitem__, self._by_list))

    def could_match(self, spellings: frozenset[int], unmet: int) -> Sequence[Candidate]:
        """What could match where these spellings stand and all needs but these are met, in order.

        What needs nothing is not among it.
        """
        if self.rarest & unmet:
            return ()
        entries, here = self._by_spelling, spellings & self._spellings
        try:
            found = {number for s in here for others, number in entries[s] if not others & unmet}
        except KeyError:  # a spelling that no text had before
            for s in here:
                entries[s] = tuple({entry for name in self._lists_of[s] for entry in self._by_list.get(name, ())})
            return self.could_match(here, unmet)
        return [self._candidates[number] for number in sorted(found)]
