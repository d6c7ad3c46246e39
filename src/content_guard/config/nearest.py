"""Finding the configuration of a file: the nearest one, up to the root of its repository."""

from __future__ import annotations

from pathlib import Path

from .configuration import NOTHING_SET, Configuration
from .paths import absolute, is_file, is_folder, is_root

NAMES = ("content-guard.toml", ".content-guard.toml")
PYPROJECT = "pyproject.toml"


class Nearest:
    """The configuration nearest to a path; each folder is looked at once, each file read once."""

    def __init__(self) -> None:
        self._by_folder: dict[Path, Configuration] = {}

    def of(self, path: Path) -> Configuration:
        """The configuration of a file, or of a folder. Raises ConfigError for mistakes in what is found."""
        path = absolute(path)
        return self.in_folder(path if is_folder(path) else path.parent)

    def in_folder(self, folder: Path) -> Configuration:
        """The configuration of the files in a folder, given by its whole path."""
        unseen: list[Path] = []
        found = NOTHING_SET
        for place in (folder, *folder.parents):
            if place in self._by_folder:
                found = self._by_folder[place]
                break
            unseen.append(place)
            if (here := _in(place)) is not None:
                found = here
                break
            if is_root(place):
                break
        self._by_folder |= dict.fromkeys(unseen, found)
        return found


def _in(folder: Path) -> Configuration | None:
    for name in NAMES:
        if is_file(folder / name):
            return _read(folder / name)
    if is_file(file := folder / PYPROJECT) and _has_table(file):
        return _read(file)
    return None


def _read(file: Path) -> Configuration:
    from .reading import read_config  # here: most drafts have no configuration, and reading one needs much

    return read_config(file)


def _has_table(file: Path) -> bool:
    from .reading import has_table

    return has_table(file)
