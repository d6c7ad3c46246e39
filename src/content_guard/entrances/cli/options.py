"""Options that several commands share."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ...errors import ConfigError

if TYPE_CHECKING:
    from ...config import Choice
    from ...guard import Guard


def pack_options(parser: argparse.ArgumentParser) -> None:
    """Which packs and rules, and in which language."""
    parser.add_argument(
        "--pack",
        action="append",
        metavar="PACK",
        help="use this pack (name or folder) instead of the default; may be repeated",
    )
    parser.add_argument(
        "--extend-pack", action="append", default=[], metavar="PACK", help="use this pack beside the default"
    )
    parser.add_argument("--lang", choices=("vi", "en"), help="language of the messages (default: vi)")
    found = parser.add_mutually_exclusive_group()
    found.add_argument(
        "--config", metavar="FILE", help="read this configuration instead of the nearest content-guard.toml"
    )
    found.add_argument("--isolated", action="store_true", help="read no configuration")


def rule_options(parser: argparse.ArgumentParser, *, preview: bool = True) -> None:
    """Which rules are on; ``preview`` tells whether there is a choice about those that are marked so."""
    parser.add_argument(
        "--select",
        action="append",
        default=[],
        metavar="CODE",
        help="only rules whose code begins so; may be repeated, or a,b",
    )
    parser.add_argument(
        "--extend-select",
        action="append",
        default=[],
        metavar="CODE",
        help="also rules whose code begins so, beside those that the configuration selects",
    )
    parser.add_argument("--ignore", action="append", default=[], metavar="CODE", help="no rules whose code begins so")
    if preview:
        parser.add_argument("--preview", action="store_true", help="also the rules that are marked preview")
    parser.add_argument(
        "--min-score", type=float, metavar="P", help="show findings from this score on (0–1, default 0.5)"
    )


def choice_of(args: argparse.Namespace) -> Choice:
    """Where configuration comes from, with the options that were given over it."""
    from ...config import Choice

    _demand_filled(args)
    _demand_in_range(args)
    over = {
        "packs": tuple(args.pack) if args.pack else None,
        "extend_packs": tuple(args.extend_pack),
        "select": codes_of(getattr(args, "select", [])) or None,
        "extend_select": codes_of(getattr(args, "extend_select", [])),
        "extend_ignore": codes_of(getattr(args, "ignore", [])),
        "preview": getattr(args, "preview", False) or None,
        "lang": args.lang,
        "min_score": getattr(args, "min_score", None),
        "fail_on": getattr(args, "fail_on", None),
    }
    given = {name: value for name, value in over.items() if value not in (None, ())}
    return Choice(file=Path(args.config) if args.config else None, isolated=args.isolated, over=given)


def _demand_filled(args: argparse.Namespace) -> None:
    """Refuse what was given empty, as a variable that is not set is: it would not do what was meant."""
    for name in ("config", "baseline", "select", "extend_select", "ignore"):
        given = getattr(args, name, None)
        empty = given == "" or (isinstance(given, list) and given and not codes_of(given))
        if empty:
            option = name.replace("_", "-")
            raise ConfigError(f"--{option} was given, but empty. Give a value, or leave the option out.")


def _demand_in_range(args: argparse.Namespace) -> None:
    """Refuse numbers by the names that they were given under."""
    if getattr(args, "jobs", 1) < 1:
        raise ConfigError(f"--jobs is {args.jobs}; expected a whole number from 1.")
    least = getattr(args, "min_score", None)
    if least is not None and not 0 <= least <= 1:
        raise ConfigError(f"--min-score is {least:g}; expected a number from 0 to 1.")


def guard_of(
    args: argparse.Namespace, *, preview: bool = False, proven: bool = False, signals: Iterable[str] = ()
) -> Guard:
    """Make the guard that the options and the configuration of this folder ask for; fill in options not given.

    A command that has no options to choose rules takes packs and language alone from the configuration.
    """
    from ...config import NOTHING_SET
    from ...guard import Guard

    configuration = choice_of(args).of(Path.cwd())
    args.lang = configuration.lang.value
    if hasattr(args, "min_score"):
        args.min_score = configuration.min_score.value
    else:
        configuration = replace(NOTHING_SET, packs=configuration.packs, lang=configuration.lang)
    arguments = configuration.arguments()
    try:
        arguments |= {"preview": preview or arguments["preview"], "baseline": None}  # rules are asked, not known drafts
        return Guard(**arguments, proven=proven, signals=signals)
    except ConfigError as error:
        raise configuration.placed(error) from None


def codes_of(given: list[str]) -> tuple[str, ...]:
    """The codes, or their beginnings, that an option was given: repeated, or separated by commas."""
    return tuple(code.strip() for codes in given for code in codes.split(",") if code.strip())
