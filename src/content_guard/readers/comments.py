"""Comments that speak to content-guard, whatever marks a format puts around them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..draft import Comment
from ..span import Lines, Span

# Phones capitalise the first letter of a line; a forgotten colon is told, not passed over.
OPENING = r"\s*[Cc]ontent-guard\s*(?::|disable|enable)"
_OPENING = re.compile(OPENING)


def speaks(text: str) -> bool:
    """Tell at once whether a text can hold such a comment: most hold none and pay for nothing more."""
    return "ontent-guard" in text


def comments(text: str, ranges: Iterable[Span]) -> tuple[Comment, ...]:
    """Those of the ranges (the insides of comments) that speak to content-guard, trimmed, in the order of the text."""
    lines = Lines(text)
    spoken = (stripped(text, span) for span in sorted(set(ranges)) if is_ours(text, span))
    return tuple(Comment(text[slice(*span)], span, lines.of(span.start)[0]) for span in spoken)


def is_ours(text: str, inside: Span) -> bool:
    """Tell whether the inside of a comment speaks to content-guard."""
    return _OPENING.match(text, *inside) is not None


def stripped(text: str, span: Span) -> Span:
    """A range without the spaces at its ends."""
    inside = text[slice(*span)]
    start = span.start + len(inside) - len(inside.lstrip())
    return Span(start, start + len(inside.strip()))
