"""Options that several commands share."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
    parser.add_argument("--lang", choices=("vi", "en"), default="vi", help="language of the messages (default: vi)")


def rule_options(parser: argparse.ArgumentParser, *, preview: bool = True) -> None:
    """Which rules are on; ``preview`` tells whether there is a choice about those that are marked so."""
    parser.add_argument(
        "--select",
        action="append",
        default=[],
        metavar="CODE",
        help="only rules whose code begins so; may be repeated, or a,b",
    )
    parser.add_argument("--ignore", action="append", default=[], metavar="CODE", help="no rules whose code begins so")
    if preview:
        parser.add_argument("--preview", action="store_true", help="also the rules that are marked preview")
    parser.add_argument(
        "--min-score", type=float, default=0.5, metavar="P", help="show findings from this score on (0–1, default 0.5)"
    )


def packs_of(args: argparse.Namespace) -> tuple[str, ...]:
    """The packs that the options ask for."""
    from ...guard import DEFAULT_PACKS

    return (*(args.pack or DEFAULT_PACKS), *args.extend_pack)


def guard_of(
    args: argparse.Namespace, *, preview: bool = False, proven: bool = False, signals: Iterable[str] = ()
) -> Guard:
    """Make the guard that the options ask for."""
    from ...guard import Guard

    return Guard(
        packs=packs_of(args),
        select=codes_of(getattr(args, "select", [])),
        ignore=codes_of(getattr(args, "ignore", [])),
        lang=args.lang,
        min_score=getattr(args, "min_score", 0.5),
        preview=preview or getattr(args, "preview", False),
        proven=proven,
        signals=signals,
    )


def codes_of(given: list[str]) -> tuple[str, ...]:
    """The codes, or their beginnings, that an option was given: repeated, or separated by commas."""
    return tuple(code.strip() for codes in given for code in codes.split(",") if code.strip())
