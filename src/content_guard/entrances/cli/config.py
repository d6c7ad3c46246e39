"""``content-guard config FILE``: what applies to a file, and where it was set."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .options import choice_of, pack_options, rule_options

if TYPE_CHECKING:
    from ...config import Choice, Configuration, Glob, RuleSetting, Said


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``config``."""
    parser.add_argument("file", nargs="?", default=".", metavar="FILE", help="a draft or a folder (default: this one)")
    parser.add_argument("--fail-on", choices=("error", "warning", "info", "never"), help="as check would be given it")
    pack_options(parser)
    rule_options(parser)


def run(args: argparse.Namespace) -> int:
    """Print the configuration as TOML that means the same, with the origin of each setting beside it."""
    from ...guards import Guards

    choice = choice_of(args)
    file = Path(args.file)
    configuration = choice.of(file)
    guards = Guards(choice.of)
    guard = guards.guards[guards.number(file)].at(args.file)  # made to see that everything in it means something
    print(f"# {args.file}: {len(guard.rules)} rules are on")
    read = ", which extends ".join(configuration.files)
    print(f"# read: {read}" if read else "# no configuration file was read")
    settings = _settings(configuration, choice.of(_run(file)), args.file)
    for line in (*settings, *_tables(configuration, args.file), *_left_out(file, choice)):
        print(line)
    return 0


def _run(file: Path) -> Path:
    """The current folder, if a check of it would come to the file; else the file alone."""
    from ...config import absolute

    here = Path.cwd()
    return here if absolute(file).is_relative_to(here) else file


def _settings(configuration: Configuration, run: Configuration, file: str) -> Iterator[str]:
    """What applies to the file; what speaks for a whole run, as the run's configuration says, and the nearer one."""
    yield from _list("packs", configuration.packs)
    yield from _list("select", configuration.select, "every rule")
    yield from _list("ignore", configuration.ignore, "no rule")
    for name in ("preview", "min_score", "max_megabytes"):
        yield _one(name, getattr(configuration, name))
    folder = Path(configuration.files[0]).parent if configuration.files else file
    for name in ("lang", "baseline", "fail_on"):
        alone, within = getattr(configuration, name), getattr(run, name)
        if alone == within:
            yield _one(name, alone)
        else:
            yield f"{_one(name, within)}, where this folder is checked"
            yield f"# {_one(name, alone).removeprefix('# ')}, where nothing outside {folder} is checked"
    yield from _list("accept", configuration.accept, "no phrase")
    yield from _list("include", _patterns(configuration.include), "every file that can be read")
    yield from _list("exclude", _patterns(configuration.exclude), "no file")


def _one(name: str, said: Said[Any]) -> str:
    key = name.replace("_", "-")
    written = f"# no {key}" if said.value is None else f"{key} = {json.dumps(said.value, ensure_ascii=False)}"
    return f"{written}  # {said.where}"


def _list(key: str, several: Iterable[Said[str]], empty: str = "") -> Iterator[str]:
    several = tuple(several)
    if not several:
        yield f"{key} = []  # default: {empty}"
        return
    yield f"{key} = ["
    yield from (f"  {_quoted(said.value)},  # {said.where}" for said in several)
    yield "]"


def _patterns(globs: Iterable[Said[Glob]]) -> Iterator[Said[str]]:
    from ...config import Said

    return (Said(said.value.pattern, said.where) for said in globs)


def _tables(configuration: Configuration, path: str) -> Iterator[str]:
    if configuration.rules:
        yield "\n[rules]"
    for setting in configuration.rules:
        yield f"{_quoted(setting.value.codes)} = {_inline(setting.value)}  # {setting.where}"
    if configuration.per_file_ignores:
        yield "\n[per-file-ignores]"
    for ignore in configuration.per_file_ignores:
        glob, codes = ignore.value.glob, ", ".join(map(_quoted, ignore.value.codes))
        covers = f", covers {path}" if glob.covers(path) else ""
        yield f"{_quoted(glob.pattern)} = [{codes}]  # {ignore.where}{covers}"


def _inline(setting: RuleSetting) -> str:
    written: dict[str, Any] = {
        "severity": setting.severity and setting.severity.value,
        "odds": setting.odds,
        "off": setting.off or None,
    }
    pairs = (f"{key} = {json.dumps(value)}" for key, value in written.items() if value is not None)
    return "{" + ", ".join(pairs) + "}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _left_out(file: Path, choice: Choice) -> Iterator[str]:
    """Why a walk over its folders would pass a file by, if it would."""
    from ...config import absolute, is_folder, shown
    from ...files import Ignores

    whole, here = absolute(file), Path.cwd()
    if whole == here or not whole.is_relative_to(here):
        return
    ignores = Ignores.for_walking(here)
    below = [place for place in reversed((whole, *whole.parents)) if place.is_relative_to(here) and place != here]
    for place in below:
        has_more = place != whole or is_folder(place)
        configuration = choice.in_folder(place.parent)
        line = ignores.line_about(place, folder=has_more)
        excluded = configuration.leaves_out(f"{place}/" if has_more else str(place))
        if place.name.startswith("."):
            why = "its name is hidden"
        elif line is not None and not line.negated:
            why = line.place
        elif excluded is not None:
            why = f"exclude, {excluded.where}"
        elif not has_more and not configuration.includes(str(place)):
            why = f"include, {configuration.include[0].where}"
        else:
            continue
        yield f"\n# {shown(place)} is left out when a folder above it is checked: {why}"
        return
