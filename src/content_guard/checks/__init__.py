"""The kinds of rules: what each could match, and one pure function from a rule and a draft being read to matches."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from ..patterns import Reading, Sought
from ..rule import Match, Rule
from ..signals import Signals
from . import measure, mismatch, missing, pattern, phrase, plugin, sequence, shape, together, tokens


class Kind(NamedTuple):
    """A kind of rules: ``sought`` tells from its options what must be in a draft for ``match`` to be asked."""

    match: Callable[[Rule, Reading, Signals], Iterator[Match]]
    sought: Callable[[Any], Iterable[Sought]]


KINDS: dict[str, Kind] = {
    "phrase": Kind(phrase.match, phrase.sought),
    "sequence": Kind(sequence.match, sequence.sought),
    "together": Kind(together.match, together.sought),
    "shape": Kind(shape.match, shape.sought),
    "measure": Kind(measure.match, measure.sought),
    "missing": Kind(missing.match, missing.sought),
    "mismatch": Kind(mismatch.match, mismatch.sought),
    "pattern": Kind(pattern.match, pattern.sought),
    "tokens": Kind(tokens.match, tokens.sought),
    "plugin": Kind(plugin.match, plugin.sought),
}

__all__ = ["KINDS", "Kind"]
