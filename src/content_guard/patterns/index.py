"""Which rules and patterns could match, told from the lists that have hits: the cost of all others is nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

from ..rule import Needs, Pattern


class Sought(NamedTuple):
    """Something that could match only where its needs are met, and the pattern behind it, if there is one."""

    needs: Needs
    pattern: Pattern | None = None


def patterns_sought(patterns: Iterable[Pattern]) -> tuple[Sought, ...]:
    """What ordered patterns seek, each for itself."""
    return tuple(Sought(pattern.needs, pattern) for pattern in patterns)


_NUMBER = itemgetter(0)


class Candidate(NamedTuple):
    """What could match: its place in the order of all, who seeks it, and the pattern, if there is one."""

    number: int
    owner: str
    pattern: Pattern | None

    def __hash__(self) -> int:
        return self.number


class Index:
    """An inverted index: the lists of the rarest need lead to the second rarest, and that to what needs both.

    ``owners`` are rules by code, or signals by name. What needs nothing could match anywhere.
    """

    def __init__(self, owners: Mapping[str, Iterable[Sought]]) -> None:
        self._anywhere: list[Candidate] = []
        self._below: dict[str, dict[frozenset[str], list[tuple[Needs, Candidate]]]] = {}
        every = ((owner, sought) for owner, several in owners.items() for sought in several)
        for number, (owner, sought) in enumerate(every):
            needs = sought.needs
            candidate = Candidate(number, owner, sought.pattern)
            if not needs:
                self._anywhere.append(candidate)
            for name in needs[0] if needs else ():
                self._below.setdefault(name, {}).setdefault(needs[:2][-1], []).append((needs[2:], candidate))
        self._names = frozenset(self._below)

    def could_match(self, present: frozenset[str]) -> Sequence[Candidate]:
        """What could match where these lists have hits, in order."""
        missing = present.isdisjoint
        found = set(self._anywhere)
        for name in self._names & present:
            for second, entries in self._below[name].items():
                if not missing(second):
                    found.update(c for needs, c in entries if not (needs and any(map(missing, needs))))
        return sorted(found, key=_NUMBER)
