"""Where reports go: which format to which file, all written in one pass over the outcomes."""

from __future__ import annotations

import argparse
import os
import pickle
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING

from ...errors import ConfigError

if TYPE_CHECKING:
    from ...outcome import Checked, Failed
    from ...reports import Format, Style

FORMATS = ("text", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit")
_FOR_TERMINALS = ("text", "concise")  # written as the terminal can show them; the others are UTF-8
_IN_MEMORY = 32 * 1024 * 1024  # bytes of outcomes kept for further reports; more go to an unnamed temporary file


@dataclass(frozen=True, slots=True)
class Target:
    """A report that was asked for; without a file it goes to standard output."""

    format: str
    file: str | None = None


class File(str):
    """The value of ``-o``, told apart from a format's name."""

    __slots__ = ()


def report_options(parser: argparse.ArgumentParser) -> None:
    """Which reports to write, and where: formats and their files, kept in the order they are given in."""
    parser.add_argument(
        "--format",
        action="append",
        choices=FORMATS,
        dest="reports",
        default=[],
        help="how to print the report (default: text; github under GitHub Actions); may be repeated, see -o",
    )
    parser.add_argument(
        "-o",
        "--output",
        action="append",
        type=File,
        metavar="FILE",
        dest="reports",
        default=[],
        help="write the report of the --format before it to a file instead of standard output",
    )
    parser.add_argument(
        "--color",
        choices=("auto", "always", "never"),
        default="auto",
        help="colour the text output (default: on a terminal)",
    )


def targets_of(given: Iterable[str]) -> tuple[Target, ...]:
    """The reports to write. Raises ConfigError when two would go to one place, or one to two."""
    default = "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"
    targets = tuple(Target(t.format, None if t.file == "-" else t.file) for t in _paired(given)) or (Target(default),)
    taken: dict[Path | None, Target] = {}
    for target in targets:
        place = _real(target.file) if target.file else None
        other = taken.setdefault(place, target)
        if other is not target:
            raise ConfigError(
                f"--format {other.format} and --format {target.format} would both go to "
                f"{target.file or 'standard output'}. Give each its own file: --format {target.format} -o FILE."
            )
    return targets


def _paired(given: Iterable[str]) -> Iterator[Target]:
    """Each file with the format before it; a file before any format with the first, or with text."""
    format = file = None
    for word in given:
        if not isinstance(word, File):
            if format:
                yield Target(format, file)
                file = None
            format = word
        elif file is not None:
            raise ConfigError(f"-o {word}: the report already goes to {file}. Write a --format before each -o.")
        else:
            file = word
    if format or file:
        yield Target(format or "text", file)


def own_files(targets: Iterable[Target], drafts: Iterable[str]) -> frozenset[Path]:
    """The files that are written: they are no drafts, though a folder that is checked may hold them.

    Raises ConfigError when a report would be written over a draft that was named, or that a folder holds.
    """
    from ...config import shown
    from ...files import is_draft

    own = frozenset(_real(target.file) for target in targets if target.file)
    for draft in drafts:
        if _real(draft) in own:
            raise ConfigError(f"{draft}: is to be checked; a report there would replace it. Name another file for -o.")
        for file in own:
            if file.is_relative_to(_real(draft)) and is_draft(file):
                raise ConfigError(
                    f"{shown(file)}: is there already and may be a draft of {draft}; a report would replace it. "
                    "Name another file for -o."
                )
    return own


def _real(path: str) -> Path:
    """The file behind a path; of links in a circle, the path."""
    return Path(os.path.realpath(path))


def write(
    outcomes: Iterable[Checked | Failed], targets: Sequence[Target], style: Style, args: argparse.Namespace
) -> None:
    """Write every report in one pass. Raises ConfigError for a file that cannot be written."""
    with ExitStack() as opened:
        reports = sorted(_reports(targets, style, args, opened), key=lambda report: report.out is not sys.stdout)
        if len(reports) == 1:
            reports[0].write(outcomes)
        else:
            _write_together(outcomes, reports)


@dataclass(frozen=True, slots=True)
class _Report:
    format: Format
    out: IO[str]
    style: Style

    def write(self, outcomes: Iterable[Checked | Failed]) -> None:
        for chunk in self.format(outcomes, self.style):
            self.out.write(chunk)
            self.out.flush()


def _reports(targets: Sequence[Target], style: Style, args: argparse.Namespace, opened: ExitStack) -> Iterator[_Report]:
    from ...reports import FORMATS as known
    from ...reports import STEP_SUMMARY

    for target in targets:
        out = opened.enter_context(_opened(target.file, "w")) if target.file else _standard_output(target.format)
        yield _Report(known[target.format], out, replace(style, color=_colored(args, out)))
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if summary and any(target.format == "github" for target in targets):
        yield _Report(STEP_SUMMARY, opened.enter_context(_opened(summary, "a")), style)


def _write_together(outcomes: Iterable[Checked | Failed], reports: Sequence[_Report]) -> None:
    """The first report as outcomes come, the others from a record of them; one that fails does not stop the rest."""
    failures = []
    with SpooledTemporaryFile(_IN_MEMORY) as record:
        source = live = _recorded(outcomes, record)
        for report in reports:
            try:
                report.write(source)
            except OSError as error:  # such as a reader of standard output that left, or a full disk
                failures.append(error)
                deque(live, maxlen=0)
            source = _replayed(record)
    if failures:
        raise failures[0]


def _recorded(outcomes: Iterable[Checked | Failed], record: IO[bytes]) -> Iterator[Checked | Failed]:
    for outcome in outcomes:
        pickle.dump(outcome, record)
        yield outcome


def _replayed(record: IO[bytes]) -> Iterator[Checked | Failed]:
    record.seek(0)
    while True:
        try:
            yield pickle.load(record)
        except EOFError:
            return


def _opened(name: str, mode: str) -> IO[str]:
    try:
        return Path(name).open(mode, encoding="utf-8", errors="replace")
    except OSError as error:
        raise ConfigError(
            f"{name}: cannot be written ({error.strerror}). Name a file in a folder that exists."
        ) from None


def _standard_output(format: str) -> IO[str]:
    if format not in _FOR_TERMINALS and hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    return sys.stdout


def _colored(args: argparse.Namespace, out: IO[str]) -> bool:
    if args.color != "auto":
        return bool(args.color == "always")
    return out.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
