"""Archives: folders of drafts, and JSONL files with a draft a line.

Of a record or a file's front matter only headline, lead, body, topic, genre and date are looked at: whoever wrote
a draft is nobody's business here.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import inf
from pathlib import Path
from typing import Any, BinaryIO

from ..draft import Draft
from ..errors import DraftError
from ..files import LeftOut, Skipped, Unread, Walk, is_read, on_disk
from ..limits import LARGEST
from ..readers import read

_LINES = (".jsonl", ".ndjson")
_FIELDS = ("headline", "lead", "body")
_LABELS = ("topic", "genre", "date")
_LONGEST_LABEL = 80  # code points
_PIECE = 1024 * 1024
_BOM = b"\xef\xbb\xbf"
_FRONT = re.compile(r"\A(?P<fence>---|\+\+\+)[^\S\n]*\n(?P<inner>.*?)^(?P=fence)[^\S\n]*$", re.S | re.M)
_FRONT_FIELD = re.compile(rf"^(?P<key>{'|'.join(_LABELS)})[^\S\n]*[:=][^\S\n]*(?P<value>[^\n]*)$", re.M)
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})(?!\d)")
_DAY_FIRST = re.compile(r"\d{1,2}[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})(?!\d)")


@dataclass(frozen=True, slots=True)
class Entry:
    """A draft of an archive, not read yet: the file of its name, or a line (``content``) of one.

    ``size`` counts its bytes; ``error`` says why it cannot be read at all.
    """

    name: str
    content: bytes | None = None
    size: int = 0
    error: str = ""


@dataclass(frozen=True, slots=True)
class Filed:
    """A draft with what its archive says of it; ``month`` is ``YYYY-MM``, or empty."""

    draft: Draft
    topics: tuple[str, ...]
    genres: tuple[str, ...]
    month: str


def size_of(paths: Iterable[str], left_out: LeftOut) -> int | None:
    """How many bytes an archive has; None where that cannot be known before it is read."""
    paths = tuple(paths)
    if "-" in paths:
        return None
    return sum(_size(found) for path in paths for found in _files(path, left_out) if isinstance(found, Path))


def entries(paths: Iterable[str], left_out: LeftOut, note: Callable[[str], None]) -> Iterator[Entry]:
    """Every draft of an archive, one after the other; ``-`` is JSONL on standard input.

    Folders are walked as ``check`` does, JSONL files beside drafts; ``note`` is told what is skipped.
    """
    for path in paths:
        if path == "-":
            yield from _lines(sys.stdin.buffer, "stdin")
            continue
        for found in _files(path, left_out):
            match found:
                case Skipped():
                    note(f"{found.path}: {found.why}: skipped")
                case Unread():
                    yield Entry(str(found.path), error=f"{found.path}: cannot be looked into ({found.why}).")
                case _:
                    yield from _of_file(found)


def _files(path: str, left_out: LeftOut) -> Iterable[Path | Skipped | Unread]:
    """A file itself; of a folder, what a walk below it comes to."""
    file = on_disk(Path(path))
    return Walk(file, left_out, _limit) if file.is_dir() else (file,)


def _limit(file: Path) -> float:
    """A file with a draft a line may have any size."""
    if file.suffix.lower() in _LINES:
        return inf
    return LARGEST if is_read(file) else 0


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0


def _of_file(file: Path) -> Iterator[Entry]:
    if file.suffix.lower() not in _LINES:
        yield Entry(str(file), size=_size(file))
        return
    try:
        with file.open("rb") as stream:
            yield from _lines(stream, str(file))
    except OSError as error:
        yield Entry(str(file), error=f"{file}: cannot be read ({error.strerror or error}).")


def _lines(stream: BinaryIO, name: str) -> Iterator[Entry]:
    """A line at a time; one that is too long is passed over without being held."""
    number = 0
    while line := stream.readline(LARGEST + 1):
        number += 1
        place = f"{name}:{number}"
        if len(line) > LARGEST:
            size = len(line) + _rest(stream, line)
            yield Entry(place, size=size, error=f"{place}: {size:,} bytes is more than the limit of {LARGEST:,}.")
        elif line.strip():
            yield Entry(place, line, len(line))


def _rest(stream: BinaryIO, line: bytes) -> int:
    """Read on to the end of a line; answer how many bytes that were."""
    size = 0
    while line and not line.endswith(b"\n"):
        line = stream.readline(_PIECE)
        size += len(line)
    return size


def filed(entry: Entry) -> Filed:
    """Read a draft. Raises DraftError, with file:line, when it cannot be read."""
    if entry.error:
        raise DraftError(entry.error)
    if entry.content is not None:
        record = _record(entry.content.removeprefix(_BOM).strip(), entry.name)
        headline, lead, body = (record.get(key) or "" for key in _FIELDS)
        return _filed(Draft(headline, lead, body, name=entry.name), record)
    draft = read(entry.name)
    return _filed(draft, draft.meta if draft.meta else _front(draft.source))


def _record(line: bytes, name: str) -> dict[str, Any]:
    """The fields of a line that an audit looks at, and no others."""
    try:
        value = json.loads(line.decode("utf-8"))
    except json.JSONDecodeError as error:
        raise DraftError(f"{name}:{error.colno}: is not JSON ({error.msg}). Mend the line.") from None
    except UnicodeDecodeError as error:
        raise DraftError(f"{name}:{error.start + 1}: is not UTF-8. Save the archive as UTF-8 and try again.") from None
    except (ValueError, RecursionError) as error:
        raise DraftError(f"{name}: is no draft ({error}). Mend the line.") from None
    if not isinstance(value, dict) or not any(key in value for key in _FIELDS):
        raise DraftError(f"{name}: expected an object with at least one of headline, lead and body.")
    for key in _FIELDS:
        if not isinstance(value.get(key, ""), str | None):
            raise DraftError(
                f"{name}: {key}: expected a text in quotation marks, found {json.dumps(value[key])[:40]}. Mend it."
            )
    return {key: value[key] for key in (*_FIELDS, *_LABELS) if key in value}


def _front(source: str) -> dict[str, Any]:
    """Topic, genre and date of a front matter."""
    front = _FRONT.match(source)
    found = _FRONT_FIELD.finditer(source, *front.span("inner")) if front else ()
    return {field["key"]: _listed(field["value"].strip()) for field in found}


def _listed(value: str) -> list[str]:
    inside = value[1:-1].split(",") if value.startswith("[") and value.endswith("]") else [value]
    return [item.strip().strip("\"'") for item in inside]


def _filed(draft: Draft, said: Mapping[str, Any]) -> Filed:
    topics, genres, dates = (_labels(said.get(key)) for key in _LABELS)
    return Filed(draft, topics, genres, _month(dates[0]) if dates else "")


def _labels(value: Any) -> tuple[str, ...]:
    """The texts of a label, one or a list; what is no text is left out."""
    values = value if isinstance(value, list) else [value]
    texts = (" ".join(v.split())[:_LONGEST_LABEL] for v in values if isinstance(v, str))
    return tuple(dict.fromkeys(filter(None, texts)))


def _month(date: str) -> str:
    found = _YEAR_FIRST.match(date) or _DAY_FIRST.match(date)
    if not found or not 1 <= int(found["month"]) <= 12:
        return ""
    return f"{found['year']}-{int(found['month']):02}"
