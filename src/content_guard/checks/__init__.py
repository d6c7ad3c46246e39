"""The kinds of rules: what each could match, and one pure function from a rule and a draft being read to matches."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from ..patterns import Reading, Sought
from ..rule import Match, Rule
from ..signals import Signals
from . import measure, mismatch, missing, pattern, phrase, plugin, sequence, shape, together, tokens


class Kind(NamedTuple):
    """A kind of rules: ``sought`` tells from its options what must be in a draft for ``match`` to be asked."""

    options: type
    sought: Callable[[Any], Iterable[Sought]]
    match: Callable[[Rule, Reading, Signals], Iterator[Match]]


KINDS: dict[str, Kind] = {
    "phrase": Kind(phrase.Options, phrase.sought, phrase.match),
    "sequence": Kind(sequence.Options, sequence.sought, sequence.match),
    "together": Kind(together.Options, together.sought, together.match),
    "shape": Kind(shape.Options, shape.sought, shape.match),
    "measure": Kind(measure.Options, measure.sought, measure.match),
    "missing": Kind(missing.Options, missing.sought, missing.match),
    "mismatch": Kind(mismatch.Options, mismatch.sought, mismatch.match),
    "pattern": Kind(pattern.Options, pattern.sought, pattern.match),
    "tokens": Kind(tokens.Options, tokens.sought, tokens.match),
    "plugin": Kind(plugin.Options, plugin.sought, plugin.match),
}

__all__ = ["KINDS", "Kind"]
