"""Guards for many drafts: for each the one that its configuration asks for, made once for all that ask for the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from .config import Configuration
from .draft import Draft
from .errors import ConfigError
from .finding import Report
from .guard import Guard
from .outcome import Changed, Checked, Failed, Source, died_on, whole
from .packs import Pack
from .pool import demand_processes, in_processes

_V = TypeVar("_V")


class Assigned(NamedTuple):
    """A source, and the number of the guard that is to check it. What could not be read passes through."""

    guard: int
    source: Source


class Guards:
    """Makes guards as drafts ask for them. ``settings`` win over every configuration."""

    def __init__(self, configuration_of: Callable[[Path], Configuration], **settings: Any) -> None:
        self._configuration_of = configuration_of
        self._settings = settings
        self._numbers: dict[int, tuple[Configuration, int]] = {}  # by the id of a configuration, which is kept
        self._by_arguments: dict[tuple[Any, ...], int] = {}
        self.guards: list[Guard] = []

    def assigned(self, source: Source) -> Assigned:
        """Find or make the guard of a source. Raises what ``Guard.from_config`` raises."""
        if isinstance(source, Failed):
            return Assigned(0, source)
        now = source.now if isinstance(source, Changed) else source
        return Assigned(self.number(Path(now.name if isinstance(now, Draft) else now)), source)

    def guard_of(self, path: str) -> Guard:
        """The guard of a path."""
        return self.guards[self.number(Path(path))]

    def number(self, path: Path) -> int:
        """The number of a path's guard among ``guards``."""
        configuration = self._configuration_of(path)
        if id(configuration) not in self._numbers:
            self._numbers[id(configuration)] = configuration, self._number(configuration)
        return self._numbers[id(configuration)][1]

    def _number(self, configuration: Configuration) -> int:
        arguments = {**configuration.arguments(), **self._settings}
        key = tuple(configuration.arguments().values())
        if key not in self._by_arguments:
            try:
                self.guards.append(Guard(**arguments))
            except ConfigError as error:
                raise configuration.placed(error) from None
            self._by_arguments[key] = len(self.guards) - 1
        return self._by_arguments[key]

    def check_many(self, assigned: Iterable[Assigned], processes: int = 1) -> Iterator[Checked | Failed]:
        """Check each source with its guard, lazily and in order; with more processes, all guards go to each of them."""
        demand_processes(processes)
        guards = tuple(self.guards)
        if processes == 1:
            return (whole(one.source, _answer(guards, one)) for one in assigned)
        answers = in_processes(_answer, guards, assigned, processes, _died_on)
        return (whole(one.source, answer) for one, answer in answers)

    @property
    def codes(self) -> frozenset[str]:
        """The codes that are on anywhere."""
        return frozenset[str]().union(*(guard.codes for guard in self.guards))

    @property
    def pack(self) -> Pack:
        """The packs of all guards as one, for reports. Raises ConfigError where two have one name for two things."""
        first, *others = (guard.pack for guard in self.guards)
        for other in others:
            first = _joined(first, other)
        return first


def _answer(guards: tuple[Guard, ...], assigned: Assigned) -> Report | Checked | Failed:
    return guards[assigned.guard].answer(assigned.source)


def _died_on(assigned: Assigned) -> Failed:
    return died_on(assigned.source)


def _joined(pack: Pack, other: Pack) -> Pack:
    if pack.digest == other.digest:
        return pack
    by_code, others = ({rule.code: rule for rule in each.rules} for each in (pack, other))
    rules = _union(by_code, others, "rule")
    return replace(
        pack,
        names=tuple(dict.fromkeys((*pack.names, *other.names))),
        families=_union(pack.families, other.families, "family"),
        clauses=_union(pack.clauses, other.clauses, "clause"),
        codes=pack.codes | other.codes,
        as_written=lambda: pack.as_written().joined(other.as_written()),
        rules=tuple(rules[code] for code in sorted(rules)),
        signals={**pack.signals, **other.signals},
    )


def _union(one: Mapping[str, _V], other: Mapping[str, _V], what: str) -> Mapping[str, _V]:
    for name in one.keys() & other.keys():
        if one[name] != other[name]:
            text = f"Two packs, for different folders, have a {what} {name!r} of different content"
            raise ConfigError(f"{text}; one report cannot show both. Check the folders one at a time, or rename one.")
    return {**one, **other}
