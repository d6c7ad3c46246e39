"""Which rules and patterns could match, told from the lists that have hits: the cost of all others is nothing.

Each set of lists that something needs has a bit, so that all needs that a sentence meets are one number.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import reduce
from operator import itemgetter, or_
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
    """A bit for each set of lists that is needed. Sets with a class of words have none: no scan tells of those."""

    def __init__(self, classes: Collection[str] = ()) -> None:
        self._classes = frozenset(classes)
        self._of: dict[frozenset[str], int] = {}

    def of(self, needs: Needs) -> list[int]:
        """The bit of each need, in order."""
        told = (lists for lists in needs if lists.isdisjoint(self._classes))
        return [self._of.setdefault(lists, 1 << len(self._of)) for lists in told]

    def by_list(self) -> Mapping[str, int]:
        """For each list, the needs that a hit of it meets."""
        met: dict[str, int] = {}
        for lists, bit in self._of.items():
            for name in lists:
                met[name] = met.get(name, 0) | bit
        return met


class Met(dict[int, int]):
    """The needs that each spelling of the automaton meets, told when it is first met itself."""

    def __init__(self, bits: Bits, lists_of: Sequence[Iterable[str]]) -> None:
        self._by_list = bits.by_list()
        self._lists_of = lists_of

    def __missing__(self, spelling: int) -> int:
        met = self[spelling] = any_of(self._by_list.get(name, 0) for name in self._lists_of[spelling])
        return met

    def by(self, spellings: Iterable[int]) -> int:
        """The needs that any of these spellings meets."""
        return any_of(map(self.__getitem__, spellings))


def any_of(needs: Iterable[int]) -> int:
    """The needs that are in one or another."""
    return reduce(or_, needs, 0)


class Candidate(NamedTuple):
    """What could match: its place in the order of all, who seeks it, and the pattern, if there is one."""

    number: int
    owner: str
    pattern: Pattern | None


_NUMBER = itemgetter(0)


class Index:
    """An inverted index: from the rarest need of each candidate to the others.

    ``owners`` are rules by code, or signals by name. ``anywhere`` is what needs nothing, by its owner.
    """

    def __init__(self, owners: Mapping[str, Iterable[Sought]], bits: Bits) -> None:
        self.anywhere: dict[str, list[Candidate]] = {}
        self._below: dict[int, list[tuple[int, Candidate]]] = {}
        every = ((owner, sought) for owner, several in owners.items() for sought in several)
        for number, (owner, sought) in enumerate(every):
            candidate = Candidate(number, owner, sought.pattern)
            if needs := bits.of(sought.needs):
                self._below.setdefault(needs[0], []).append((any_of(needs[1:]), candidate))
            else:
                self.anywhere.setdefault(owner, []).append(candidate)
        self.rarest = any_of(self._below)

    def could_match(self, met: int) -> Sequence[Candidate]:
        """What could match where these needs are met, in order; what needs nothing is left out."""
        found: list[Candidate] = []
        here = met & self.rarest
        while here:
            need = here & -here
            here ^= need
            found += [candidate for others, candidate in self._below[need] if others & met == others]
        return sorted(found, key=_NUMBER) if len(found) > 1 else found
