"""A draft as the engine sees it: one source text, and its parts as ranges of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, get_args

from .span import Span

PartName = Literal["headline", "lead", "heading", "body", "quote", "caption"]
PART_NAMES: tuple[PartName, ...] = get_args(PartName)


class Piece(NamedTuple):
    """A run of visible text: ``source[start:end]``, or what it stands for (an entity, an escape)."""

    start: int
    end: int
    shown: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One headline, lead, heading, paragraph, quote or caption, in the order of the text.

    ``pieces`` are its visible runs, ascending: markup between them is not part of what a reader sees.
    """

    name: PartName
    pieces: tuple[Piece, ...]

    @property
    def span(self) -> Span:
        """The range of ``source`` from the first visible character to the last."""
        return Span(self.pieces[0].start, self.pieces[-1].end)


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment that speaks to content-guard: ``text`` is ``source[span]``, ``line`` (1-based) where it begins."""

    text: str
    span: Span
    line: int


@dataclass(frozen=True, slots=True, init=False)
class Draft:
    """A draft news item: ``source`` is the text that every position refers to.

    Give the fields (``headline``, ``lead``, ``body``), or a ``source`` with its ``parts`` as readers do.
    From fields, ``source`` is the fields joined by blank lines and ``fields`` says where each one stands.
    ``comments`` are those that suppress findings, in the order of the text; fields have none.
    """

    name: str
    source: str
    parts: tuple[Part, ...]
    fields: tuple[tuple[str, Span], ...]
    comments: tuple[Comment, ...]
    meta: MappingProxyType[str, Any] = field(hash=False, compare=False)

    def __init__(
        self,
        headline: str = "",
        lead: str = "",
        body: str = "",
        *,
        name: str = "",
        source: str | None = None,
        parts: tuple[Part, ...] = (),
        comments: tuple[Comment, ...] = (),
        meta: dict[str, Any] | None = None,
    ) -> None:
        fields: tuple[tuple[str, Span], ...] = ()
        if source is None:
            source, fields = _joined(headline, lead, body)
            parts = tuple(_parts_of_fields(source, fields))
        set_once = object.__setattr__  # frozen: __init__ is the only writer
        set_once(self, "name", name)
        set_once(self, "source", source)
        set_once(self, "parts", parts)
        set_once(self, "fields", fields)
        set_once(self, "comments", comments)
        set_once(self, "meta", MappingProxyType(dict(meta or {})))

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle by the values: a draft goes to another process and comes back whole.

        Parts go as plain tuples: their own kinds take longer.
        """
        parts = [(part.name, [tuple(piece) for piece in part.pieces]) for part in self.parts]
        return _restored, (self.name, self.source, parts, self.fields, self.comments, dict(self.meta))


def _restored(
    name: str,
    source: str,
    parts: Iterable[tuple[PartName, Iterable[tuple[int, int, str | None]]]],
    fields: tuple[tuple[str, Span], ...],
    comments: tuple[Comment, ...],
    meta: dict[str, Any],
) -> Draft:
    whole = tuple(Part(part, tuple(map(Piece._make, pieces))) for part, pieces in parts)
    draft = Draft(name=name, source=source, parts=whole, comments=comments, meta=meta)
    object.__setattr__(draft, "fields", fields)
    return draft


def _joined(*values: str) -> tuple[str, tuple[tuple[str, Span], ...]]:
    """Join the fields by blank lines, and say where each stands."""
    source, fields = "", []
    for key, value in zip(("headline", "lead", "body"), values, strict=True):
        if value:
            source += "\n\n" if source else ""
            fields.append((key, Span(len(source), len(source) + len(value))))
            source += value
    return source, tuple(fields)


def _parts_of_fields(source: str, fields: tuple[tuple[str, Span], ...]) -> list[Part]:
    """Headline and lead as they are, the body paragraph by paragraph."""
    parts: list[Part] = []
    for key, span in fields:
        if key == "body":
            parts += [Part("body", (Piece(*p),)) for p in paragraphs(source, span)]
        elif source[span.start : span.end].strip():
            parts.append(Part("headline" if key == "headline" else "lead", (Piece(*span),)))
    return parts


def paragraphs(source: str, span: Span) -> list[Span]:
    """Split ``source[span]`` at blank lines; each paragraph is trimmed, empty ones are left out."""
    found: list[Span] = []
    start = end = -1
    at = span.start
    for line in source[span.start : span.end].splitlines(keepends=True):
        stripped = line.strip()
        if stripped:
            indent = len(line) - len(line.lstrip())
            start = at + indent if start < 0 else start
            end = at + indent + len(stripped)
        elif start >= 0:
            found.append(Span(start, end))
            start = -1
        at += len(line)
    if start >= 0:
        found.append(Span(start, end))
    return found
