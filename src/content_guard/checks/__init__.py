"""The kinds of rules: each one pure function from a rule and a draft being read to matches."""

from collections.abc import Callable, Iterator

from ..patterns import Reading
from ..rule import Match, Rule
from ..signals import Signals
from . import missing, phrase, sequence, shape, together

Check = Callable[[Rule, Reading, Signals], Iterator[Match]]

KINDS: dict[str, Check] = {
    "phrase": phrase.match,
    "sequence": sequence.match,
    "together": together.match,
    "shape": shape.match,
    "missing": missing.match,
}

__all__ = ["KINDS", "Check"]
