"""Paths as they are compared, and as people read them."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

_ROOT_OF_REPOSITORY = (".git", ".hg")


def absolute(path: Path) -> Path:
    """The whole path; links stay as they are named."""
    return Path(os.path.abspath(path))  # noqa: PTH100  (resolving would follow links)


def shown(path: Path) -> str:
    """A path as people would type it: from here if it lies below, else whole."""
    whole, here = absolute(path), Path.cwd()
    return str(whole.relative_to(here)) if whole.is_relative_to(here) else str(whole)


def is_file(path: Path) -> bool:
    """Tell whether a path is a file. One that may not be looked at is none, where ``Path.is_file`` would raise."""
    return os.path.isfile(path)  # noqa: PTH113


def is_folder(path: Path) -> bool:
    """Tell whether a path is a folder. One that may not be looked at is none."""
    return os.path.isdir(path)  # noqa: PTH112


def is_root(folder: Path) -> bool:
    """Tell whether a folder is the root of a repository."""
    return any(os.path.exists(folder / name) for name in _ROOT_OF_REPOSITORY)  # noqa: PTH110  (as above)


def shared_folder(paths: Iterable[Path]) -> Path:
    """The folder, or the one file, that holds all of these."""
    return Path(os.path.commonpath([absolute(path) for path in paths] or [Path.cwd()]))
