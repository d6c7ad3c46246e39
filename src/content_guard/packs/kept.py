"""Compiled packs, kept in the user's cache as JSON, so that a second start reads no YAML.

What is kept counts only while every file behind it has the content it was compiled from.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from functools import cache as once
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import msgspec

from ..cache import engine, forget, keep, read
from ..checks import KINDS
from ..errors import ConfigError
from ..rule import Lexicon, Numbers, Rule, Signal, WordClass
from .pack import Clause, Family, Pack
from .places import SHARED, base_folder, checksum, pack_folder, rule_files, rules_root

_UNUSED = 90  # days after which a kept pack is deleted
_STRANGERS = {"tokens", "plugin"}  # kinds that need a package beside content-guard: asked for it at every start


def load(names: Iterable[str], signals: Iterable[str] = (), accept: Iterable[str] = ()) -> Pack:
    """Compile packs by name or folder, or take what was kept of them. Raises ConfigError or RuleError.

    Only the signals that rules name are compiled, and those of ``signals`` that the packs have.
    Hits of rules within phrases of ``accept`` do not count.
    """
    names, wanted = tuple(names), _Wanted(tuple(signals), tuple(accept))
    if not names:
        raise ConfigError("No pack was named. Name at least one, such as lai-chau-covid-2021.")
    key = _key(names, wanted)
    pack = _recalled(key, names, wanted)
    if pack is None:
        pack, made_of = _compiled(names, wanted)
        if _STRANGERS.isdisjoint(rule.kind for rule in pack.rules):
            keep(key, _ENCODER.encode(_Kept(made_of, *(getattr(pack, name) for name in _FIELDS))))
            forget(r"pack-[0-9a-f]{32}", _UNUSED)
    return pack


class _Wanted(NamedTuple):
    """What is compiled besides what rules name."""

    signals: tuple[str, ...]
    accept: tuple[str, ...]


def _compiled(names: tuple[str, ...], wanted: _Wanted) -> tuple[Pack, _MadeOf]:
    from .compiler import compiled  # here: pydantic and YAML are dear, and most starts need neither
    from .files import read_pack

    sources = [read_pack(name) for name in names]
    every = [*sources]
    for source in every:  # grows while it is read: what they extend, and what that extends
        every += source.bases
    extended = {(pack.source.file.parent, base) for pack in every for base in pack.content.extends}
    folders = tuple(sorted((str(folder), base, _where(folder, base)) for folder, base in extended))
    written = chain.from_iterable((pack.source, *(file.source for file in pack.files)) for pack in every)
    made_of = _MadeOf(engine(), folders, {str(source.file): source.checksum for source in written})
    return compiled(sources, *wanted), made_of


def _recalled(key: str, names: tuple[str, ...], wanted: _Wanted) -> Pack | None:
    """The pack as it was kept, if nothing that it was made of has changed since."""
    content = read(key)
    if content is None:
        return None
    try:
        kept = _DECODER.decode(content)
    except msgspec.MsgspecError:
        return None
    if not kept.made_of.still_holds(names):
        return None
    values = {name: getattr(kept, name) for name in _FIELDS}
    values["rules"] = tuple(map(_with_options, kept.rules))
    return Pack(**values, as_written=once(lambda: _compiled(names, wanted)[0].as_written()))


@dataclass(frozen=True)
class _MadeOf:
    """The engine, the files of packs with their checksums, and where each pack found those that it extends."""

    made_by: str
    folders: tuple[tuple[str, str, str], ...]
    files: Mapping[str, str]

    def still_holds(self, names: tuple[str, ...]) -> bool:
        """Tell whether the same files would be read, with the same content."""
        try:
            if self.made_by != engine() or any(
                _where(Path(folder), base) != where for folder, base, where in self.folders
            ):
                return False
            folders = {*(str(pack_folder(name)) for name in names), *(where for *_, where in self.folders)}
            return {str(f): checksum(f.read_bytes()) for folder in folders for f in _files(Path(folder))} == self.files
        except (ConfigError, OSError):
            return False


def _where(folder: Path, base: str) -> str:
    return str(rules_root() / SHARED) if base == SHARED else base_folder(folder, base)


def _files(folder: Path) -> list[Path]:
    pack_file = folder / "pack.yml"
    return [*([pack_file] if pack_file.is_file() else []), *rule_files(folder)]


def _key(names: tuple[str, ...], wanted: _Wanted) -> str:
    """The name to keep a pack under; what another engine compiled is written over."""
    places = [str(pack_folder(name).absolute()) for name in names]
    return f"pack-{checksum(repr((names, places, wanted)).encode())[:32]}"


@dataclass(frozen=True)
class _Kept:
    """A pack without what was written."""

    made_of: _MadeOf
    names: tuple[str, ...]
    families: Mapping[str, Family]
    clauses: Mapping[str, Clause]
    rules: tuple[Rule, ...]
    codes: frozenset[str]
    own_rules: frozenset[str]
    lexicons: tuple[Lexicon, ...]
    own_lists: frozenset[str]
    classes: Mapping[str, WordClass]
    signals: Mapping[str, Signal]
    abbreviations: frozenset[str]
    numbers: Numbers
    bases: tuple[str, ...]
    shipped: bool
    digest: str


_FIELDS = tuple(field.name for field in fields(_Kept) if field.name != "made_of")


def _with_options(rule: Rule) -> Rule:
    options: object = msgspec.convert(rule.options, KINDS[rule.kind].options)
    return replace(rule, options=options)


_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(_Kept)
