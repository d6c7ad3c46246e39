"""What a guard runs on: one or more packs, compiled."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ..errors import Problem
from ..rule import Lexicon, Numbers, Rule, Signal, WordClass

if TYPE_CHECKING:
    from . import models
    from .yaml import Path_, Source


ACCEPTED = "(accepted)"  # the list of accepted phrases; none of a pack can have this name


@dataclass(frozen=True, slots=True)
class Family:
    """A family of rules: its letter in the guideline, its title by language, how common it is among drafts (0–1)."""

    letter: str
    title: Mapping[str, str]
    prevalence: float


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause that rules serve: its verbatim text and where it comes from."""

    text: str
    source: Literal["plan", "law", "practice"]
    where: str
    url: str = ""


@dataclass(frozen=True)
class AsWritten:
    """What people wrote, as they wrote it: for proofs, explanations and new rules. Checking drafts needs none of it."""

    rules: Mapping[str, models.RuleBase]  # by code, with their examples
    places: Mapping[str, tuple[Source, Path_]]  # rule code or list name → where it is written
    scores: Mapping[str, tuple[Source, Path_]]  # rule code → where its score in force is written
    factors: Mapping[str, tuple[Source, Path_]]  # signal → where its factor is written, if it is
    anew: tuple[Problem, ...]  # notes: which names take the place of an extended pack's
    not_built: tuple[models.NotBuiltModel, ...]

    def joined(self, other: AsWritten) -> AsWritten:
        """What both wrote; where they wrote the same, once."""
        return AsWritten(
            {**self.rules, **other.rules},
            {**self.places, **other.places},
            {**self.scores, **other.scores},
            {**self.factors, **other.factors},
            tuple(dict.fromkeys((*self.anew, *other.anew))),
            tuple(dict.fromkeys((*self.not_built, *other.not_built))),
        )


@dataclass(frozen=True)
class Pack:
    """One or more packs, compiled into what a guard runs on."""

    names: tuple[str, ...]
    families: Mapping[str, Family]
    clauses: Mapping[str, Clause]
    rules: tuple[Rule, ...]
    codes: frozenset[str]  # of every rule that was written, switched off or not
    own_rules: frozenset[str]  # codes of rules that no extended pack wrote: those that prove themselves here
    lexicons: tuple[Lexicon, ...]
    own_lists: frozenset[str]  # lists of set phrases in the packs themselves: not plain, not in ``common``
    classes: Mapping[str, WordClass]
    signals: Mapping[str, Signal]
    abbreviations: frozenset[str]
    numbers: Numbers
    bases: tuple[str, ...]  # folders of extended packs that do not ship with content-guard
    shipped: bool  # all of it comes with content-guard, whose own tests prove it
    digest: str  # of everything written: two packs with the same digest are the same pack
    as_written: Callable[[], AsWritten]  # reads the files again if they were not read for this pack

    @property
    def written(self) -> Mapping[str, models.RuleBase]:
        """Rule code → the rule as it was written, with its examples."""
        return self.as_written().rules

    def lexicon(self, name: str) -> Lexicon:
        """A compiled list by its name."""
        return next(lexicon for lexicon in self.lexicons if lexicon.name == name)

    def problem(self, name: str, path: Path_, text: str) -> Problem:
        """A problem with a rule or a list, at a path below it such as ``("bad", 0)``."""
        source, base = self.as_written().places[name]
        field = "".join(f"[{p + 1}]" if isinstance(p, int) else f" {p}" for p in path)
        return source.problem((*base, *path), name + field, text)
