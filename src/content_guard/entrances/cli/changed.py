"""``check --diff REF`` and ``--staged``: only files that differ, and of their findings those that are new."""

from __future__ import annotations

import argparse
import os
import sys
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from .walks import passes, walk

if TYPE_CHECKING:
    from ...config import Choice
    from ...draft import Draft
    from ...files import Walk
    from ...outcome import Source
    from ...revisions import Change, Changes


def options(parser: argparse.ArgumentParser) -> None:
    """What to compare with."""
    which = parser.add_mutually_exclusive_group()
    which.add_argument(
        "--diff",
        metavar="REF",
        help="only findings that are new since this branch left REF, such as origin/main; reads only files that differ",
    )
    which.add_argument(
        "--staged", action="store_true", help="only findings that the next commit would add; what is staged is read"
    )


def sources(args: argparse.Namespace, choice: Choice) -> Iterator[Source]:
    """The drafts that differ, each with what it was before; a generator, but what is wrong with REF is raised now."""
    from ...errors import ConfigError
    from ...revisions import Repository

    if "-" in args.paths:
        raise ConfigError("--diff and --staged compare files. Give paths instead of -.")
    repository = Repository.around(Path.cwd())
    for given in args.paths:
        here = _real(Path(given))
        if not (_is_below(here, repository.top) or _is_below(repository.top, here)):
            raise ConfigError(f"{given}: outside the repository {repository.top}, so there is nothing to compare with.")
    changes = repository.staged() if args.staged else repository.changed_since(args.diff)

    def note(text: str) -> None:
        if not args.quiet:
            print(text, file=sys.stderr)

    for path in changes.unmerged:
        note(f"{path}: not checked, its merge conflict is not resolved yet")

    def drafts() -> Iterator[Source]:
        with repository.contents() as content:
            yield from _compared([Path(given) for given in args.paths], changes, _Reader(args, choice, content, note))

    return drafts()


def _compared(paths: list[Path], changes: Changes, reader: _Reader) -> Iterator[Source]:
    """Every draft once, however often it is named. A file that is neither there nor gone fails as in any check."""
    seen: set[Path] = set()
    known = (*changes.gone, *changes.unmerged, *(change.path for change in changes.files))
    for given in paths:
        for name, change in _meant_by(given, changes, reader):
            if change.path not in seen:
                yield from reader.source(name, change)
            seen.add(change.path)
        here = _real(given)
        if not here.exists() and not any(_is_below(path, here) for path in known):
            yield given


def _meant_by(given: Path, changes: Changes, reader: _Reader) -> Iterator[tuple[Path, Change]]:
    """The changed file of a path, or of a folder those that a walk below it comes to; by the names they are typed."""
    here, walk = _real(given), reader.walk(given)
    for change in changes.files:
        if _is_below(change.path, here):
            inside = change.path.parts[len(here.parts) :]
            as_typed = here.joinpath(*inside) == change.path  # not: the same letters, composed in another way
            name = given.joinpath(*inside) if as_typed else Path(os.path.relpath(change.path))
            wanted = walk.comes_to(*inside) if inside else _has_reader(name) and reader.passes(name)
            looked_at = inside or name.is_fifo()  # what is named is read, but no pipe is a version of a file
            if wanted and not (looked_at and reader.skips(name, change, walk.limit(name))):
                yield name, change


class _Reader:
    """Reads drafts as they are and as they were, by the configuration nearest to each."""

    def __init__(
        self,
        args: argparse.Namespace,
        choice: Choice,
        content: Callable[[str], bytes],
        note: Callable[[str], None],
    ) -> None:
        self._choice = choice
        self.passes = passes(args, choice)
        self._content = content
        self._note = note

    def walk(self, folder: Path) -> Walk:
        return walk(folder, self._choice)

    def skips(self, name: Path, change: Change, limit: float) -> bool:
        """Tell whether a file inside a folder is none to read, and say so."""
        from ...files import too_large, why_skipped
        from ...readers import ENDINGS, why_no_draft

        if not change.now:
            why = why_skipped(name, limit)
        elif len(now := self._content(change.now)) > limit:
            why = too_large(len(now), limit)
        else:
            why = why_no_draft(now, ENDINGS[name.suffix.lower()])
        if why:
            self._note(f"{name}: {why}: skipped")
        return bool(why)

    def source(self, name: Path, change: Change) -> Iterator[Source]:
        """A draft with what it was; nothing if it is the same."""
        from ...errors import ContentGuardError
        from ...outcome import Changed, Failed

        try:
            before = self._content(change.before) if change.before else None
            now = self._content(change.now) if change.now else None
            if before is None or before != (_on_disk(name) if now is None else now) or change.was.suffix != name.suffix:
                earlier = None if before is None else self._earlier(before, change.was)
                yield Changed(name if now is None else self._draft(now, name), earlier)
        except ContentGuardError as error:
            yield Failed(str(name), error)

    def _draft(self, content: bytes, name: Path) -> Draft:
        from ...readers import ENDINGS, read

        return read(
            content, ENDINGS[name.suffix.lower()], str(name), largest=self._choice.in_folder(name.parent).largest
        )

    def _earlier(self, content: bytes, path: Path) -> Draft | None:
        """What a draft was; None, so that all its findings are new, when that cannot be read."""
        from ...errors import DraftError

        try:
            return self._draft(content, path) if _has_reader(path) else None
        except DraftError as error:
            self._note(f"{error} That is the earlier version: all findings of the draft count as new.")
            return None


def _on_disk(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError:
        return None


def _has_reader(name: Path) -> bool:
    from ...readers import ENDINGS

    return name.suffix.lower() in ENDINGS


def _real(path: Path) -> Path:
    """The whole path, as Git has it: folders without links, the file itself as it is."""
    return path.resolve() if path.is_dir() else path.parent.resolve() / path.name


def _is_below(path: Path, folder: Path) -> bool:
    """Tell whether a path is a folder, or in it, however the letters of their names are composed."""
    return _composed(path).is_relative_to(_composed(folder))


def _composed(path: Path) -> Path:
    return Path(unicodedata.normalize("NFC", str(path)))
