"""``plugin``: a newsroom's own Python function, found by entry point ``content_guard.kinds``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from ..patterns import Reading, Sought
from ..rule import Match, Rule
from ..signals import Signals
from ..span import Span

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


class Unusable(Exception):
    """A plug-in that is not installed, or cannot be used as one; the message says what to do."""


def installed(name: str) -> Plugin:
    """Load the plug-in of a name. Raises Unusable."""
    from importlib.metadata import entry_points  # here: dear, and most packs name no plug-in

    found = next(iter(entry_points(group=GROUP, name=name)), None)
    if found is None:
        known = ", ".join(sorted(entry_points(group=GROUP).names)) or "none"
        raise Unusable(
            f"expected an installed plug-in ({known}), found {name!r}; "
            f"install the package whose entry point in {GROUP!r} has this name"
        )
    try:
        plugin: Plugin = found.load()
    except Exception as error:  # a stranger's code
        raise Unusable(f"expected a plug-in that loads; {found.value} does not: {_said(error)}") from None
    for function in ("options", "match"):
        if not callable(getattr(plugin, function, None)):
            raise Unusable(f"expected a plug-in with functions options and match; {found.value} has no {function}")
    return plugin


def sought(options: Options) -> tuple[Sought, ...]:
    """Look everywhere."""
    return (Sought(()),)


def match(rule: Rule, reading: Reading, signals: Signals) -> Iterator[Match]:
    """Match what the plug-in matches in the rule's parts; one that fails is left out for this draft, and said so."""
    own: Options = rule.options
    parts = {passage.index for passage in reading.within(rule.parts)}
    try:
        found = [_placed(rule, reading, m) for m in own.plugin.match(rule, reading, signals, own.options)]
    except Exception as error:  # a stranger's code: no text may make ``check`` raise
        reading.work.notes.append(f"{rule.code}: left out, its plug-in failed ({_said(error)})")
        return
    yield from (m for m in found if m.passage in parts)


def _placed(rule: Rule, reading: Reading, found: Match) -> Match:
    """A match of the plug-in as the engine needs it. Raises ValueError when it stands nowhere in the draft."""
    _, passage, (start, end) = found
    if 0 <= passage < len(reading.passages) and 0 <= start < end <= len(reading.passages[passage].view.clean):
        return Match(rule, int(passage), Span(int(start), int(end)))
    raise ValueError(f"a match at {start}:{end} of passage {passage}, where there is no text")


def _said(error: Exception) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())
