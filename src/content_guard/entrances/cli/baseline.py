"""``content-guard baseline``: record today's findings, so that a check asks about new ones only."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from .options import pack_options, rule_options
from .sources import Job, settled

if TYPE_CHECKING:
    from ...baseline import Baseline, Entry, Survey
    from ...draft import Draft
    from ...guard import Guard

DEFAULT = "content-guard-baseline.toml"
_SHOWN = 10  # stale entries named one by one


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``baseline``."""
    parser.add_argument("paths", nargs="*", default=["."], metavar="PATH", help="files or folders (default: this one)")
    parser.add_argument(
        "--baseline",
        metavar="FILE",
        help=f"the file to write or to add to (default: that of the configuration, or {DEFAULT})",
    )
    parser.add_argument(
        "--prune", action="store_true", help="only take out entries that hide nothing any more; record nothing new"
    )
    parser.add_argument("--reason", default="", metavar="TEXT", help="the reason that new entries are given")
    parser.add_argument("--quiet", action="store_true", help="say nothing unless a file cannot be read")
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="check with N processes (default: 1)")
    pack_options(parser)
    rule_options(parser)
    parser.set_defaults(stdin_filename="-", fail_on=None, diff=None, staged=False, force_exclude=False)


def run(args: argparse.Namespace) -> int:
    """Check, write the file when something is to change, and say what did."""
    from ...baseline import Survey
    from ...outcome import Failed
    from . import Exit

    choice = settled(args)
    old = _opened(args.baseline or DEFAULT, args)
    job = Job(args, choice, baseline=old)
    survey, failed = Survey(old, job.guards.codes), False
    new: list[Entry] = []
    for outcome in job.outcomes(args.jobs):
        if isinstance(outcome, Failed):
            failed = True
            print(outcome.error, file=sys.stderr)
        else:
            survey.take(outcome.report)
            if outcome.report.findings and not args.prune:
                new += _entries(job.guards.guard_of(outcome.draft.name), outcome.draft, args.reason)
    _write(survey, new, args)
    return Exit.FAILED if failed else Exit.CLEAN


def _opened(file: str, args: argparse.Namespace) -> Baseline:
    """The baseline to go on from; without a file, an empty one if findings are to be recorded."""
    from ...baseline import Baseline
    from ...errors import ConfigError

    if "-" in args.paths:
        raise ConfigError("baseline: entries belong to files. Give paths instead of -.")
    return Baseline.read(file) if args.prune or Path(file).exists() else Baseline(Path(file))


def _entries(guard: Guard, draft: Draft, reason: str) -> Iterator[Entry]:
    from ...baseline import Entry

    assert guard.baseline
    file = guard.baseline.name_of(draft.name)
    for finding in guard.unmerged(draft):
        yield Entry(file, finding.code, finding.fingerprint, " ".join(reason.split()))


def _write(survey: Survey, new: list[Entry], args: argparse.Namespace) -> None:
    old, moved = survey.baseline, survey.moved
    out = frozenset(survey.stale(args.paths) if args.prune else ())
    baseline = old.with_entries([*(moved.get(e, e) for e in old.entries if e not in out), *new])
    if new or moved or out or not old.file.exists():
        baseline.write()
    if not args.quiet:
        changes = f"{len(new)} new, {len(moved)} under a new file name, {len(out)} taken out"
        print(f"{old.file}: {_counted(len(baseline.entries))} ({changes})")


def notes(survey: Survey, paths: list[str]) -> Iterator[str]:
    """What to tell after a check: entries that hide nothing any more, and those whose file has a new name."""
    file = survey.baseline.file
    stale = list(survey.stale(paths))
    for entry in stale[:_SHOWN]:
        yield f"{file}:{entry.line}: {entry.code} in {entry.file} hides nothing any more"
    if stale:
        rest = f"{_counted(len(stale))} hide nothing any more. " if len(stale) > _SHOWN else ""
        yield f"{rest}To take them out: content-guard baseline --prune --baseline {file}"
    if moved := survey.moved:
        files = sorted({f"{old.file} → {new.file}" for old, new in moved.items()})
        yield f"{file}: renamed: {', '.join(files[:_SHOWN])}{' …' * (len(files) > _SHOWN)}"
        yield f"To write the new names: content-guard baseline --prune --baseline {file}"


def _counted(count: int) -> str:
    return "1 entry" if count == 1 else f"{count} entries"
