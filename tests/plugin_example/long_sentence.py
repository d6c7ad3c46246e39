"""A plug-in: asks about sentences of more syllables than the rule allows."""

from collections.abc import Iterator, Mapping
from typing import Any

from content_guard.patterns import Reading
from content_guard.rule import Match, Rule
from content_guard.signals import Signals


def options(written: Mapping[str, Any]) -> int:
    """What the rule wrote, read once; every value is a string. A ValueError is shown to the rule's author."""
    most = written.get("at-most", "40")
    if set(written) - {"at-most"} or not most.isdecimal():
        raise ValueError(f"expected at-most: a whole number; found {dict(written)}")
    return int(most)


def match(rule: Rule, reading: Reading, signals: Signals, at_most: int) -> Iterator[Match]:
    """Match in the rule's parts; spans count characters of ``passage.view``."""
    for passage in reading.within(rule.parts):
        for sentence in passage.sentences:
            if passage.syllables_in(*sentence) > at_most:
                yield Match(rule, passage.index, sentence)
