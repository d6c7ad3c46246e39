"""What a command is to check: its paths turned into drafts in order, each with the guard of its configuration."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from . import changed
from .options import choice_of

if TYPE_CHECKING:
    from ...baseline import Baseline
    from ...config import Choice
    from ...draft import Draft
    from ...guards import Guards
    from ...outcome import Checked, Failed, Source
    from ...packs import Pack


class Job:
    """The sources of a run, known before the first is checked: so mistakes in a configuration are told first.

    Files have the configuration nearest to each; what speaks for the whole run (``--lang``, ``--fail-on``) is filled
    in from the one nearest to the folder that all paths share.
    """

    def __init__(
        self, args: argparse.Namespace, *, baseline: Baseline | None = None, results: str | None = None
    ) -> None:
        from ...config import shared_folder
        from ...guards import Guards

        choice = choice_of(args)
        paths = [Path(args.stdin_filename if given == "-" else given) for given in args.paths]
        shared = choice.of(shared_folder(paths))
        args.lang, args.fail_on = shared.lang.value, shared.fail_on.value
        self.guards: Guards = Guards(choice.of, lang=args.lang, baseline=baseline, results=results)
        self.guards.number(shared_folder(paths))
        self.assigned = [self.guards.assigned(source) for source in _sources(args, choice)]
        self.pack: Pack = self.guards.pack

    def outcomes(self, processes: int) -> Iterator[Checked | Failed]:
        """Check everything, lazily and in order."""
        return self.guards.check_many(self.assigned, processes)


def _sources(args: argparse.Namespace, choice: Choice) -> Iterator[Source]:
    """What is to be checked, in the order it was asked for."""
    if args.diff is not None or args.staged:
        return changed.sources(args)
    return _named(args, choice)


def _named(args: argparse.Namespace, choice: Choice) -> Iterator[Source]:
    """Every file once, however often it is named."""
    from ...config import absolute

    def note(text: str) -> None:
        if not args.quiet:
            print(text, file=sys.stderr)

    seen: set[Path] = set()
    for given in args.paths:
        if given == "-":
            yield _standard_input(args.stdin_filename)
            continue
        for source in _meant_by(Path(given), choice, note):
            if not isinstance(source, Path) or (whole := absolute(source)) not in seen:
                yield source
            if isinstance(source, Path):
                seen.add(whole)


def _standard_input(name: str) -> Draft | Failed:
    from ...errors import DraftError
    from ...outcome import Failed
    from ...readers import ENDINGS, read

    try:
        return read(sys.stdin.buffer.read(), ENDINGS.get(Path(name).suffix.lower(), "text"), name)
    except DraftError as error:
        return Failed(name, error)


def _meant_by(given: Path, choice: Choice, note: Callable[[str], None]) -> Iterator[Path | Failed]:
    """A file itself, whatever it is; of a folder, the drafts below it."""
    from ...config import is_folder
    from ...errors import DraftError
    from ...files import Skipped, Unread, drafts_below, on_disk
    from ...outcome import Failed
    from ...readers import ENDINGS

    path = on_disk(given)
    if not is_folder(path):
        yield path
        return
    found = None
    for found in drafts_below(path, _left_out_by(choice)):
        match found:
            case Skipped():
                note(f"{found.path}: {found.why}: skipped")
            case Unread():
                yield Failed(str(found.path), DraftError(f"{found.path}: cannot be looked into ({found.why})."))
            case _:
                yield found
    if found is None:
        note(f"{given}: no drafts here ({', '.join(filter(None, ENDINGS))} are read)")


def _left_out_by(choice: Choice) -> Callable[[str], bool]:
    def left_out(path: str) -> bool:
        configuration = choice.in_folder(Path(path).parent)
        if configuration.leaves_out(path):
            return True
        return not path.endswith("/") and not configuration.includes(path)

    return left_out
