"""``content-guard check``: drafts in, findings out."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from .options import pack_options, rule_options
from .sources import Job

if TYPE_CHECKING:
    from ...guard import Checked, Failed
    from ...packs import Pack

_FORMATS = ("text", "concise", "json", "jsonl")
_SEVERITIES = ("error", "warning", "info")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``check``."""
    parser.add_argument(
        "paths",
        nargs="*",
        default=["."],
        metavar="PATH",
        help="files, folders, or - for standard input (default: this folder)",
    )
    parser.add_argument("--format", choices=_FORMATS, default="text", help="how to print the report (default: text)")
    parser.add_argument("-o", "--output", metavar="FILE", help="write the report to a file")
    parser.add_argument(
        "--stdin-filename",
        default="-",
        metavar="NAME",
        help="name of the draft on standard input; its ending tells the format",
    )
    parser.add_argument(
        "--fail-on",
        choices=(*_SEVERITIES, "never"),
        help="exit with 1 from this severity on (default: error)",
    )
    parser.add_argument("--exit-zero", action="store_true", help="exit with 0 whatever was found")
    parser.add_argument("--quiet", action="store_true", help="no notes on standard error")
    parser.add_argument("--verbose", action="store_true", help="show how each score came about")
    parser.add_argument(
        "--color",
        choices=("auto", "always", "never"),
        default="auto",
        help="colour the text output (default: on a terminal)",
    )
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="check with N processes (default: 1)")
    pack_options(parser)
    rule_options(parser)


def run(args: argparse.Namespace) -> int:
    """Check, print, and answer the exit code."""
    from . import Exit

    job = Job(args)
    tally = _Tally()
    outcomes = tally.watch(_progress(job.outcomes(args.jobs), quiet=args.quiet))
    with _output(args.output) as out:
        _write(outcomes, out, args, job.pack)
    if tally.failed:
        return Exit.FAILED
    return Exit.CLEAN if args.exit_zero or not tally.reaches(args.fail_on) else Exit.FINDINGS


def _output(name: str | None) -> AbstractContextManager[TextIO]:
    from ...errors import ConfigError

    if name is None:
        return nullcontext(sys.stdout)
    try:
        return Path(name).open("w", encoding="utf-8", errors="replace")
    except OSError as error:
        raise ConfigError(
            f"{name}: cannot be written ({error.strerror}). Name a file in a folder that exists."
        ) from None


def _write(outcomes: Iterable[Checked | Failed], out: TextIO, args: argparse.Namespace, pack: Pack) -> None:
    from ...reports import FORMATS, Style

    style = Style(lang=args.lang, color=_colored(args, out), verbose=args.verbose, packs=pack)
    for chunk in FORMATS[args.format](outcomes, style):
        out.write(chunk)
        out.flush()


class _Tally:
    """The worst that was seen, while outcomes pass by."""

    def __init__(self) -> None:
        self.failed = False
        self._worst = 0

    def watch(self, outcomes: Iterable[Checked | Failed]) -> Iterator[Checked | Failed]:
        from ...guard import Failed

        for outcome in outcomes:
            if isinstance(outcome, Failed):
                self.failed = True
            else:
                self._worst = max([self._worst, *(f.severity.rank for f in outcome.report.findings)])
            yield outcome

    def reaches(self, severity: str) -> bool:
        from ...finding import Severity

        return severity != "never" and self._worst >= Severity(severity).rank


def _progress(outcomes: Iterable[Checked | Failed], *, quiet: bool) -> Iterator[Checked | Failed]:
    """Count drafts on a terminal's standard error while they pass."""
    shown = not quiet and sys.stderr.isatty() and not sys.stdout.isatty()
    for count, outcome in enumerate(outcomes, 1):
        if shown and count % 20 == 0:
            print(f"\r{count} drafts", end="", file=sys.stderr, flush=True)
        yield outcome
    if shown:
        print("\r\033[K", end="", file=sys.stderr, flush=True)


def _colored(args: argparse.Namespace, out: TextIO) -> bool:
    import os

    if args.color != "auto":
        return bool(args.color == "always")
    return bool(out.isatty()) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
