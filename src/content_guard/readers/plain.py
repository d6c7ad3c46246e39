"""Plain text: paragraphs between blank lines; a headline and a lead only where they show."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

from ..draft import Draft, Part, PartName, Piece, paragraphs
from ..span import Span
from .comments import comments

_SYLLABLE = re.compile(r"[^\W_]+")
_COMMENT = re.compile(r"(?<![^\r\n])%% ([^\r\n]*)(?:\r\n|\r|\n)?")  # a line of its own
_HEADLINE_AT_MOST = 30  # syllables
LEAD_AT_MOST = 80  # syllables


def read(text: str, name: str) -> Draft:
    """Read plain text. Loudspeaker scripts and posts have no headline; lines that open with ``%% `` are comments."""
    if "%% " not in text:
        return Draft(name=name, source=text, parts=tuple(_parts(text)))
    aside = list(_COMMENT.finditer(text))
    kept = _Kept(text, [Span(*line.span()) for line in aside])
    parts = tuple(Part(part.name, kept.pieces(part.span)) for part in _parts(kept.text))
    return Draft(name=name, source=text, parts=parts, comments=comments(text, (Span(*c.span(1)) for c in aside)))


def _parts(text: str) -> Iterator[Part]:
    blocks = paragraphs(text, Span(0, len(text)))
    headed = bool(blocks) and is_headline(text, blocks[0])
    names = roles(text, blocks[1:] if headed else blocks, headed=headed)
    for role, block in zip(["headline", *names] if headed else names, blocks, strict=True):
        yield Part(role, (Piece(*block),))


class _Kept:
    """A text without its comment lines, and the way back: it is read as if they had never stood there."""

    def __init__(self, source: str, left_out: list[Span]) -> None:
        edges = [0, *(edge for span in left_out for edge in span), len(source)]
        self._runs = [Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b]
        self._starts = [0, *accumulate(b - a for a, b in self._runs)]  # of each run in ``text``
        self.text = "".join(source[a:b] for a, b in self._runs)

    def pieces(self, span: Span) -> tuple[Piece, ...]:
        """Where a range of ``text`` stands in the source: a piece in each run that it meets."""
        return tuple(Piece(*piece) for piece in self._pieces(span))

    def _pieces(self, span: Span) -> Iterator[Span]:
        run = bisect_right(self._starts, span.start) - 1
        while run < len(self._runs) and self._starts[run] < span.end:
            start, moved = self._starts[run], self._runs[run].start - self._starts[run]
            yield Span(max(span.start, start) + moved, min(span.end, self._starts[run + 1]) + moved)
            run += 1


def is_headline(text: str, block: Span) -> bool:
    """A first line alone in its block, of at most 30 syllables, without a full stop at its end."""
    line = text[block.start : block.end]
    return (
        len(line.splitlines()) == 1
        and syllables(line) <= _HEADLINE_AT_MOST
        and not re.search(r"(?<!\.)\.[\"'”’)]?$", line)
        and (block.end == len(text.rstrip()) or bool(re.match(r"[^\S\n]*\r?\n[^\S\n]*\r?\n", text[block.end :])))
    )


def roles(text: str, blocks: list[Span], *, headed: bool) -> list[PartName]:
    """The first paragraph below a headline is the lead when it is short and more follow."""
    found: list[PartName] = ["body"] * len(blocks)
    if headed and len(blocks) > 1 and syllables(text[blocks[0].start : blocks[0].end]) <= LEAD_AT_MOST:
        found[0] = "lead"
    return found


def syllables(text: str) -> int:
    """Count the syllables of a text, however its letters are composed."""
    return sum(1 for _ in _SYLLABLE.finditer(unicodedata.normalize("NFC", text)))
