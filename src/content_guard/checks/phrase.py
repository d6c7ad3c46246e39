"""``phrase``: any phrase of a list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..patterns import Reading, Sought
from ..rule import Match, Rule
from ..signals import Signals


@dataclass(frozen=True, slots=True)
class Options:
    """The lists whose phrases are looked for."""

    lists: tuple[str, ...]


def sought(options: Options) -> tuple[Sought, ...]:
    """Seek any of the lists."""
    return (Sought((frozenset(options.lists),)),)


def match(rule: Rule, reading: Reading, signals: Signals) -> Iterator[Match]:
    """Match every hit of the rule's lists in its parts."""
    options: Options = rule.options
    for passage in dict.fromkeys(sentence.passage for sentence, _ in reading.where(rule.code)):
        for name in options.lists:
            for span in passage.hits(name):
                yield Match(rule, passage.index, span)
