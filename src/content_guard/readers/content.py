"""The text of one block, put together from its lines, and the way back to the source."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..draft import Piece
from ..span import Span

OBJECT = "\ufffc"  # something stands here that is not prose: the words around it are not side by side

# What a site's templates put in: Hugo's {{< … >}}, {{% … %}}, {{ … }}, Jekyll's {% … %}; attributes {: .a}, {#a};
# and the number of a footnote [^1].
_TEMPLATE = re.compile(
    r"\[\^[^\[\]\s]+\]|\{\{[<%](?:[^{}]|\}(?!\}))*[>%]\}\}|\{\{[^{}]*\}\}|\{%[^{}%]*%\}|\{[:#.][^{}\n]*\}(?=[^\S\n]*(?:\n|\Z))"
)

_CAPTION = re.compile(r"\s(?:alt|caption)\s*=\s*([\"'])((?:(?!\1).)*)\1", re.S)


class Run(NamedTuple):
    """``text[at:at + width]`` is ``source[span]``; a line end is one character, whatever it is in the source."""

    at: int
    width: int
    span: Span


class Content:
    """The lines of a block, without the marks before them, joined by line feeds.

    ``text`` is what inline rules read; templates in it are masked by as many OBJECTs, and ``templates`` says where.
    """

    def __init__(self, source: str, lines: Sequence[Span]) -> None:
        self._source = source
        self._runs = list(_runs(source, lines))
        self._ats = [run.at for run in self._runs]
        text = "\n".join(source[start:end] for start, end in lines)
        found = list(_TEMPLATE.finditer(text)) if "{" in text or "[^" in text else []
        self.templates = [Span(*template.span()) for template in found]
        self._captions = [Span(*words.span(2)) for t in found for words in _CAPTION.finditer(text, *t.span())]
        self.text = _TEMPLATE.sub(lambda found: OBJECT * len(found[0]), text) if self.templates else text

    def span(self, within: Span) -> Span:
        """Where a non-empty range of ``text`` stands in the source."""
        return Span(next(self._ranges(Span(within.start, within.start + 1))).start, self._end(within.end))

    def pieces(self, within: Span) -> Iterator[Piece]:
        """The visible runs of a range of ``text``: what templates put in is not known."""
        at = within.start
        number = max(bisect_right(self.templates, (at, at)) - 1, 0)
        while number < len(self.templates) and self.templates[number].start < within.end:
            start, end = self.templates[number]
            yield from (Piece(*span) for span in self._ranges(Span(at, start)))
            at = max(at, end)
            number += 1
        yield from (Piece(*span) for span in self._ranges(Span(at, within.end)))

    def captions(self) -> Iterator[list[Piece]]:
        """What templates say of pictures, as in ``{{< figure src="a.jpg" caption="…" >}}``."""
        return ([Piece(*span) for span in self._ranges(words)] for words in self._captions)

    def _ranges(self, within: Span) -> Iterator[Span]:
        number = bisect_right(self._ats, within.start) - 1
        while within.start < within.end and number < len(self._runs) and self._runs[number].at < within.end:
            at, width, (start, end) = self._runs[number]
            yield Span(start + max(within.start - at, 0), end if at + width <= within.end else start + within.end - at)
            number += 1

    def _end(self, position: int) -> int:
        return next(self._ranges(Span(position - 1, position))).end


def _runs(source: str, lines: Sequence[Span]) -> Iterator[Run]:
    at = 0
    for number, line in enumerate(lines):
        if line.start < line.end:
            yield Run(at, line.end - line.start, line)
        at += line.end - line.start
        if number + 1 < len(lines):
            width = 2 if source.startswith("\r\n", line.end) else 1
            yield Run(at, 1, Span(line.end, line.end + width))
            at += 1
