"""Where quotation marks open and close in a clean view."""

from __future__ import annotations

import re

from ..span import Span

_MARKS = re.compile(r"\"|(?<![^\W_])'(?=\S)|(?<=\S)'(?![^\W_])")


def quotations(clean: str) -> tuple[Span, ...]:
    """The ranges between paired quotation marks, marks included; one left open runs to the end.

    A single quote counts only where it stands at the edge of a word, so that ``D'Arc`` opens nothing.
    """
    found: list[Span] = []
    opened: tuple[str, int] | None = None
    for mark in _MARKS.finditer(clean):
        kind, at = mark[0], mark.start()
        if opened is None:
            opened = (kind, at)
        elif opened[0] == kind:
            found.append(Span(opened[1], at + 1))
            opened = None
    if opened is not None and opened[0] == '"':
        found.append(Span(opened[1], len(clean)))
    return tuple(found)
