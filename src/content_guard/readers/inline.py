"""Inline markup: what a block's text is made of, in its order, and what of it a reader sees."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Literal, NamedTuple

from markdown_it.token import Token

from ..span import Span
from .commonmark import Syntax, parser, position
from .content import OBJECT

_MARKUP = re.compile(r"[\\`*_\[\]<>&!{~]")
_TAG = re.compile(r"</?\s*([A-Za-z][\w.:-]*)")
_ATTRIBUTE = re.compile(r"""\s(?:alt|caption)\s*=\s*(?:"(?P<a>[^"]*)"|'(?P<b>[^']*)')""")
_HIDDEN = frozenset(("script", "style", "template", "svg", "math", "textarea", "noscript", "iframe"))
_CODE = frozenset(("code", "pre", "kbd", "samp"))


class Mark(NamedTuple):
    """A range of the text and what it is.

    ``shown`` is what text stands for; ``name`` is a tag's, with ``/`` before it if it closes.
    """

    kind: Literal["text", "tag", "comment", "caption"]
    span: Span
    shown: str | None = None
    name: str = ""
    marks: tuple[Mark, ...] = ()  # of a caption


def marks(text: str, references: dict[str, Any], syntax: Syntax) -> tuple[Mark, ...]:
    """What a text is made of; what nobody sees is left out. ``references`` are where links of the page go."""
    if not _MARKUP.search(text):
        return (Mark("text", Span(0, len(text))),)
    if syntax == "html" and text.startswith("<!--") and "-->" not in text:
        return (Mark("comment", Span(0, len(text))),)  # left open: it runs on to the end
    reader = parser(syntax)
    found = tuple(_marks(text, reader.inline.parse(text, reader, {"references": references}, []), 0))
    return tuple(_prose(found)) if any(mark.name in _HIDDEN | _CODE for mark in found) else found


def _marks(text: str, tokens: Iterable[Token], offset: int) -> Iterator[Mark]:
    is_address = False
    for token in sorted(tokens, key=position):
        at = offset + position(token)
        match token.type:
            case "text" if token.content:
                at += is_address  # past the <
                yield Mark("text", Span(at, at + len(token.content)))
            case "text_special":  # an escape or an entity
                yield Mark("text", Span(at, at + len(token.markup)), token.content)
            case "softbreak" | "hardbreak":
                at = text.index("\n", at)  # a hard one may have a backslash before it
                yield Mark("text", Span(at, at + 1))
            case "code_inline":
                yield Mark("text", Span(at, at + 1), OBJECT)
            case "image":
                yield from _image(text, token, at)
            case "html_inline":
                yield from _tag(token.content, at)
            case "expression" if token.content.startswith("{/*"):
                yield Mark("comment", Span(at, at + len(token.content)))
            case "expression":
                yield Mark("text", Span(at, at + 1), OBJECT)
        is_address = token.type == "link_open" and token.markup == "autolink"


def _image(text: str, token: Token, at: int) -> Iterator[Mark]:
    yield Mark("text", Span(at, at + 1), OBJECT)
    inside = at + len("![")
    words = tuple(_marks(text, token.children or (), inside))
    yield Mark("caption", Span(inside, inside + len(token.content)), marks=words)


def _tag(written: str, at: int) -> Iterator[Mark]:
    """A tag or a comment; what a tag says of a picture is a caption."""
    span = Span(at, at + len(written))
    if written.startswith("<!--"):
        yield Mark("comment", span)
    elif found := _TAG.match(written):
        closing = "/" if written.startswith("</") else ""
        yield Mark("tag", span, name=closing + found[1].lower())
        for attribute in _ATTRIBUTE.finditer(written):
            words = Span(*(at + edge for edge in attribute.span(str(attribute.lastgroup))))
            yield Mark("caption", words, marks=(Mark("text", words),))


def _prose(found: tuple[Mark, ...]) -> Iterator[Mark]:
    """Leave out what stands between tags of code and of what is never shown."""
    last = {mark.name: mark.span.start for mark in found if mark.name.startswith("/")}
    within = ""
    for mark in found:
        if within:
            within = "" if mark.name == within else within
            continue
        yield mark
        is_closed = last.get(f"/{mark.name}", -1) > mark.span.start
        if mark.name in _CODE and is_closed:
            yield Mark("text", mark.span, OBJECT)
        if (mark.name in _CODE | _HIDDEN and is_closed) or mark.name in ("script", "style"):
            within = f"/{mark.name}"
