"""``check --diff REF`` and ``--staged``: only files that differ, and of their findings those that are new."""

from __future__ import annotations

import argparse
import os
import sys
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ...draft import Draft
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


def sources(args: argparse.Namespace) -> Iterator[Source]:
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
    for path in changes.unmerged if not args.quiet else ():
        print(f"{path}: not checked, its merge conflict is not resolved yet", file=sys.stderr)

    def drafts() -> Iterator[Source]:
        with repository.contents() as content:
            for given in args.paths:
                yield from _below(Path(given), changes, content)

    return drafts()


def _below(given: Path, changes: Changes, content: Callable[[str], bytes]) -> Iterator[Source]:
    """The changed drafts that one path means. A file that is neither there nor gone fails as it does in any check."""
    here = _real(given)
    for change in changes.files:
        if _is_below(change.path, here):
            inside = change.path.parts[len(here.parts) :]
            as_typed = here.joinpath(*inside) == change.path  # not: the same letters, composed in another way
            name = given.joinpath(*inside) if as_typed else Path(os.path.relpath(change.path))
            if _is_draft(name, inside):
                yield from _source(name, change, content)
    known = (*changes.gone, *changes.unmerged, *(change.path for change in changes.files))
    if not here.exists() and not any(_is_below(path, here) for path in known):
        yield given


def _source(name: Path, change: Change, content: Callable[[str], bytes]) -> Iterator[Source]:
    from ...errors import ContentGuardError
    from ...outcome import Changed, Failed

    try:
        before = content(change.before) if change.before else None
        now = content(change.now) if change.now else None
        if before is None or before != (_content(name) if now is None else now) or change.was.suffix != name.suffix:
            earlier = None if before is None else _draft_before(before, change.was)
            yield Changed(name if now is None else _draft(now, name), earlier)
    except ContentGuardError as error:
        yield Failed(str(name), error)


def _draft(content: bytes, name: Path) -> Draft:
    from ...readers import ENDINGS, read

    return read(content, ENDINGS[name.suffix.lower()], str(name))


def _draft_before(content: bytes, path: Path) -> Draft | None:
    """What a draft was; None, so that all its findings are new, when that cannot be read."""
    from ...errors import DraftError

    try:
        return _draft(content, path)
    except (DraftError, KeyError):
        return None


def _content(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError:
        return None


def _is_draft(name: Path, inside: tuple[str, ...]) -> bool:
    """Tell whether a file is read at all: by its ending; ``inside`` a folder only if no part of that is hidden."""
    from ...readers import ENDINGS

    hidden = any(part.startswith(".") for part in inside)
    return name.suffix.lower() in ENDINGS and not hidden and bool(name.suffix or not inside)


def _real(path: Path) -> Path:
    """The whole path, as Git has it: folders without links, the file itself as it is."""
    return path.resolve() if path.is_dir() else path.parent.resolve() / path.name


def _is_below(path: Path, folder: Path) -> bool:
    """Tell whether a path is a folder, or in it, however the letters of their names are composed."""
    return _composed(path).is_relative_to(_composed(folder))


def _composed(path: Path) -> Path:
    return Path(unicodedata.normalize("NFC", str(path)))
