"""``content-guard check``: drafts in, findings out."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from . import changed
from .options import guard_of, pack_options, rule_options

if TYPE_CHECKING:
    from ...baseline import Baseline
    from ...guard import Checked, Failed, Guard

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
        default="error",
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
    parser.add_argument(
        "--baseline", metavar="FILE", help="leave out the findings that `content-guard baseline` recorded in this file"
    )
    changed.options(parser)
    pack_options(parser)
    rule_options(parser)


def run(args: argparse.Namespace) -> int:
    """Check, print, and answer the exit code."""
    from ...baseline import Survey
    from . import Exit
    from .baseline import notes

    baseline = _baseline(args.baseline)
    guard = guard_of(args, baseline=baseline)
    tally = _Tally()
    found = tally.watch(_progress(outcomes(guard, args), quiet=args.quiet))
    survey = baseline and Survey(baseline, guard.codes)
    with _output(args.output) as out:
        _write(survey.watch(found) if survey else found, out, args, guard)
    for note in notes(survey, args.paths) if survey and not args.quiet else ():
        print(note, file=sys.stderr)
    if tally.failed:
        return Exit.FAILED
    return Exit.CLEAN if args.exit_zero or not tally.reaches(args.fail_on) else Exit.FINDINGS


def _baseline(file: str | None) -> Baseline | None:
    from ...baseline import Baseline

    return Baseline.read(file) if file is not None else None


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


def _write(outcomes: Iterable[Checked | Failed], out: TextIO, args: argparse.Namespace, guard: Guard) -> None:
    from ...reports import FORMATS, Style

    style = Style(lang=args.lang, color=_colored(args, out), verbose=args.verbose, packs=guard.pack)
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


def outcomes(guard: Guard, args: argparse.Namespace) -> Iterator[Checked | Failed]:
    """What is to be checked, checked, in the order it was asked for."""
    if args.diff is not None or args.staged:
        return guard.check_many(changed.sources(args), args.jobs)
    return _given(guard, args)


def _given(guard: Guard, args: argparse.Namespace) -> Iterator[Checked | Failed]:
    from ...errors import DraftError
    from ...guard import Failed
    from ...readers import ENDINGS, read

    for given in args.paths:
        if given == "-":
            ending = Path(args.stdin_filename).suffix.lower()
            try:
                yield from guard.check_many(
                    [read(sys.stdin.buffer.read(), ENDINGS.get(ending, "text"), args.stdin_filename)]
                )
            except DraftError as error:
                yield Failed(args.stdin_filename, error)
        else:
            files = list(_files(Path(given)))
            if not files and not args.quiet:
                print(f"{given}: no drafts here ({', '.join(filter(None, ENDINGS))} are read)", file=sys.stderr)
            yield from guard.check_many(files, args.jobs)


def _files(path: Path) -> Iterator[Path]:
    """A file itself; of a folder, every draft below it in the order of names, hidden ones left out."""
    from ...readers import ENDINGS

    if not path.is_dir():
        yield path
        return
    for file in sorted(path.rglob("*")):
        hidden = any(part.startswith(".") for part in file.relative_to(path).parts)
        if file.suffix and file.suffix.lower() in ENDINGS and file.is_file() and not hidden:
            yield file


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
