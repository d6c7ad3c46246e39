"""What a guard runs on: one or more packs, compiled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..errors import Problem
from ..rule import Lexicon, Numbers, Rule, Signal, WordClass
from . import models
from .yaml import Path_, Source


@dataclass(frozen=True)
class Pack:
    """One or more packs, compiled into what a guard runs on."""

    names: tuple[str, ...]
    families: Mapping[str, models.FamilyModel]
    clauses: Mapping[str, models.ClauseModel]
    not_built: tuple[models.NotBuiltModel, ...]
    rules: tuple[Rule, ...]
    own_rules: frozenset[str]  # codes of rules that no extended pack wrote: those that prove themselves here
    lexicons: tuple[Lexicon, ...]
    own_lists: frozenset[str]  # lists of set phrases in the packs themselves: not plain, not in ``common``
    classes: Mapping[str, WordClass]
    signals: Mapping[str, Signal]
    abbreviations: frozenset[str]
    numbers: Numbers
    written: Mapping[str, models.RuleBase]  # rule code → as it was written, with its examples
    written_at: Mapping[str, tuple[Source, Path_]]  # rule code or list name → where it is written
    scores_at: Mapping[str, tuple[Source, Path_]]  # rule code → where its score in force is written
    factors_at: Mapping[str, tuple[Source, Path_]]  # signal → where its factor is written, if it is
    written_anew: tuple[Problem, ...]  # notes: which names take the place of an extended pack's
    bases: tuple[str, ...]  # folders of extended packs that do not ship with content-guard
    shipped: bool  # all of it comes with content-guard, whose own tests prove it
    digest: str  # of everything written: two packs with the same digest are the same pack

    def lexicon(self, name: str) -> Lexicon:
        """A compiled list by its name."""
        return next(lexicon for lexicon in self.lexicons if lexicon.name == name)

    def problem(self, name: str, path: Path_, text: str) -> Problem:
        """A problem with a rule or a list, at a path below it such as ``("bad", 0)``."""
        source, base = self.written_at[name]
        field = "".join(f"[{p + 1}]" if isinstance(p, int) else f" {p}" for p in path)
        return source.problem((*base, *path), name + field, text)
