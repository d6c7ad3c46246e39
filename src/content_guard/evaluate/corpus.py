"""Corpora: JSONL files of labelled drafts, of drafts that must pass, and of sentences labelled for signals."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, NamedTuple

from ..draft import Draft
from ..errors import DraftError
from ..span import Span

Part = Literal["dev", "test"]
_FIELDS = ("headline", "lead", "body")


class Evidence(NamedTuple):
    """Words that make an editor ask: the field they stand in and their range in the draft's source."""

    field: str
    span: Span


@dataclass(frozen=True)
class Item:
    """A labelled draft. ``labels`` maps a family's letter to True or False; without labels, all are False.

    ``fresh`` are the letters of families whose evidence holds no stock word; None where nobody has said.
    """

    id: str
    group: str
    draft: Draft
    labels: Mapping[str, bool]
    evidence: Mapping[str, tuple[Evidence, ...]]
    genre: str = ""
    style: str = ""
    fresh: frozenset[str] | None = None

    @property
    def part(self) -> Part:
        """Which part of the corpus it belongs to."""
        return part_of(self.group)


@dataclass(frozen=True)
class Marked:
    """A sentence with marked words, labelled for signals: ``at`` is the range of the words in ``text``."""

    id: str
    text: str
    at: Span
    labels: Mapping[str, bool]

    @property
    def part(self) -> Part:
        """Which part of the corpus it belongs to."""
        return part_of(self.id)


def part_of(group: str) -> Part:
    """Split by a hash of the group, so that pairs and paraphrases stay together."""
    return "test" if hashlib.sha256(group.encode()).digest()[0] % 2 else "dev"


def read_corpus(file: str | Path) -> tuple[Item, ...] | tuple[Marked, ...]:
    """Read a corpus: drafts, or sentences with [marked words]. Raises DraftError with file:line."""
    path = Path(file)
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DraftError(f"{path}: cannot be read ({error}). Expected a JSONL file in UTF-8.") from None
    records = [_record(path, n, line) for n, line in enumerate(lines, 1) if line.strip()]
    if not records:
        raise DraftError(f"{path}: expected one JSON object a line, found none.")
    if all("text" in record for _, record in records):
        return tuple(_marked(path, n, record) for n, record in records)
    return tuple(_item(path, n, record) for n, record in records)


def _record(path: Path, number: int, line: str) -> tuple[int, dict[str, Any]]:
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        raise DraftError(f"{path}:{number}:{error.colno}: is not JSON ({error.msg}). Mend the line.") from None
    if not isinstance(record, dict) or not isinstance(record.get("id"), str):
        raise DraftError(f"{path}:{number}: expected an object with an id.")
    return number, record


def _item(path: Path, number: int, record: dict[str, Any]) -> Item:
    values = {field: str(record.get(field) or "") for field in _FIELDS}
    draft = Draft(values["headline"], values["lead"], values["body"], name=record["id"])
    places = dict(draft.fields)
    evidence: dict[str, tuple[Evidence, ...]] = {}
    for letter, texts in record.get("evidence", {}).items():
        found = tuple(e for text in texts for e in _places(text, values, places))
        if not found:
            raise DraftError(f"{path}:{number}: the evidence for {letter} does not stand in the draft.")
        evidence[letter] = found
    labels = {letter: bool(value) for letter, value in record.get("labels", {}).items()}
    for letter, value in labels.items():
        if value and letter not in evidence:
            raise DraftError(f"{path}:{number}: {letter} is labelled 1 without evidence. Name the words.")
    return Item(
        record["id"],
        record.get("group") or record["id"],
        draft,
        labels,
        evidence,
        record.get("genre", ""),
        record.get("style", ""),
        frozenset(record["fresh"]) if "fresh" in record else None,
    )


def _places(text: str, values: Mapping[str, str], places: Mapping[str, Span]) -> list[Evidence]:
    """Every place where the words stand."""
    if not text:
        return []
    return [
        Evidence(field, Span(places[field].start + found.start(), places[field].start + found.end()))
        for field, value in values.items()
        for found in re.finditer(re.escape(text), value)
    ]


def _marked(path: Path, number: int, record: dict[str, Any]) -> Marked:
    text = record["text"]
    start, end = text.find("["), text.find("]") - 1
    if start < 0 or end <= start:
        raise DraftError(f"{path}:{number}: expected [marked words] in the text.")
    plain = text.replace("[", "", 1).replace("]", "", 1)
    labels = {name: bool(value) for name, value in record.get("labels", {}).items()}
    return Marked(record["id"], plain, Span(start, end), labels)
