"""Which configuration applies to a path: the one that was named, none, or the nearest; the command line over it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from .configuration import NOTHING_SET, Configuration
from .nearest import Nearest
from .paths import absolute

COMMAND_LINE = "command line"


class Choice:
    """Asked for a path, answers its configuration; those of one folder are the same object.

    ``file`` takes the place of what would be found, ``isolated`` of everything. ``over`` are settings, by the names
    of the fields of ``Settings``, that win over files.
    """

    def __init__(self, *, file: Path | None = None, isolated: bool = False, over: dict[str, Any] | None = None) -> None:
        self._nearest = Nearest()
        self._fixed = NOTHING_SET if isolated else _named(file) if file else None
        self._over = over or {}
        self._made: dict[int, tuple[Configuration, Configuration]] = {}  # the file's is kept, so that its id is

    def of(self, path: Path) -> Configuration:
        """The configuration of a file, or of a folder and what lies right in it."""
        return self._laid_over(self._nearest.of(path) if self._fixed is None else self._fixed)

    def in_folder(self, folder: Path) -> Configuration:
        """The configuration of what lies right in a folder, or would lie there."""
        return self._laid_over(self._nearest.in_folder(absolute(folder)) if self._fixed is None else self._fixed)

    def _laid_over(self, found: Configuration) -> Configuration:
        if not self._over:
            return found
        if id(found) not in self._made:
            from .layers import laid_over
            from .models import Settings

            layer = Settings.model_construct(**self._over)  # its values are judged where they are used
            self._made[id(found)] = found, laid_over(found, layer, lambda *_: COMMAND_LINE)
        return self._made[id(found)][1]


def _named(file: Path) -> Configuration:
    from .reading import read_config

    folder, here = absolute(file.parent), Path.cwd()
    return read_config(file, project=folder if here.is_relative_to(folder) else here)
