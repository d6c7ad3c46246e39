"""A page of Markdown: its front matter, its blocks, and the comments in both."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from operator import attrgetter

from ..draft import Draft, Part
from ..span import Span
from .blocks import Block, blocks
from .comments import comments, is_ours, speaks
from .commonmark import Syntax
from .content import Content
from .front_matter import front_matter
from .inline import Mark, marks
from .parts import Parts

_LINE_END = re.compile(r"\r\n|\r|\n")
_ALONE = re.compile(r"[\s>]*")
_Read = tuple[Block, Content, tuple[Mark, ...]]


def read(text: str, name: str, syntax: Syntax) -> Draft:
    """Read a page as if the comments to us were not there."""
    front = front_matter(text)
    lines = _lines(text, front.end)
    body = list(_read(text, text, lines, syntax))
    spoken: list[Span] = []
    if speaks(text):
        spoken = [span for _, content, found in body for span in _comments(content, found)]
        ours = [span for span in spoken if is_ours(text, _inside(text, span))]
        body = list(_read(text, *_without(text, lines, ours), syntax)) if ours else body
    parts = Parts(text, [Part(*value) for value in front.values])
    for block, content, found in body:
        parts.add(block, content, found)
    insides = (*front.comments, *(_inside(text, span) for span in spoken))
    ordered = sorted(parts.with_lead(), key=attrgetter("span"))
    return Draft(name=name, source=text, parts=tuple(ordered), comments=comments(text, insides))


def _read(source: str, shape: str, lines: list[Span], syntax: Syntax) -> Iterator[_Read]:
    found, references = blocks(shape, lines, syntax)
    for block in found:
        content = Content(source, block.lines)
        yield (
            block,
            content,
            marks(content.text, references, "html" if (block.kind, syntax) == ("html", "markdown") else syntax),
        )


def _lines(text: str, start: int) -> list[Span]:
    """The lines from ``start`` on, without their ends."""
    found = []
    for end in _LINE_END.finditer(text, start):
        found.append(Span(start, end.start()))
        start = end.end()
    return [*found, Span(start, len(text))]


def _comments(content: Content, found: tuple[Mark, ...]) -> Iterator[Span]:
    """The ranges of comments, their marks included."""
    return (content.span(mark.span) for mark in found if mark.kind == "comment")


def _inside(text: str, span: Span) -> Span:
    """Leave out ``<!--`` and ``-->``, or ``{/*`` and ``*/}``; one left open says no more than its line."""
    if text.startswith("{", span.start):
        return Span(span.start + len("{/*"), span.end - len("*/}"))
    start = span.start + len("<!--")
    if text.endswith("-->", start, span.end):
        return Span(start, span.end - len("-->"))
    line_end = _LINE_END.search(text, start, span.end)
    return Span(start, line_end.start() if line_end else max(start, span.end))


def _without(text: str, lines: list[Span], hidden: list[Span]) -> tuple[str, list[Span]]:
    """The text with words in place of comments, and the lines that comments do not have for themselves."""
    starts = [line.start for line in lines]
    left_out: set[int] = set()
    pieces: list[str] = []
    at = 0
    for span in hidden:
        first, last = (bisect_right(starts, edge) - 1 for edge in (span.start, span.end))
        pieces += (text[at : span.start], re.sub(r"[^\r\n]", "x", text[slice(*span)]))
        at = span.end
        if _ALONE.fullmatch(text, lines[first].start, span.start) and not text[at : lines[last].end].strip():
            left_out.update(range(first, last + 1))
    return "".join((*pieces, text[at:])), [line for n, line in enumerate(lines) if n not in left_out]
