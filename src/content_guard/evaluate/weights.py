"""Weights that give every family its stated prevalence.

A corpus holds more flags than a newsroom's week. In each family, drafts labelled 1 are weighted so that together they
make up the stated share (5 % unless the pack says otherwise), and drafts labelled 0 the rest; a draft weighs 1 on
average. Every draft labelled 0 stands for the passes, not only those written as hard look-alikes of the family.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..packs import Pack
from .corpus import Item


class Weights:
    """What a finding in a draft counts, by the draft's label in the finding's family."""

    def __init__(self, items: Iterable[Item], prevalence: Mapping[str, float]) -> None:
        drafts = tuple(item for item in items if item.labels)
        self._by_label: dict[tuple[str, bool], float] = {}
        for letter, share in prevalence.items():
            flags = sum(item.labels.get(letter, False) for item in drafts)
            passes = len(drafts) - flags
            self._by_label[letter, True] = share * len(drafts) / flags if flags else 0.0
            self._by_label[letter, False] = (1 - share) * len(drafts) / passes if passes else 0.0

    def of(self, letter: str, item: Item) -> float:
        """The weight of a finding of a family (by its letter) in a draft."""
        return self._by_label[letter, item.labels.get(letter, False)]


def prevalence_of(pack: Pack, stated: float | None = None) -> dict[str, float]:
    """The prevalence of each family, by its letter: the one given for all, or each family's own."""
    return {family.letter: stated or family.prevalence for family in pack.families.values()}
