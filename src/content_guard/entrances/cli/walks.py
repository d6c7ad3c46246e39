"""Which files below a folder a command reads, by the configuration nearest to each."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ...config import Choice
    from ...files import LeftOut, Walk


def walk(folder: Path, choice: Choice) -> Walk:
    """What a walk below a folder comes to where configurations leave out, let in and set limits."""
    from ...files import Walk, is_read

    def limit(file: Path) -> float:
        return choice.in_folder(file.parent).largest if is_read(file) else 0

    return Walk(folder, left_out_by(choice), limit)


def passes(args: argparse.Namespace, choice: Choice) -> Callable[[Path], bool]:
    """Tell of a file that was named whether it is checked: with ``--force-exclude`` only if a check of . reads it."""
    here = walk(Path(), choice)

    def wanted(file: Path) -> bool:
        from ...config import absolute

        whole = absolute(file)
        if not args.force_exclude or not whole.is_relative_to(Path.cwd()):
            return True
        return here.comes_to(*whole.relative_to(Path.cwd()).parts)

    return wanted


def left_out_by(choice: Choice) -> LeftOut:
    """What ``exclude`` covers, and files that ``include`` does not."""

    def left_out(path: str) -> bool:
        configuration = choice.in_folder(Path(path).parent)
        if configuration.leaves_out(path):
            return True
        return not path.endswith("/") and not configuration.includes(path)

    return left_out
