"""Write fitted numbers into the files of a pack; if the pack no longer holds, put back what stood there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from ...packs.rewrite import Change, rewritten
from ...packs.yaml import Source
from .fit import Moved


def changed_files(moved: Iterable[Moved]) -> dict[Path, str]:
    """The new text of every file that holds a changed number."""
    by_file: dict[Path, tuple[Source, list[Change]]] = {}
    for one in moved:
        source = one.scalar.source
        by_file.setdefault(source.file, (source, []))[1].append(Change(one.scalar.path, one.new))
    return {file: rewritten(source, changes) for file, (source, changes) in by_file.items()}


@contextmanager
def applied(texts: Mapping[Path, str]) -> Iterator[None]:
    """Write the files; whatever is raised within puts them back."""
    before = {file: file.read_bytes() if file.is_file() else None for file in texts}
    try:
        for file, text in texts.items():
            file.write_bytes(text.encode())
        yield
    except BaseException:
        for file, content in before.items():
            file.unlink(missing_ok=True) if content is None else file.write_bytes(content)
        raise
