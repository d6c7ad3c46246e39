"""``content-guard check``: drafts in, findings out."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from . import changed
from .options import pack_options, rule_options
from .output import own_files, report_options, targets_of, write
from .sources import Job, settled

if TYPE_CHECKING:
    from ...baseline import Baseline
    from ...outcome import Checked, Failed
    from ...packs import Pack
    from ...reports import Style

_SEVERITIES = ("error", "warning", "info")
_BAR = 30  # characters of the progress bar


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``check``."""
    parser.add_argument(
        "paths",
        nargs="*",
        default=["."],
        metavar="PATH",
        help="files, folders, or - for standard input (default: this folder)",
    )
    report_options(parser)
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
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="check with N processes (default: 1)")
    parser.add_argument(
        "--cache", action="store_true", help="check again only what has changed since an earlier run with --cache"
    )
    parser.add_argument(
        "--cache-location",
        default=".content-guard-cache",
        metavar="FOLDER",
        help="where --cache keeps reports (default: .content-guard-cache); share it with nobody",
    )
    parser.add_argument(
        "--baseline", metavar="FILE", help="leave out the findings that `content-guard baseline` recorded in this file"
    )
    parser.add_argument(
        "--force-exclude",
        action="store_true",
        help="leave out what a check of this folder would leave out, also where it is named: for hooks that name files",
    )
    changed.options(parser)
    pack_options(parser)
    rule_options(parser)
    parser.set_defaults(baseline_place="")  # where a configuration names the baseline


def run(args: argparse.Namespace) -> int:
    """Check, print, and answer the exit code."""
    from ...baseline import Survey
    from ...results import Results
    from . import Exit
    from .baseline import notes

    targets = targets_of(args.reports)
    own = own_files(targets, args.paths)
    choice = settled(args)
    baseline = _baseline(args)
    job = Job(args, choice, baseline=baseline, results=args.cache_location if args.cache else None, own=own)
    tally = _Tally()
    found = _drafts_only(job.outcomes(args.jobs), own)
    survey = baseline and Survey(baseline, job.guards.codes)
    watched = survey.watch(found) if survey else found
    write(tally.watch(_progress(watched, len(job.assigned), quiet=args.quiet)), targets, _style(job.pack, args), args)
    if args.cache:
        Results(Path(args.cache_location), "").forget_unused()
    for note in notes(survey, args.paths) if survey and not args.quiet else ():
        print(note, file=sys.stderr)
    if tally.failed:
        return Exit.FAILED
    return Exit.CLEAN if args.exit_zero or not tally.reaches(args.fail_on) else Exit.FINDINGS


def _baseline(args: argparse.Namespace) -> Baseline | None:
    from ...baseline import Baseline
    from ...errors import ConfigError

    try:
        return Baseline.read(args.baseline) if args.baseline is not None else None
    except ConfigError as error:
        raise ConfigError(f"{args.baseline_place}{error}") from None


def _style(pack: Pack, args: argparse.Namespace) -> Style:
    from ...finding import Severity
    from ...reports import Style

    fail_on = None if args.fail_on == "never" else Severity(args.fail_on)
    return Style(lang=args.lang, packs=pack, verbose=args.verbose, fail_on=fail_on)


def _drafts_only(outcomes: Iterable[Checked | Failed], own: frozenset[Path]) -> Iterator[Checked | Failed]:
    """Without the reports being written, which a folder that is checked may hold."""
    from ...outcome import Failed

    for outcome in outcomes:
        name = outcome.name if isinstance(outcome, Failed) else outcome.report.name
        if not own or Path(os.path.realpath(name)) not in own:
            yield outcome


class _Tally:
    """The worst that was seen, while outcomes pass by."""

    def __init__(self) -> None:
        self.failed = False
        self._worst = 0

    def watch(self, outcomes: Iterable[Checked | Failed]) -> Iterator[Checked | Failed]:
        from ...outcome import Failed

        for outcome in outcomes:
            if isinstance(outcome, Failed):
                self.failed = True
            else:
                self._worst = max([self._worst, *(f.severity.rank for f in outcome.report.findings)])
            yield outcome

    def reaches(self, severity: str) -> bool:
        from ...finding import Severity

        return severity != "never" and self._worst >= Severity(severity).rank


def _progress(outcomes: Iterable[Checked | Failed], total: int, *, quiet: bool) -> Iterator[Checked | Failed]:
    """Show on a terminal's standard error how far the work is, while outcomes pass."""
    shown = not quiet and sys.stderr.isatty() and not sys.stdout.isatty() and total > 1
    for count, outcome in enumerate(outcomes, 1):
        if shown:
            done = count * _BAR // total
            print(f"\r[{'#' * done}{'.' * (_BAR - done)}] {count}/{total}", end="", file=sys.stderr, flush=True)
        yield outcome
    if shown:
        print("\r\033[K", end="", file=sys.stderr, flush=True)
