"""Markdown: blocks by markdown-it-py, their inline markup masked so that every visible character keeps its place.

markdown-it's inline tokens have no positions, so only its blocks are used; the mask below hides what
a reader does not see. It hides too little rather than too much: text that stays visible is still read.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from ..draft import Comment, Draft, Part, PartName, Piece
from ..span import Span
from .comments import OPENING, comments, speaks, stripped
from .plain import syllables

_FRONT = re.compile(r"\A(?P<fence>---|\+\+\+)[^\S\n]*\n(?P<inner>.*?)^(?P=fence)[^\S\n]*$", re.S | re.M)
_FRONT_FIELD = re.compile(r"^(?P<key>title|description)[^\S\n]*[:=](?P<value>[^\n]*)$", re.M)
_FRONT_COMMENT = re.compile(rf"(?:^|(?<=\s))#(?P<inner>{OPENING}[^\n]*)", re.M)  # YAML's and TOML's
_INLINE = re.compile(
    r"""
    (?P<code>(?<!`)(`+)(?!`)[^\n]*?(?<!`)\2(?!`))                   # code: not prose
  | (?P<comment><!--.{0,1000}?-->                                  # bounded: many may be left open
    | \{/\*\s*[Cc]ontent-guard\b.{0,1000}?\*/\})                   # MDX
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
# In HTML, and MDX around it; a comment left open runs on to the end, but says no more than its line.
_RAW_COMMENT = re.compile(
    rf"<!--(?:(?P<html>.*?)-->|(?P<open>[^\n]*).*\Z)|\{{/\*(?P<mdx>{OPENING}.{{0,1000}}?)\*/\}}", re.S
)
_COMMENT_LINE = re.compile(
    rf"(?P<before>(?:[\s>]|[-*+]\s|\d{{1,9}}[.)]\s)*)<!--(?={OPENING}(?:(?!-->).){{0,950}}-->(?P<after>\s*\S)?)"
)
_LINE_PREFIX = re.compile(r"^[^\S\n]*(?:>[^\S\n]?)*[^\S\n]*", re.M)
_LEAD_AT_MOST = 80
_LEAF = {"paragraph_open", "heading_open", "td_open", "th_open"}
_Block = tuple[PartName | None, bool, Span]  # its role (None: raw HTML), whether a heading of the first level, range


def read(text: str, name: str) -> Draft:
    """Read Markdown with optional front matter (YAML or TOML title and description)."""
    front = _FRONT.match(text)
    blocks = tuple(_blocks(text, front.end() if front else 0))
    parts = list(_front_parts(text, front)) if front else []
    has_begun = any(p.name == "headline" for p in parts)
    for role, is_top, block in blocks:
        pieces = tuple(_visible(text, _trimmed(text, block, role))) if role else ()
        if role and _are_seen(text, pieces):
            part: PartName = "headline" if role == "heading" and is_top and not has_begun else role
            has_begun = has_begun or part in ("headline", "body")
            parts.append(Part(part, pieces))
    parts = sorted(_with_lead(text, parts), key=lambda p: p.span)
    return Draft(name=name, source=text, parts=tuple(parts), comments=_comments(text, front, blocks))


def _blocks(text: str, start: int) -> Iterator[_Block]:
    """The blocks that hold text or raw HTML, from ``start`` on."""
    from markdown_it import MarkdownIt  # here: plain text and --help never pay for it

    body = text[start:]
    lines = [m.start() for m in re.finditer(r"^", body, re.M)]
    parser = MarkdownIt("commonmark", {"maxNesting": 50}).disable(["inline", "text_join"])
    quoted = 0
    read_over = _read_over_comments(body) if speaks(body) else body
    for token in parser.parse(read_over.replace("\0", "\ufffd").replace("\r", " " if "\r\n" in text else "\n")):
        quoted += token.nesting if token.type.startswith("blockquote") else 0
        if (token.type in _LEAF or token.type == "html_block") and token.map:
            first, last = (start + (lines[n] if n < len(lines) else len(body)) for n in token.map)
            role: PartName = "heading" if token.type == "heading_open" else "quote" if quoted else "body"
            yield (role if token.type in _LEAF else None), token.tag == "h1", Span(first, last)


def _read_over_comments(body: str) -> str:
    """Make words of the marks of comments to us that would split a paragraph, or hide the rest of their line."""
    lines = body.split("\n")
    blank = True
    for number, line in enumerate(lines):
        comment = _COMMENT_LINE.match(line)
        if comment and (comment["after"] or not blank):
            lines[number] = comment["before"] + "xxxx" + line[comment.end() :]
        blank = not line.strip()
    return "\n".join(lines)


def _comments(text: str, front: re.Match[str] | None, blocks: tuple[_Block, ...]) -> tuple[Comment, ...]:
    return comments(text, _insides(text, front, blocks)) if speaks(text) else ()


def _insides(text: str, front: re.Match[str] | None, blocks: tuple[_Block, ...]) -> Iterator[Span]:
    """What stands within the marks of comments; in code there are none."""
    if front:
        found = _FRONT_COMMENT.finditer(text, *front.span("inner"))
        yield from (Span(*comment.span("inner")) for comment in found)
    for role, _, block in blocks:
        if role is None:
            raw = _RAW_COMMENT.finditer(text, *block)
            yield from (Span(*comment.span(str(comment.lastgroup))) for comment in raw)
        else:
            marks = _INLINE.finditer(text, *block)
            yield from (_within(mark) for mark in marks if mark["comment"])


def _within(mark: re.Match[str]) -> Span:
    """Leave out ``<!--`` and ``-->``, or ``{/*`` and ``*/}``."""
    opening = len("<!--") if mark[0].startswith("<") else len("{/*")
    return Span(mark.start() + opening, mark.end() - len("-->"))


def _front_parts(text: str, front: re.Match[str]) -> Iterator[Part]:
    for found in _FRONT_FIELD.finditer(text, *front.span("inner")):
        comment = _FRONT_COMMENT.search(text, *found.span("value"))
        span = stripped(text, Span(found.start("value"), comment.start() if comment else found.end("value")))
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


def _are_seen(text: str, pieces: tuple[Piece, ...]) -> bool:
    """Tell whether more than spaces is left of a block."""
    return any(shown or not text[start:end].isspace() for start, end, shown in pieces)


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
    if len(body) > 1 and syllables(_plain(text, parts[body[0]])) <= _LEAD_AT_MOST:
        parts[body[0]] = Part("lead", parts[body[0]].pieces)
    return parts


def _plain(text: str, part: Part) -> str:
    return "".join(text[start:end] for start, end, _ in part.pieces)
