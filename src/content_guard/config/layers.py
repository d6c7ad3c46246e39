"""One layer of settings over another: a file over the one it extends, the command line over all files."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from ..finding import Severity
from .configuration import Configuration, Said
from .models import RuleModel, Settings
from .overrides import Glob, PathIgnore, RuleSetting

_T = TypeVar("_T")
Where = Callable[..., str]  # from the path of a key to the place that it is written at


def laid_over(
    below: Configuration, layer: Settings, where: Where, *, base: str = "", source: str = ""
) -> Configuration:
    """Settings over others. Most take the place of what is below; accepted phrases, rules and paths add to it.

    ``base`` is the folder that patterns are read from, ``source`` what the steps of scores are told under.
    """
    if layer.select is not None:
        below = _revived(below, layer.select)
    names = ("preview", "lang", "min_score", "max_megabytes", "baseline", "fail_on")
    single: dict[str, Any] = {n: Said(v, where(n)) for n in names if (v := getattr(layer, n)) is not None}
    lists: dict[str, Any] = {n: _listed(getattr(below, n), layer, n, where) for n in ("packs", "select", "ignore")}
    include = None if layer.include is None else tuple(_globs(layer.include, "include", where, base))
    settings = (Said(_setting(codes, m, source), where("rules", codes)) for codes, m in layer.rules.items())
    ignores = (
        Said(PathIgnore(Glob(pattern, base), codes), where("per_file_ignores", pattern))
        for pattern, codes in layer.per_file_ignores.items()
    )
    return replace(
        below,
        **single,
        **lists,
        accept=_once((*below.accept, *_each(layer.accept, "accept", where)), lambda phrase: phrase),
        exclude=_once((*below.exclude, *_globs(layer.exclude, "exclude", where, base)), lambda glob: glob),
        include=below.include if include is None else include,
        rules=_once((*below.rules, *settings), lambda setting: setting.codes),
        per_file_ignores=_once((*below.per_file_ignores, *ignores), lambda ignore: ignore.glob),
    )


def _once(several: Iterable[Said[_T]], key: Callable[[_T], object]) -> tuple[Said[_T], ...]:
    """Of those with the same key, the last."""
    return tuple({key(said.value): said for said in several}.values())


def _listed(below: tuple[Said[str], ...], layer: Settings, name: str, where: Where) -> tuple[Said[str], ...]:
    """A list that a layer may write anew, and add to. To select nothing in particular is to select everything."""
    anew, added = getattr(layer, name), getattr(layer, f"extend_{name}")
    kept = below if anew is None else tuple(_each(anew, name, where))
    if name == "select" and not kept:
        return ()
    every = (*kept, *_each(added, f"extend_{name}", where))
    return _once(every, lambda value: value)


def _each(several: Iterable[str], name: str, where: Where) -> Iterable[Said[str]]:
    return (Said(value, where(name, number)) for number, value in enumerate(several))


def _globs(patterns: Iterable[str], name: str, where: Where, base: str) -> Iterable[Said[Glob]]:
    return (Said(Glob(said.value, base), said.where) for said in _each(patterns, name, where))


def _setting(codes: str, model: RuleModel, source: str) -> RuleSetting:
    severity = None if model.severity is None else Severity(model.severity)
    return RuleSetting(codes, severity, model.odds, model.off, source)


def _revived(below: Configuration, selected: Iterable[str]) -> Configuration:
    """Who selects a code as exactly as a layer below left it out gets it."""
    selected = tuple(selected)

    def stays_out(code: str) -> bool:
        return not any(wanted.startswith(code) for wanted in selected)

    rules = (said if stays_out(said.value.codes) else _switched_on(said) for said in below.rules)
    paths = (
        replace(said, value=replace(said.value, codes=tuple(filter(stays_out, said.value.codes))))
        for said in below.per_file_ignores
    )
    return replace(
        below,
        ignore=tuple(said for said in below.ignore if stays_out(said.value)),
        rules=tuple(rules),
        per_file_ignores=tuple(paths),
    )


def _switched_on(said: Said[RuleSetting]) -> Said[RuleSetting]:
    return replace(said, value=replace(said.value, off=False))


def base_of(folder: Path, project: Path) -> str:
    """The folder that a file's patterns are read from: its own, or the project's that extends it from elsewhere."""
    return str(folder if project.is_relative_to(folder) else project)
