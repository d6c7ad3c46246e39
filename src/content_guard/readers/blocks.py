"""The blocks of a page that hold text: what each is, and where its lines stand without the marks before them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Any, Literal, NamedTuple

from markdown_it.common.utils import mdTrim
from markdown_it.token import Token

from ..span import Span
from .commonmark import Syntax, parser, title_of_directive

_PIPE = re.compile(r"(?<!\\)\|")
_TASK = re.compile(r"\[[ xX]\](?=\s)")
_ALERT = re.compile(r"\[!\w+\][^\S\n]*")


class Block(NamedTuple):
    """A run of lines: a paragraph, a heading (of level 1 to 6, or 0), a cell of a table, or raw HTML.

    ``is_quoted`` says whether it stands in a block quote, ``is_top`` whether in nothing at all.
    """

    kind: Literal["paragraph", "heading", "cell", "html"]
    lines: tuple[Span, ...]
    level: int = 0
    is_quoted: bool = False
    is_top: bool = False


class Page(NamedTuple):
    """The blocks of a page, and what its reference definitions name."""

    blocks: tuple[Block, ...]
    references: dict[str, Any]


def blocks(shape: str, lines: Sequence[Span], syntax: Syntax) -> Page:
    """Find the blocks in the ``lines`` of ``shape``: the source, or a text like it in length and lines."""
    text = "".join(shape[start:end] + "\n" for start, end in lines)
    at = [0, *accumulate(end - start + 1 for start, end in lines)]
    env: dict[str, Any] = {"begins": {}}
    tokens: list[Token] = []
    reader = parser(syntax)
    reader.block.parse(text, reader, env, tokens)
    placed = {
        n: Span(lines[n].start + begin - at[n], lines[n].end) for n, begin in env["begins"].items() if n < len(lines)
    }
    return Page(tuple(_blocks(shape, tokens, placed)), env.get("references", {}))


def _blocks(shape: str, tokens: list[Token], placed: dict[int, Span]) -> Iterator[Block]:
    quoted = deep = 0
    opened = ""  # the container that has just begun
    cells: Iterator[Span] = iter(())
    for token in tokens:
        if token.type in _CONTAINERS:
            deep += token.nesting
            quoted += token.nesting if token.type.startswith("blockquote") else 0
            opened = token.type
            continue
        lines = [placed[n] for n in range(*token.map) if n in placed] if token.map else []
        if token.type == "tr_open":
            cells = _cells(shape, lines[0]) if lines else iter(())
        elif token.type in ("th_open", "td_open"):
            lines = [cell] if (cell := next(cells, None)) else []
        if token.type in _KINDS and lines:
            level = int(token.tag[1]) if token.type == "heading_open" else 0
            text = tuple(_without_marks(shape, token, lines, opened))
            yield Block(_KINDS[token.type], _trimmed(shape, text), level, quoted > 0, deep == 0)
        opened = ""


_CONTAINERS = frozenset(
    f"{name}_{edge}" for name in ("blockquote", "list_item", "footnote") for edge in ("open", "close")
)
_KINDS: dict[str, Literal["paragraph", "heading", "cell", "html"]] = {
    "paragraph_open": "paragraph",
    "heading_open": "heading",
    "directive_open": "heading",
    "th_open": "cell",
    "td_open": "cell",
    "html_block": "html",
    "flow": "html",
}


def _without_marks(shape: str, token: Token, lines: list[Span], opened: str) -> list[Span]:
    """Leave out the marks of a heading or a directive, and what opens a task or an alert."""
    first = lines[0]
    if token.type == "directive_open":
        start, end = title_of_directive(shape[slice(*first)])
        return [Span(first.start + start, first.start + end)]
    if token.type == "heading_open":
        return lines[:-1] if token.markup in "=-" else [_within_hashes(shape, first)]
    label = {"list_item_open": _TASK, "blockquote_open": _ALERT}.get(opened)
    if label and token.type == "paragraph_open" and (found := label.match(shape, *first)):
        return [Span(found.end(), first.end), *lines[1:]]
    return lines


def _within_hashes(shape: str, line: Span) -> Span:
    start = line.start + len(shape[slice(*line)]) - len(shape[slice(*line)].lstrip("#"))
    text = shape[start : line.end].rstrip(" \t")
    inside = text.rstrip("#")
    return Span(start, start + len(inside if inside.endswith((" ", "\t")) else text))


def _cells(shape: str, row: Span) -> Iterator[Span]:
    """The cells of a row; a pipe at either end opens none."""
    row = _trimmed(shape, (row,))[0]
    pipes = [found.start() for found in _PIPE.finditer(shape, *row)]
    edges = [row.start - 1, *pipes, row.end]
    cells = [Span(a + 1, b) for a, b in pairwise(edges)]
    first = 1 if cells[0].start == cells[0].end else 0
    last = len(cells) - (cells[-1].start == cells[-1].end)
    return iter(cells[first:last])


def _trimmed(shape: str, lines: tuple[Span, ...]) -> tuple[Span, ...]:
    """Leave out the spaces before the first line and behind the last."""
    first, last = (shape[slice(*line)] for line in (lines[0], lines[-1]))
    start = lines[0].start + first.find(mdTrim(first)) if mdTrim(first) else lines[0].end
    end = lines[-1].start + last.find(mdTrim(last)) + len(mdTrim(last))
    if len(lines) == 1:
        return (Span(min(start, end), end),)
    return Span(start, lines[0].end), *lines[1:-1], Span(lines[-1].start, end)
