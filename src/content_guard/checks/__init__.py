"""The kinds of rules: each one pure function from a rule and a draft being read to matches."""

from collections.abc import Callable, Iterator

from ..patterns import Reading
from ..rule import Match, Rule
from ..signals import Signals
from . import measure, mismatch, missing, pattern, phrase, plugin, sequence, shape, together, tokens

Check = Callable[[Rule, Reading, Signals], Iterator[Match]]

KINDS: dict[str, Check] = {
    "phrase": phrase.match,
    "sequence": sequence.match,
    "together": together.match,
    "shape": shape.match,
    "measure": measure.match,
    "missing": missing.match,
    "mismatch": mismatch.match,
    "pattern": pattern.match,
    "tokens": tokens.match,
    "plugin": plugin.match,
}

__all__ = ["KINDS", "Check"]
