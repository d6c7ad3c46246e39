"""Spelling families: phrases written one way are sought in every way of their family."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import product

from ..text.view import clean, fold

_MOST = 256  # spellings of one phrase; more would mean families that multiply without sense


class Spellings:
    """Families of equivalent spellings (vắc xin, vắc-xin, vaccine; tỷ, tỉ), applied at syllable edges."""

    def __init__(self, families: Iterable[Iterable[str]]) -> None:
        self._family: dict[str, tuple[str, ...]] = {}
        for family in families:
            members = tuple(dict.fromkeys(clean(member) for member in family))
            for member in members:
                self._family[fold(member)] = members
        longest_first = sorted(self._family, key=len, reverse=True)
        either = "|".join(map(re.escape, longest_first)) or "(?!)"
        self._members = re.compile(rf"(?<![^\W_])(?:{either})(?![^\W_])")

    def of(self, phrase: str) -> Iterator[str]:
        """Every spelling of a clean phrase, its own first; at most 256."""
        folded = fold(phrase)
        yield phrase
        slots: list[tuple[str, ...]] = []
        at = 0
        for member in self._members.finditer(folded):
            slots += [(phrase[at : member.start()],), self._family[member[0]]]
            at = member.end()
        slots.append((phrase[at:],))
        for count, parts in enumerate(product(*slots)):
            if count >= _MOST:
                return
            spelled = "".join(parts)
            if spelled != phrase:
                yield spelled
