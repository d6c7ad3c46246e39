"""How a report is to look."""

from __future__ import annotations

from dataclasses import dataclass

from ..packs import Pack


@dataclass(frozen=True, slots=True)
class Style:
    """Language, colour and detail of a report, and the pack that its clauses come from."""

    lang: str
    packs: Pack
    color: bool = False
    verbose: bool = False
