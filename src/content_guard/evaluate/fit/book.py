"""The numbers a score is made of: where each is written, what its author wrote, and whether it may be changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import log
from pathlib import Path

from ...errors import ConfigError
from ...packs import Pack
from ...packs.places import SHARED, pack_folder, rules_root
from ...packs.yaml import Path_, Source
from ...rule import Rule, Use
from ...score import odds
from .solve import Parameter, Terms

SCORE_SPREAD = 0.5  # how far a rule's log-odds are trusted to lie from what was written, as a standard deviation
STRENGTH_SPREAD = 0.25  # the same for the strength of a signal, of which 1 is what was written
LEAST, MOST = 0.01, 0.99  # of a score
WEAKEST, STRONGEST = 0.1, 3.0  # of a signal's strength: above 0, a factor never crosses 1


@dataclass(frozen=True)
class Scalar:
    """A number of a pack: a rule's score or a factor. ``written`` is its author's, ``value`` what stands there now."""

    key: str
    source: Source
    path: Path_
    value: float
    written: float
    parameter: str
    editable: bool


class Book:
    """Every score and factor of a pack. ``written`` holds, by key, what authors wrote where a fit changed it since."""

    def __init__(self, pack: Pack, names: Iterable[str], written: Mapping[str, float]) -> None:
        self._pack = pack
        self._folders = editable_folders(names)
        self._written = written
        self.scores = {rule.code: self._score(rule) for rule in pack.rules}
        self._factors = {(rule.code, use): scalar for rule in pack.rules for use, scalar in self._of_uses(rule)}

    def scalars(self) -> tuple[Scalar, ...]:
        """Each number that may be changed, once."""
        every = {s.key: s for s in (*self.scores.values(), *self._factors.values()) if s.editable}
        return tuple(every[key] for key in sorted(every))

    def parameters(self) -> dict[str, Parameter]:
        """What is fitted: the log-odds of a rule, and the strength of a signal, as powers of its factors."""
        found: dict[str, Parameter] = {}
        for scalar in self.scalars():
            if scalar.parameter.startswith("score"):
                bounds = log(odds(LEAST)), log(odds(MOST))
                found[scalar.parameter] = Parameter(log(odds(scalar.written)), SCORE_SPREAD, *bounds)
            else:
                found[scalar.parameter] = Parameter(1.0, STRENGTH_SPREAD, WEAKEST, STRONGEST)
        return found

    def terms(self, code: str, uses: Iterable[Use]) -> Terms:
        """The log-odds of a match as a sum: what is fixed, and how often each parameter counts."""
        score = self.scores[code]
        fixed = 0.0 if score.editable else log(odds(score.value))
        counts: dict[str, float] = defaultdict(float)
        if score.editable:
            counts[score.parameter] = 1.0
        for scalar in (self._factors[code, use] for use in uses):
            if scalar.editable:
                counts[scalar.parameter] += log(scalar.written)
            else:
                fixed += log(scalar.value)
        return Terms(fixed, tuple(counts.items()))

    def _score(self, rule: Rule) -> Scalar:
        return self._scalar(
            f"{rule.code} score", self._pack.as_written().scores[rule.code], rule.score, f"score {rule.code}"
        )

    def _of_uses(self, rule: Rule) -> Iterator[tuple[Use, Scalar]]:
        """The factor of each signal that a rule names: written in the rule, or the signal's own."""
        model, (source, base) = self._pack.written[rule.code], self._pack.as_written().places[rule.code]
        named = [(field, name) for field in ("weaken", "strengthen") for name in getattr(model, field)]
        for (use, factor), (field, name) in zip(rule.factors, named, strict=True):
            if isinstance(getattr(model, field), dict):
                key, place = f"{rule.code} {use}", (source, (*base, field, name))
            else:
                key, place = f"signal {use.signal}", self._pack.as_written().factors[use.signal]
            yield use, self._scalar(key, place, factor, f"signal {use.signal}")

    def _scalar(self, key: str, place: tuple[Source, Path_], value: float, parameter: str) -> Scalar:
        source, path = place
        editable = source.file.resolve().parent in self._folders
        return Scalar(key, source, path, value, self._written.get(key, value), parameter, editable)


def editable_folders(names: Iterable[str]) -> frozenset[Path]:
    """The folders whose numbers a fit may change: the named packs', and ``common`` in the project they ship from.

    What a pack extends stays as it is. Raises ConfigError for the installed copy of a shipped pack.
    """
    root = rules_root().resolve()
    folders = {pack_folder(name).resolve() for name in names}
    for folder in folders:
        if folder.is_relative_to(root) and root.name == "_rules":
            raise ConfigError(f"{folder.name} is installed with content-guard. Copy it, and name the copy with --pack.")
    shared = {root / SHARED} if any(folder.is_relative_to(root) for folder in folders) else set()
    return frozenset(folders | shared)
