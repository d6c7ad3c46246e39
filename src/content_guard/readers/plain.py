"""Plain text: paragraphs between blank lines; a headline and a lead only where they show."""

from __future__ import annotations

import re

from ..draft import Draft, Part, PartName, Piece, paragraphs
from ..span import Span

_SYLLABLE = re.compile(r"[^\W_]+")
_HEADLINE_AT_MOST = 30  # syllables
_LEAD_AT_MOST = 80


def read(text: str, name: str) -> Draft:
    """Read plain text. Loudspeaker scripts and posts have no headline."""
    blocks = paragraphs(text, Span(0, len(text)))
    headed = bool(blocks) and is_headline(text, blocks[0])
    names = roles(text, blocks[1:] if headed else blocks, headed=headed)
    parts = [Part("headline", (Piece(*blocks[0]),))] if headed else []
    parts += [Part(role, (Piece(*block),)) for role, block in zip(names, blocks[1:] if headed else blocks, strict=True)]
    return Draft(name=name, source=text, parts=tuple(parts))


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
    if headed and len(blocks) > 1 and syllables(text[blocks[0].start : blocks[0].end]) <= _LEAD_AT_MOST:
        found[0] = "lead"
    return found


def syllables(text: str) -> int:
    """Count the syllables of a text."""
    return sum(1 for _ in _SYLLABLE.finditer(text))
