"""What stands in quotes, as a reader sees it: every escape is a piece that knows its range."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..draft import Piece
from ..span import Span

_BACKSLASH = (
    r"\\u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}"  # JSON's way of writing what lies beyond U+FFFF
    r"|\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|"
)
_ESCAPE = {
    '"': re.compile(_BACKSLASH + r"\r?\n[^\S\n]*|.)", re.S),
    "toml": re.compile(_BACKSLASH + r"[^\S\n]*\n\s*|.)", re.S),
    "'": re.compile(r"''"),
}
_MEANING = {
    "n": "\n",
    "t": "\t",
    "r": "\r",
    "v": "\v",
    "f": "\f",
    "N": "\x85",
    "_": "\xa0",
    "L": "\u2028",
    "P": "\u2029",
}
_MEANING |= dict.fromkeys("0abe", "\ufffd")


def pieces(text: str, span: Span, quotes: str) -> tuple[Piece, ...]:
    """The visible runs of ``text[span]``, which stood in quotes of one kind; none if only spaces are left."""
    found = tuple(_pieces(text, span, quotes))
    return found if any(shown or not text[start:end].isspace() for start, end, shown in found) else ()


def _pieces(text: str, span: Span, quotes: str) -> Iterator[Piece]:
    at = span.start
    for escape in _ESCAPE[quotes].finditer(text, *span) if quotes else ():
        if escape.start() > at:
            yield Piece(at, escape.start())
        at = escape.end()
        if shown := _meant(escape[0]):
            yield Piece(escape.start(), at, shown)
    if at < span.end:
        yield Piece(at, span.end)


def _meant(escape: str) -> str:
    if escape.startswith("'"):
        return "'"
    if escape[1:].isspace() and escape[1:] not in (" ", "\t"):
        return ""  # a line that goes on
    if len(escape) == 12:
        return bytes.fromhex(escape[2:6] + escape[8:]).decode("utf-16-be")
    if len(escape) > 2:
        code = int(escape[2:], 16)
        return chr(code) if code < 0xD800 or 0xDFFF < code < 0x110000 else "\ufffd"
    return _MEANING.get(escape[1], escape[1])
