"""Findings as plain text, for formats that carry text into another program."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from ..finding import Finding
from ..guard import Checked
from .style import Style

_SURROGATE = re.compile("[\ud800-\udfff]")  # half a character: no UTF-8 file can hold it


def plain(text: str) -> str:
    """One line without control characters: a draft must not drive the reader's terminal or log."""
    return "".join(" " if c in "\t\n\r" else c if unicodedata.category(c) not in ("Cc", "Cs") else "�" for c in text)


def writable(text: str) -> str:
    """The text with every half character replaced, so that it can be written as UTF-8."""
    return _SURROGATE.sub("�", text)


def told(finding: Finding, style: Style) -> list[str]:
    """What is asked, what would help, and under which clause, a line each."""
    clause = style.packs.clauses[finding.clause]
    lines = (finding.message, *(f"→ {advice}" for advice in finding.advice), f"{clause.where}: “{clause.text}”")
    return [plain(line) for line in lines]


def notes(outcome: Checked, words: Mapping[str, str]) -> list[str]:
    """What there is to say of a draft as a whole, such as that it was skipped."""
    return [words.get(note, note) for note in outcome.report.stats.get("notes", ())]
