"""``plugin``: a newsroom's own Python function, found by entry point ``content_guard.kinds``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import entry_points
from typing import Any, Protocol

from ..patterns import Reading
from ..rule import Match, Rule
from ..signals import Signals

GROUP = "content_guard.kinds"


class Plugin(Protocol):
    """What an entry point of the group names: an object (a module will do) with these two functions."""

    options: Callable[[Mapping[str, Any]], Any]  # from what the rule wrote; raises ValueError that says what is wrong
    match: Callable[[Rule, Reading, Signals, Any], Iterator[Match]]  # the last is what ``options`` made


@dataclass(frozen=True, slots=True)
class Options:
    """The plug-in, and its own options."""

    plugin: Plugin
    options: Any


def installed(name: str) -> Plugin | None:
    """Load the plug-in of a name, or answer None when no installed package has it."""
    found = entry_points(group=GROUP, name=name)
    return next(iter(found)).load() if found else None


def names() -> tuple[str, ...]:
    """The plug-ins that are installed."""
    return tuple(sorted(entry_points(group=GROUP).names))


def match(rule: Rule, reading: Reading, signals: Signals) -> Iterator[Match]:
    """Match what the plug-in matches; one that fails is left out for this draft, and said so."""
    own: Options = rule.options
    try:
        found = list(own.plugin.match(rule, reading, signals, own.options))
    except Exception as error:  # a stranger's code: no text may make ``check`` raise
        reading.work.notes.append(f"{rule.code}: left out, its plug-in failed ({type(error).__name__}: {error})")
        return
    yield from found
