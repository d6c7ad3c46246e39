"""What rules lead to: lists, by way of patterns, signals and shields. The rest of a pack need not be looked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from itertools import chain

from .checks import plugin
from .packs import ACCEPTED, Pack
from .rule import Lexicon, Pattern, Rule, Signal


@dataclass(frozen=True)
class Reach:
    """The lists and the signals that are asked for, in the pack's order."""

    lexicons: tuple[Lexicon, ...]
    signals: Mapping[str, Signal]


def reach(pack: Pack, rules: Iterable[Rule], signals: Iterable[str] = ()) -> Reach:
    """Follow the names in rules and in further ``signals``; a plug-in may ask for anything."""
    rules = tuple(rules)
    if any(isinstance(rule.options, plugin.Options) for rule in rules):
        return Reach(pack.lexicons, pack.signals)
    lexicons = {lexicon.name: lexicon for lexicon in pack.lexicons}
    reached: set[str] = set()
    ahead = {ACCEPTED, *signals, *_named([(r.options, r.unless, r.when, r.factors) for r in rules])}
    while ahead:
        reached |= ahead
        ahead = set(chain.from_iterable(_beyond(name, lexicons, pack.signals) for name in ahead)) - reached
    kept = tuple(lexicon for lexicon in pack.lexicons if lexicon.name in reached)
    return Reach(kept, {name: signal for name, signal in pack.signals.items() if name in reached})


def _beyond(name: str, lexicons: Mapping[str, Lexicon], signals: Mapping[str, Signal]) -> Iterator[str]:
    """What a list or a signal leads to; most strings are neither."""
    if name in signals:
        yield from signals[name].unless
        yield from chain.from_iterable(map(_items, signals[name].patterns))
    if name in lexicons:
        yield from lexicons[name].shields


def _items(pattern: Pattern) -> Iterator[str]:
    return chain.from_iterable(item.options for item in pattern.items)


def _named(value: object) -> Iterator[str]:
    """Every string within frozen values, and of patterns what may stand for an item: all names are among them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Pattern):
        yield from _items(value)
    elif isinstance(value, tuple | list | frozenset):
        yield from chain.from_iterable(map(_named, value))
    elif is_dataclass(value):
        yield from chain.from_iterable(_named(getattr(value, field.name)) for field in fields(value))
