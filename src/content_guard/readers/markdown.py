"""Markdown: blocks by markdown-it-py, their inline markup masked so that every visible character keeps its place.

markdown-it's inline tokens have no positions, so only its blocks are used; the mask below hides what
a reader does not see. It hides too little rather than too much: text that stays visible is still read.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from ..draft import Draft, Part, PartName, Piece
from ..span import Span
from .plain import syllables

_FRONT = re.compile(r"\A(?P<fence>---|\+\+\+)[^\S\n]*\n(?P<inner>.*?)^(?P=fence)[^\S\n]*$", re.S | re.M)
_FRONT_FIELD = re.compile(r"^(?P<key>title|description)[^\S\n]*[:=][^\S\n]*(?P<value>[^\n]*?)[^\S\n]*$", re.M)
_INLINE = re.compile(
    r"""
    (?P<code>(?<!`)(`+)(?!`)[^\n]*?(?<!`)\2(?!`))                   # code: not prose
  | (?P<comment><!--.{0,1000}?-->)                                 # bounded: many may be left open
  | (?P<auto><(?:https?://|mailto:)[^\s<>]*>)
  | (?P<tag></?[A-Za-z][^<>]*>)
  | (?P<image>!\[[^\[\]]*\]\([^()\s]*(?:\s+"[^"]*")?\))
  | (?P<target>(?<=\])\((?:<[^<>\n]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)?)(?:\s+(?:"[^"\n]*"|'[^'\n]*'))?\))  # of a link
  | (?P<reference>(?<=\])\[[^\[\]\n]*\])
  | (?P<bracket>[\[\]](?=[^\n]))
  | (?P<escape>\\[!-/:-@\[-`{-~])
  | (?P<entity>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)
  | (?P<mark>\*+|~~|(?<![^\W_])_+|_+(?![^\W_]))                     # emphasis
    """,
    re.X | re.S,
)
_LINE_PREFIX = re.compile(r"^[^\S\n]*(?:>[^\S\n]?)*[^\S\n]*", re.M)
_LEAD_AT_MOST = 80
_LEAF = {"paragraph_open", "heading_open", "td_open", "th_open"}


def read(text: str, name: str) -> Draft:
    """Read Markdown with optional front matter (YAML or TOML title and description)."""
    front = _FRONT.match(text)
    parts = list(_front_parts(text, front)) if front else []
    has_begun = any(p.name == "headline" for p in parts)
    for role, is_top, block in _blocks(text, front.end() if front else 0):
        pieces = tuple(_visible(text, _trimmed(text, block, role)))
        if pieces:
            part: PartName = "headline" if role == "heading" and is_top and not has_begun else role
            has_begun = has_begun or part in ("headline", "body")
            parts.append(Part(part, pieces))
    parts = _with_lead(text, parts)
    return Draft(name=name, source=text, parts=tuple(sorted(parts, key=lambda p: p.span)))


def _blocks(text: str, start: int) -> Iterator[tuple[PartName, bool, Span]]:
    """The blocks that hold text, from ``start`` on: role, whether a heading of the first level, range."""
    from markdown_it import MarkdownIt  # here: plain text and --help never pay for it

    body = text[start:]
    lines = [m.start() for m in re.finditer(r"^", body, re.M)]
    parser = MarkdownIt("commonmark", {"maxNesting": 50}).disable(["inline", "text_join"])
    quoted = 0
    for token in parser.parse(body.replace("\0", "\ufffd").replace("\r", " " if "\r\n" in text else "\n")):
        quoted += token.nesting if token.type.startswith("blockquote") else 0
        if token.type in _LEAF and token.map:
            first, last = (start + (lines[n] if n < len(lines) else len(body)) for n in token.map)
            role: PartName = "heading" if token.type == "heading_open" else "quote" if quoted else "body"
            yield role, token.tag == "h1", Span(first, last)


def _front_parts(text: str, front: re.Match[str]) -> Iterator[Part]:
    for found in _FRONT_FIELD.finditer(text, *front.span("inner")):
        span = Span(*found.span("value"))
        value = text[span.start : span.end]
        if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
            span = Span(span.start + 1, span.end - 1)
        if text[span.start : span.end].strip():
            yield Part("headline" if found["key"] == "title" else "lead", (Piece(*span),))


def _trimmed(text: str, block: Span, role: PartName) -> Span:
    """Leave out the marks that open a heading or a list item, and outer spaces."""
    inside = text[block.start : block.end]
    opening = r"(?:\s|>|[-*+][^\S\n]|\d{1,9}[.)][^\S\n])*"
    opening += r"(?:\#{1,6}(?=\s))?\s*" if role == "heading" else ""
    found = re.match(opening, inside)
    lead = found.end() if found else 0
    closing = r"(?:\s+\#+\s*|\n[^\S\n]*[-=]+\s*|\s+)$" if role == "heading" else r"\s+$"
    tail = re.search(closing, inside[lead:])
    return Span(block.start + lead, block.start + lead + (tail.start() if tail else len(inside) - lead))


def _visible(text: str, block: Span) -> Iterator[Piece]:
    """The runs of a block that a reader sees."""
    at = block.start
    for start, end, shown in sorted(_hidden(text, block)):
        if start < at:
            continue
        if start > at:
            yield Piece(at, start)
        if shown:
            yield Piece(start, end, shown)
        at = end
    if at < block.end:
        yield Piece(at, block.end)


def _hidden(text: str, block: Span) -> Iterator[tuple[int, int, str | None]]:
    for mark in _INLINE.finditer(text, block.start, block.end):
        shown = None
        if mark.lastgroup == "escape" or mark["escape"]:
            shown = mark[0][1:]
        elif mark["entity"]:
            shown = html.unescape(mark[0])
        elif mark["code"] or mark["image"]:
            shown = "\ufffc"  # an object stands here: the words around it are not side by side
        elif mark["mark"] and _stands_free(text, mark):
            continue
        yield mark.start(), mark.end(), shown
    for prefix in _LINE_PREFIX.finditer(text, block.start, block.end):
        if prefix.start() > block.start and ">" in prefix[0]:
            yield prefix.start(), prefix.end(), None


def _stands_free(text: str, mark: re.Match[str]) -> bool:
    """A mark with space on both sides is itself, such as the star in ``3 * 4``."""
    before = text[mark.start() - 1 : mark.start()]
    after = text[mark.end() : mark.end() + 1]
    return (not before or before.isspace()) and (not after or after.isspace())


def _with_lead(text: str, parts: list[Part]) -> list[Part]:
    if any(p.name == "lead" for p in parts) or not any(p.name == "headline" for p in parts):
        return parts
    body = [n for n, p in enumerate(parts) if p.name == "body"]
    if len(body) > 1 and syllables(text[slice(*parts[body[0]].span)]) <= _LEAD_AT_MOST:
        parts[body[0]] = Part("lead", parts[body[0]].pieces)
    return parts
