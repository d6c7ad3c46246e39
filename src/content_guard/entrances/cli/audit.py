"""``content-guard audit ARCHIVE``: many drafts read once, to see what each rule would ask, and to try a new one."""

from __future__ import annotations

import argparse
import signal
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from .options import choice_of, codes_of, guard_of, pack_options, rule_options
from .walks import left_out_by

if TYPE_CHECKING:
    from ...audit import Audit, Seen, Trial
    from ...guard import Guard

_FORMATS = ("text", "html", "json")
_EVERY = 0.2  # seconds between two looks at the progress


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``audit``."""
    parser.add_argument(
        "archive",
        nargs="+",
        metavar="ARCHIVE",
        help="folders and files of drafts, JSONL files with a draft a line (headline, lead, body; "
        "topic, genre, date if they are known), or - for JSONL on standard input",
    )
    parser.add_argument(
        "--against", metavar="PACK", help="what changed against another pack, or another version of it (name or folder)"
    )
    parser.add_argument("--format", choices=_FORMATS, help="how to report (default: as FILE ends, otherwise text)")
    parser.add_argument("-o", "--output", metavar="FILE", help="write the report to a file, such as audit.html")
    parser.add_argument("--samples", type=int, default=5, metavar="N", help="samples of each rule (default: 5)")
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="check with N processes (default: 1)")
    parser.add_argument("--quiet", action="store_true", help="no progress and no notes on standard error")
    pack_options(parser)
    rule_options(parser, preview=False)  # they are always on here, and marked


def run(args: argparse.Namespace) -> int:
    """Read the archive, report, and answer the exit code. Ctrl-C ends the reading: the report is of what was read."""
    from ...audit import Tally
    from ...reports.audit import AUDIT_FORMATS
    from . import Exit

    trial = _trial(args)
    with _output(args.output) as out:
        tally, stop = Tally(trial, args.archive, args.samples), _Stop()
        for seen in _progress(stop.watch(_seen(trial, args)), args):
            tally.add(seen)
            if seen.error and not args.quiet:
                print(seen.error, file=sys.stderr)
        audit = tally.result(stopped=stop.asked)
        for chunk in AUDIT_FORMATS[_format(args)](audit, args.lang):
            out.write(chunk)
    _note(audit, args)
    return Exit.FAILED if audit.unread or audit.stopped else Exit.CLEAN


def _trial(args: argparse.Namespace) -> Trial:
    """The guard on trial, and the one to compare it with; the options choose among the rules of both."""
    from ...audit import Trial
    from ...errors import ConfigError
    from ...guard import Guard

    for name, least in (("jobs", 1), ("samples", 0)):
        if getattr(args, name) < least:
            raise ConfigError(f"--{name} is {getattr(args, name)}; expected a whole number from {least}.")
    guard = guard_of(args, preview=True)
    if args.against is None:
        return Trial(guard)
    other = Guard([args.against], lang=args.lang, min_score=args.min_score, preview=True)
    return Trial(guard, other, frozenset(_wanted(other, args)))


def _wanted(other: Guard, args: argparse.Namespace) -> Iterator[str]:
    """Codes of the other guard; one that the options name need not exist there."""
    select, ignore = codes_of(args.select), codes_of(args.ignore)
    for rule in other.rules:
        if (not select or rule.code.startswith(select)) and not (ignore and rule.code.startswith(ignore)):
            yield rule.code


def _seen(trial: Trial, args: argparse.Namespace) -> Iterator[Seen]:
    from ...audit import died_on, entries, see
    from ...pool import in_processes

    def note(text: str) -> None:
        if not args.quiet:
            print(text, file=sys.stderr)

    archive = entries(args.archive, left_out_by(choice_of(args)), note)
    if args.jobs == 1:
        return (see(trial, entry) for entry in archive)
    return (seen for _, seen in in_processes(see, trial, archive, args.jobs, died_on))


def _format(args: argparse.Namespace) -> str:
    ending = Path(args.output or "").suffix.lower().removeprefix(".")
    return str(args.format or (ending if ending in _FORMATS else "text"))


def _output(name: str | None) -> AbstractContextManager[TextIO]:
    """Opened before the archive is read: nobody waits an hour to learn that a folder is missing."""
    from ...errors import ConfigError

    if name is None:
        return nullcontext(sys.stdout)
    try:
        return Path(name).open("w", encoding="utf-8", errors="replace")
    except OSError as error:
        raise ConfigError(
            f"{name}: cannot be written ({error.strerror}). Name a file in a folder that exists."
        ) from None


def _note(audit: Audit, args: argparse.Namespace) -> None:
    if args.quiet:
        return
    if not audit.drafts and not audit.stopped:
        print(f"{', '.join(args.archive)}: no drafts that could be read", file=sys.stderr)
    if args.output:
        print(f"{args.output}: {audit.drafts} drafts", file=sys.stderr)


class _Stop:
    """Ctrl-C, once: the draft at hand is counted or left out whole. Twice ends the program."""

    def __init__(self) -> None:
        self.asked = False
        self._waits = False

    def watch(self, items: Iterable[Seen]) -> Iterator[Seen]:
        """Pass items on until the user asks to stop."""
        before = signal.signal(signal.SIGINT, self._ask)
        source = iter(items)
        try:
            while not self.asked:
                try:
                    self._waits = True
                    item = next(source)
                    self._waits = False
                except (StopIteration, KeyboardInterrupt):
                    return
                yield item
        finally:
            self._waits = False
            signal.signal(signal.SIGINT, before)

    def _ask(self, *_: object) -> None:
        again, self.asked = self.asked, True
        if again or self._waits:
            raise KeyboardInterrupt


def _progress(items: Iterable[Seen], args: argparse.Namespace) -> Iterator[Seen]:
    """Tell on a terminal's standard error how many drafts were read, how fast, and how long it will take."""
    if args.quiet or not sys.stderr.isatty():
        yield from items
        return
    from ...audit import size_of

    total, began, told = size_of(args.archive, left_out_by(choice_of(args))), time.monotonic(), 0.0
    size = count = 0
    try:
        for item in items:
            count, size, now = count + 1, size + item.size, time.monotonic()
            if now - told >= _EVERY:
                told = now
                print(f"\r\033[K{_told(count, now - began, size, total)}", end="", file=sys.stderr, flush=True)
            yield item
    finally:
        print("\r\033[K", end="", file=sys.stderr, flush=True)


def _told(count: int, seconds: float, size: int, total: int | None) -> str:
    """``1,200 drafts, 240/s, 40%, 8 s left``."""
    line = f"{count:,} drafts, {count / max(seconds, 0.001):,.0f}/s"
    if total and size:
        done = min(size / total, 1.0)
        line += f", {done:.0%}, {_clock(seconds / done - seconds)} left"
    return line


def _clock(seconds: float) -> str:
    minutes = round(seconds / 60)
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{minutes} min" if minutes < 90 else f"{minutes / 60:.1f} h"
