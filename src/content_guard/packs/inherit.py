"""What a pack takes over from the packs it extends, and what it writes anew, switches off or overrides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple, TypeVar

from ..errors import Place, Problem, found
from ..rule import Rule
from .files import PackSource, RuleSource
from .models import LexiconModel, SignalModel, Written
from .places import SHARED
from .yaml import Path_

_SECTIONS = ("lexicons", "signals", "classes")
_M = TypeVar("_M", bound=Written)


def with_bases(sources: Iterable[PackSource]) -> tuple[PackSource, ...]:
    """Each pack once, those it extends before it."""
    return tuple({pack.source.shown: pack for pack in _with_bases(sources)}.values())


def without_bases(sources: Iterable[PackSource]) -> tuple[PackSource, ...]:
    """The packs that no other of these extends."""
    every = with_bases(sources)
    bases = {base.source.shown for pack in every for base in with_bases(pack.bases)}
    return tuple(pack for pack in every if pack.source.shown not in bases)


def _with_bases(sources: Iterable[PackSource]) -> Iterator[PackSource]:
    for source in sources:
        yield from _with_bases(source.bases)
        yield source


# Lists and signals.


def lexicons(files: Iterable[RuleSource]) -> dict[str, LexiconModel]:
    """Every list as its last writer wants it; one that includes its own name adds to the one before."""
    models: dict[str, LexiconModel] = {}
    for file in files:
        for name, model in file.content.lexicons.items():
            adds = name in models and name in model.includes
            models[name] = _added(models[name], model, name) if adds else model
    return models


def _added(before: LexiconModel, model: LexiconModel, name: str) -> LexiconModel:
    return before.model_copy(
        update={
            **_set(model),
            "phrases": (*before.phrases, *model.phrases),
            "includes": (*before.includes, *(other for other in model.includes if other != name)),
            "shields": (*before.shields, *model.shields),
        }
    )


def signals(files: Iterable[RuleSource]) -> dict[str, SignalModel]:
    """Every signal as its last writer wants it; a factor that is left out stays."""
    models: dict[str, SignalModel] = {}
    for file in files:
        for name, model in file.content.signals.items():
            kept = {} if name not in models or "factor" in _set(model) else {"factor": models[name].factor}
            models[name] = model.model_copy(update=kept)
    return models


def _set(model: _M) -> dict[str, object]:
    return {name: getattr(model, name) for name in model.model_fields_set}


# Who wrote a name.


class _Writing(NamedTuple):
    """A name written in a file: in which pack (``common`` or the place of a pack.yml), and where."""

    pack: str
    name: str
    file: RuleSource
    path: Path_

    @property
    def place(self) -> Place:
        return self.file.source.place(self.path)


def written_anew(packs: Iterable[PackSource]) -> Iterator[Problem]:
    """A note for every list, signal, class and rule that replaces or adds to one of an extended pack."""
    for before, later in _twice(packs):
        adds = later.path[0] == "lexicons" and later.name in later.file.content.lexicons[later.name].includes
        text = f"adds to the one of {before.place}" if adds else f"takes the place of the one of {before.place}"
        yield later.file.source.problem(later.path, later.name, text)


def clashes(packs: Iterable[PackSource]) -> Iterator[Problem]:
    """A problem for every name that a pack shares with itself or with one that it does not extend."""
    packs = tuple(packs)
    extended = {pack.source.shown: _extended(pack) for pack in packs}
    for before, later in _twice(packs):
        if before.pack not in extended[later.pack]:
            text = f"expected a name of its own, found one that {before.place} has too"
            help_ = "" if before.pack == later.pack else "; rename it, or let this pack extend that one"
            yield later.file.source.problem(later.path, later.name, text + help_)


def _twice(packs: Iterable[PackSource]) -> Iterator[tuple[_Writing, _Writing]]:
    seen: dict[tuple[str, str], _Writing] = {}
    for writing in _writings(packs):
        key = (str(writing.path[0]), writing.name)
        if key in seen and writing.pack != SHARED:
            yield seen[key], writing
        seen[key] = writing


def _writings(packs: Iterable[PackSource]) -> Iterator[_Writing]:
    packs = tuple(packs)
    shared = {file.source.shown: file for pack in packs for file in pack.files if file.shared}
    owned = [(SHARED, file) for file in shared.values()]
    for owner, file in (*owned, *((pack.source.shown, file) for pack in packs for file in pack.own)):
        for section in _SECTIONS:
            for name in getattr(file.content, section):
                yield _Writing(owner, name, file, (section, name))
        for number, rule in enumerate(file.content.rules):
            yield _Writing(owner, rule.code, file, ("rules", number))


def _extended(pack: PackSource) -> set[str]:
    every = with_bases([pack])
    return {p.source.shown for p in every if p is not pack} | {SHARED for p in every if SHARED in p.content.extends}


# Rules.


def as_packs_want(
    packs: Iterable[PackSource], compiled: Mapping[str, Mapping[str, Rule]], problems: list[Problem]
) -> dict[str, Rule]:
    """The rules that are left when each pack, bases first, has written, switched off and overridden.

    ``compiled`` holds the rules of every file by the name it is shown under.
    """
    rules: dict[str, Rule] = {}
    for pack in packs:
        for file in pack.own:
            rules |= compiled[file.source.shown]
        known = tuple(rules)
        problems += _unknown(pack, known)
        off = pack.content.switch_off
        rules = {code: rule for code, rule in rules.items() if not code.startswith(off)} if off else rules
        rules |= {c: _overridden(rules[c], pack) for c in pack.content.override if c in rules}
    return rules


def _overridden(rule: Rule, pack: PackSource) -> Rule:
    return replace(rule, **pack.content.override[rule.code].model_dump(exclude_none=True))


def _unknown(pack: PackSource, known: tuple[str, ...]) -> Iterator[Problem]:
    """What ``switch-off`` and ``override`` name and is not there, or say to no effect."""
    for number, prefix in enumerate(pack.content.switch_off):
        if not any(code.startswith(prefix) for code in known):
            families = dict.fromkeys(code[:3] for code in known)
            text = "expected a code, or the beginning of one, of this pack or one it extends"
            yield pack.source.problem(
                ("switch-off", number), "switch-off", text + found(prefix, families if len(prefix) == 3 else known)
            )
    for code, change in pack.content.override.items():
        subject, path = f"override {code}", ("override", code)
        if code not in known:
            text = f"expected the code of a rule of this pack or one it extends{found(code, known)}"
            yield pack.source.problem(path, subject, text)
        elif code.startswith(pack.content.switch_off or ("-",)):
            yield pack.source.problem(path, subject, "expected a rule that is on, found one that is switched off here")
        elif not change.model_dump(exclude_none=True):
            yield pack.source.problem(path, subject, "expected severity, score or preview, found none")
