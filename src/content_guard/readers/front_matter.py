"""Front matter: YAML between ``---``, TOML between ``+++`` or one JSON object, before the text begins.

Only what readers see is taken: the title and the description, at the top level. PyYAML's events tell where a
YAML value stands (a value within a value is another page's business), and what is escaped in it is told
piece by piece. YAML that is none, as an unquoted title with a colon makes it, is read line by line instead.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from ..draft import PartName, Piece
from ..span import Span
from .comments import OPENING, stripped
from .escapes import pieces

ROLES: dict[str, PartName] = {"title": "headline", "description": "lead", "summary": "lead", "excerpt": "lead"}
_FENCED = re.compile(r"\A\ufeff?(?P<fence>---|\+\+\+)[^\S\n]*\n(?P<inner>.*?)^(?P=fence)[^\S\n]*$", re.S | re.M)
_FIRST_YAML = re.compile(r"(?:[^\S\n]*(?:#[^\n]*)?\n)*(?:\Z|[\"']?[\w.-]+[\"']?[^\S\n]*:(?:\s|\Z)|[{?!&])")
_COMMENT = re.compile(rf"(?:^|(?<=\s))#(?P<inner>{OPENING}[^\n]*)", re.M)
_NOT_YAML = re.compile(r"[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)*")  # an anchor, a tag
_BLOCK_HEADER = re.compile(r"[|>][-+\d]*[^\S\n]*(?:#[^\n]*)?\n")
_LINE = re.compile(r"^[\"']?(?P<key>[\w-]+)[\"']?[^\S\n]*:(?P<value>[^\n]*(?:\n(?:[^\S\n][^\n]*|(?=\n)))*)", re.M)
_TOML = re.compile(
    r"""
    ^[^\S\n]*["']?(?P<key>[\w-]+)["']?[^\S\n]*=[^\S\n]*
  | (?P<string>\"{3}(?:[^\\]|\\.)*?(?:\"{3}(?!\")|\Z) | '{3}.*?(?:'{3}(?!')|\Z) | "(?:[^"\\\n]|\\.)*" | '[^'\n]*')
  | \#(?P<comment>[^\n]*)
  | (?P<opening>[\[{]) | (?P<closing>[\]}])
    """,
    re.X | re.S | re.M,
)
_REST = re.compile(r"[^\S\n]*(?:\n|\Z)")
_BARE = re.compile(r"[^\s\[{#][^\n#]*")
_JSON = re.compile(r'(?P<string>"(?:[^"\\]|\\.)*")(?P<colon>\s*:)?|(?P<opening>[\[{])|(?P<closing>[\]}])', re.S)


class Value(NamedTuple):
    """A value at the top level: its key, its range without quotes or header, and the quotes it stands in."""

    key: str
    span: Span
    quotes: str = ""


class FrontMatter(NamedTuple):
    """Where the text goes on, what a reader sees of the front matter, and the insides of its comments to us."""

    end: int
    values: tuple[tuple[PartName, tuple[Piece, ...]], ...] = ()
    comments: tuple[Span, ...] = ()


def front_matter(text: str) -> FrontMatter:
    """Read the front matter of a text; one without any goes on at 0."""
    found = _FENCED.match(text)
    if found and found["fence"] == "+++":
        return _front_matter(text, found.end(), *_toml(text, Span(*found.span("inner"))))
    if found and _FIRST_YAML.match(text, *found.span("inner")):
        return _front_matter(text, found.end(), *_yaml(text, Span(*found.span("inner"))))
    end = _end_of_json(text) if text.startswith("{") else 0
    return _front_matter(text, end, list(_json(text[:end])), []) if end else FrontMatter(0)


def _front_matter(text: str, end: int, values: list[Value], comments: list[Span]) -> FrontMatter:
    read = ((ROLES[v.key], pieces(text, v.span, v.quotes)) for v in values if v.key in ROLES)
    return FrontMatter(end, tuple((role, found) for role, found in read if found), tuple(comments))


def _yaml(text: str, inner: Span) -> tuple[list[Value], list[Span]]:
    import yaml  # here: plain text and --help never pay for it

    values: list[Value] = []
    scalars: list[Span] = []
    try:
        for key, span, style in _scalars(_NOT_YAML.sub("?", text[slice(*inner)])):
            scalar = Span(span.start + inner.start, span.end + inner.start)
            scalars.append(scalar)
            if key in ROLES:
                values.append(Value(key, _within(text, scalar, style), style if style in ("'", '"') else ""))
    except yaml.YAMLError:
        values, scalars = list(_line_by_line(text, inner)), []
    begin = [span.start for span in scalars]
    comments = (Span(*found.span("inner")) for found in _COMMENT.finditer(text, *inner))
    return values, [c for c in comments if not _is_in(scalars, bisect_right(begin, c.start) - 1, c.start)]


def _is_in(spans: list[Span], nearest: int, position: int) -> bool:
    return nearest >= 0 and position < spans[nearest].end


def _scalars(inner: str) -> Iterator[tuple[str, Span, str]]:
    """Every scalar with its range and style; those that are values at the top level with their key."""
    import yaml

    depth, key = 0, None
    for event in yaml.parse(inner, getattr(yaml, "CLoader", yaml.Loader)):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            continue
        if isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.ScalarEvent):
            begins, ends = event.start_mark, event.end_mark
            if begins and ends:
                yield (key or "") if depth == 1 else "", Span(begins.index, ends.index), event.style or ""
        elif not isinstance(event, yaml.AliasEvent):
            continue
        if depth == 1:  # a key and a value take turns
            key = (event.value.lower() if isinstance(event, yaml.ScalarEvent) else "") if key is None else None


def _within(text: str, scalar: Span, style: str) -> Span:
    """Leave out a scalar's anchor, its quotes or the header of its block."""
    start = _PROPERTIES.match(text, *scalar).end()  # type: ignore[union-attr]
    if style in ("'", '"'):
        return Span(start + 1, scalar.end - 1)
    header = _BLOCK_HEADER.match(text, start, scalar.end) if style else None
    return stripped(text, Span(header.end() if header else start, scalar.end))


def _line_by_line(text: str, inner: Span) -> Iterator[Value]:
    for found in _LINE.finditer(text, *inner):
        span = stripped(text, Span(*found.span("value")))
        header = _BLOCK_HEADER.match(text, *span)
        quote = text[span.start : span.start + 1]
        if header:
            span = stripped(text, Span(header.end(), span.end))
        elif quote in ("'", '"') and (closing := text.rfind(quote, span.start + 1, span.end)) > 0:
            yield Value(found["key"].lower(), Span(span.start + 1, closing), quote)
            continue
        elif comment := re.compile(r"\s#").search(text, *span):
            span = Span(span.start, comment.start())
        yield Value(found["key"].lower(), span)


def _toml(text: str, inner: Span) -> tuple[list[Value], list[Span]]:
    values: list[Value] = []
    comments: list[Span] = []
    depth, key, begins, is_top = 0, "", -1, True
    for token in _TOML.finditer(text, *inner):
        if token["key"] and depth == 0 and is_top:
            key, begins = token["key"].lower(), token.end()
            if text[begins : begins + 1] not in ("'", '"') and (bare := _BARE.match(text, begins, inner.end)):
                values.append(Value(key, stripped(text, Span(*bare.span()))))
        elif token["string"] and token.start() == begins:
            values.append(_toml_string(key, token[0], begins))
        elif token["comment"] is not None:
            comments.append(Span(*token.span("comment")))
        elif token["opening"]:
            is_top = is_top and (depth > 0 or token.start() == begins)  # else a table: what follows is within it
            depth += 1
        elif token["closing"]:
            depth -= 1
    return values, comments


def _toml_string(key: str, written: str, start: int) -> Value:
    width = 3 if written[:3] in ('"""', "'''") else 1
    closing = width if len(written) >= 2 * width and written.endswith(written[:width]) else 0
    end = start + len(written) - closing
    begins = start + width + len(written[width:]) - len(written[width:].lstrip())
    return Value(key, Span(min(begins, end), end), "toml" if written[0] == '"' else "")


def _end_of_json(text: str) -> int:
    """Where an object that opens a text ends; 0 if it is none, or if text follows on its line."""
    try:
        value, end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return 0
    return end if isinstance(value, dict) and value and _REST.match(text, end) else 0


def _json(text: str) -> Iterator[Value]:
    depth, key = 0, ""
    for token in _JSON.finditer(text):
        depth += bool(token["opening"]) - bool(token["closing"])
        if token["colon"]:
            key = token["string"][1:-1].lower() if depth == 1 else ""
            continue
        if token["string"] and key:
            yield Value(key, Span(token.start("string") + 1, token.end("string") - 1), '"')
        key = ""
