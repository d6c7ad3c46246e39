"""What a command is to check: its paths turned into drafts in order, each with the guard of its configuration."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from . import changed
from .options import choice_of
from .walks import passes, walk

if TYPE_CHECKING:
    from ...baseline import Baseline
    from ...config import Choice
    from ...draft import Draft
    from ...guards import Guards
    from ...outcome import Checked, Failed, Source
    from ...packs import Pack


def settled(args: argparse.Namespace) -> Choice:
    """Where configuration comes from; what speaks for the whole run is filled in where no option was given.

    That is ``--lang``, ``--fail-on`` and ``--baseline``, from the configuration nearest to the folder that all paths
    share.
    """
    choice = choice_of(args)
    shared = choice.of(_shared_folder(args))
    args.lang, args.fail_on = shared.lang.value, shared.fail_on.value
    if args.baseline is None and shared.baseline.value:
        args.baseline, args.baseline_place = shared.baseline.value, f"{shared.baseline.where} baseline: "
    return choice


class Job:
    """The sources of a run, known before the first is checked: so mistakes in a configuration are told first.

    Files have the configuration nearest to each. ``args`` are settled; ``own`` are the reports that are written.
    """

    def __init__(
        self,
        args: argparse.Namespace,
        choice: Choice,
        *,
        baseline: Baseline | None,
        results: str | None = None,
        own: frozenset[Path] = frozenset(),
    ) -> None:
        from ...guards import Guards

        self.guards: Guards = Guards(choice.of, lang=args.lang, baseline=baseline, results=results)
        self.guards.number(_shared_folder(args))
        self.assigned = [self.guards.assigned(source) for source in _sources(args, choice, own)]
        self.pack: Pack = self.guards.pack

    def outcomes(self, processes: int) -> Iterator[Checked | Failed]:
        """Check everything, lazily and in order."""
        return self.guards.check_many(self.assigned, processes)


def _sources(args: argparse.Namespace, choice: Choice, own: frozenset[Path]) -> Iterator[Source]:
    """What is to be checked, in the order it was asked for."""
    if args.diff is not None or args.staged:
        return changed.sources(args, choice)
    return _named(args, choice, own)


def _named(args: argparse.Namespace, choice: Choice, own: frozenset[Path]) -> Iterator[Source]:
    """Every file once, however often it is named. Of ``own`` files, the reports, nothing is said."""
    from ...config import absolute

    def note(path: Path, text: str) -> None:
        if not args.quiet and Path(os.path.realpath(path)) not in own:
            print(f"{path}: {text}", file=sys.stderr)

    seen: set[Path] = set()
    for given in args.paths:
        if given == "-":
            yield _standard_input(args.stdin_filename, choice)
            continue
        for source in _meant_by(Path(given), choice, note, passes(args, choice)):
            if not isinstance(source, Path) or (whole := absolute(source)) not in seen:
                yield source
            if isinstance(source, Path):
                seen.add(whole)


def _shared_folder(args: argparse.Namespace) -> Path:
    """The folder, or the one file, that holds all paths of a command."""
    from ...config import shared_folder

    return shared_folder([Path(args.stdin_filename if given == "-" else given) for given in args.paths])


def _standard_input(name: str, choice: Choice) -> Draft | Failed:
    from ...errors import DraftError
    from ...limits import read_at_most
    from ...outcome import Failed
    from ...readers import ENDINGS, read

    largest = choice.of(Path(name)).largest
    try:
        content = read_at_most(sys.stdin.buffer, largest)
        return read(content, ENDINGS.get(Path(name).suffix.lower(), "text"), name, largest=largest)
    except DraftError as error:
        return Failed(name, error)


def _meant_by(
    given: Path, choice: Choice, note: Callable[[Path, str], None], wanted: Callable[[Path], bool]
) -> Iterator[Path | Failed]:
    """A file itself, whatever it is; of a folder, the drafts below it."""
    from ...config import is_folder
    from ...errors import DraftError
    from ...files import Skipped, Unread, on_disk
    from ...outcome import Failed
    from ...readers import ENDINGS

    path = on_disk(given)
    if not is_folder(path):
        if wanted(path):
            yield path
        return
    found = None
    for found in walk(path, choice):
        match found:
            case Skipped():
                note(found.path, f"{found.why}: skipped")
            case Unread():
                yield Failed(str(found.path), DraftError(f"{found.path}: cannot be looked into ({found.why})."))
            case _:
                yield found
    if found is None:
        note(given, f"no drafts here ({', '.join(filter(None, ENDINGS))} are read)")
