"""From marks to parts: what is one paragraph, what it is to a reader, and which one is the lead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..draft import Part, PartName, Piece
from .blocks import Block
from .content import OBJECT, Content
from .inline import Mark
from .plain import LEAD_AT_MOST, syllables

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_ROLES: dict[str, PartName] = {
    "blockquote": "quote",
    "figcaption": "caption",
    "caption": "caption",
    **dict.fromkeys(_HEADINGS, "heading"),
}
_SPLITTING = frozenset(
    """address article aside body center dd details dialog dir div dl dt fieldset figure footer form header hr html li
    main menu nav ol optgroup option p pre section summary table tbody td tfoot th thead title tr ul""".split()  # noqa: SIM905
) | set(_ROLES)


class Parts:
    """Gathers the parts of a page, block after block."""

    def __init__(self, source: str, parts: Iterable[Part]) -> None:
        self._source = source
        self._found = list(parts)
        self._has_begun = any(part.name == "headline" for part in self._found)
        self._body: list[tuple[int, bool]] = []  # where parts of the body are, and whether they are paragraphs
        self._open: list[str] = []  # tags of raw HTML that give what follows its role

    def add(self, block: Block, content: Content, marks: Iterable[Mark]) -> None:
        """Add what a block holds: one part, or as many as tags make of it; captions apart."""
        pieces: list[Piece] = []
        for mark in marks:
            name = mark.name.removeprefix("/")
            if mark.kind == "caption":
                self._add("caption", _pieces(content, mark.marks))
            elif mark.kind == "text":
                pieces += _pieces(content, (mark,))
            elif name in _SPLITTING:
                self._close(block, pieces)
                pieces = []
                self._turn(mark.name)
            elif name == "br":
                pieces.append(Piece(*content.span(mark.span), "\n"))
        self._close(block, pieces)
        for caption in content.captions():
            self._add("caption", caption)

    def with_lead(self) -> list[Part]:
        """All parts; the first paragraph below a headline is the lead when it is short and more follow."""
        names = {part.name for part in self._found}
        if "lead" in names or "headline" not in names or len(self._body) < 2:
            return self._found
        first, is_paragraph = self._body[0]
        part = self._found[first]
        if is_paragraph and syllables("".join(self._source[a:b] for a, b, _ in part.pieces)) <= LEAD_AT_MOST:
            self._found[first] = Part("lead", part.pieces)
        return self._found

    def _close(self, block: Block, pieces: list[Piece]) -> None:
        role = self._role(block)
        is_headline = role == "heading" and not self._has_begun and (block.level == 1 or self._open[-1:] == ["h1"])
        if self._add("headline" if is_headline else role, pieces) and (is_headline or role == "body"):
            self._has_begun = True
            if role == "body":
                self._body.append((len(self._found) - 1, block.is_top))

    def _role(self, block: Block) -> PartName:
        if block.kind == "heading":
            return "heading"
        if self._open:
            return _ROLES[self._open[-1]]
        return "quote" if block.is_quoted else "body"

    def _turn(self, tag: str) -> None:
        """Take note of a tag that opens or closes a role."""
        name = tag.removeprefix("/")
        if name in _ROLES and name == tag:
            self._open.append(name)
        elif name in self._open:
            del self._open[len(self._open) - 1 - self._open[::-1].index(name) :]

    def _add(self, name: PartName, pieces: list[Piece]) -> bool:
        seen = [n for n, piece in enumerate(pieces) if self._shown(piece).replace(OBJECT, " ").strip()]
        if seen:
            self._found.append(Part(name, tuple(_joined(pieces[seen[0] : seen[-1] + 1]))))
        return bool(seen)

    def _shown(self, piece: Piece) -> str:
        return self._source[piece.start : piece.end] if piece.shown is None else piece.shown


def _pieces(content: Content, marks: Iterable[Mark]) -> list[Piece]:
    """The visible runs of text."""
    found: list[Piece] = []
    for mark in marks:
        if mark.kind == "text" and mark.shown is None:
            found += content.pieces(mark.span)
        elif mark.kind == "text":
            found.append(Piece(*content.span(mark.span), mark.shown))
    return found


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Make one of runs that stand side by side in the source."""
    start = end = -1
    for piece in pieces:
        if piece.shown is None and piece.start == end:
            end = piece.end
            continue
        if start < end:
            yield Piece(start, end)
        start, end = (piece.start, piece.end) if piece.shown is None else (-1, -1)
        if piece.shown is not None:
            yield piece
    if start < end:
        yield Piece(start, end)
