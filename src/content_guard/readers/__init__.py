"""From bytes or files to drafts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ..draft import Draft
from ..errors import DraftError
from ..limits import LARGEST, read_at_most
from . import fields, markdown, plain

Reader = Callable[[str, str], Draft]

READERS: dict[str, Reader] = {
    "text": plain.read,
    "markdown": markdown.read,
    "mdx": markdown.read_mdx,
    "json": fields.read,
}
ENDINGS: dict[str, str] = {
    ".txt": "text",
    ".text": "text",
    "": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdx": "mdx",
    ".json": "json",
}
_LOOKED_AT = 8192  # bytes at the beginning, where NULs give away what is no text
_POINTER = b"version https://git-lfs.github.com/spec/"  # how what Git LFS leaves in the place of a file begins
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")

__all__ = ["ENDINGS", "READERS", "looks_binary", "read", "read_text", "why_no_draft"]


def read(
    source: str | Path | bytes, format: str | None = None, name: str | None = None, *, largest: float = LARGEST
) -> Draft:
    """Read a draft from a file or from bytes.

    ``format`` is one of text, markdown, mdx, json; without it, the file's ending tells, and bytes are plain text.
    ``largest`` is the most bytes that it may have.
    Raises DraftError when the file is missing, unsupported, too large or not UTF-8.
    """
    if isinstance(source, bytes):
        _demand_at_most(largest, len(source), name or "bytes")
        return read_text(_decoded(source, name or "bytes"), format or "text", name or "")
    path = Path(source)
    shown = name if name is not None else str(path)
    if format is None and path.suffix.lower() not in ENDINGS:
        known = ", ".join(e for e in ENDINGS if e)
        raise DraftError(f"{shown}: {path.suffix} files are not read. Use one of {known}, or name a format.")
    try:
        _demand_at_most(largest, path.stat().st_size, shown)
        with path.open("rb") as opened:  # of a pipe, the size is not known before it is read
            content = read_at_most(opened, largest)
    except OSError as error:
        raise DraftError(f"{shown}: cannot be read ({error.strerror or error}).") from None
    _demand_at_most(largest, len(content), shown)
    return read_text(_decoded(content, shown), format or ENDINGS[path.suffix.lower()], shown)


def read_text(text: str, format: str = "text", name: str = "") -> Draft:
    """Read a draft from a string in one of the text formats."""
    if format not in READERS:
        raise DraftError(f"{name or 'draft'}: there is no format {format!r}. Use one of {', '.join(READERS)}.")
    return READERS[format](text, name)


def why_no_draft(content: bytes, format: str) -> str | None:
    """Why a file inside a folder is none to read, by its content; None for a draft, and for one that is damaged."""
    if looks_binary(content):
        return "looks like no text (it has NUL bytes)"
    if format == "json" and fields.holds_other_things(content):
        return "no draft (it has no headline, lead or body)"
    return None


def _demand_at_most(largest: float, size: int, shown: str) -> None:
    if size > largest:
        found = f"{size:,} bytes is more than the limit of {largest:,.0f}"
        raise DraftError(f"{shown}: {found}. Split the draft, or raise max-megabytes.")


def looks_binary(content: bytes) -> bool:
    """Tell what begins like no text: it has NUL bytes, and no mark of a text that may have them."""
    return b"\0" in content[:_LOOKED_AT] and not content.startswith(_UTF_16)


def _decoded(content: bytes, shown: str) -> str:
    """UTF-8, with or without a byte order mark; the mark stays out of the source."""
    if content.startswith(_POINTER):
        raise DraftError(f"{shown}: is what Git LFS left in the draft's place. Fetch the draft: git lfs pull.")
    if looks_binary(content):
        raise DraftError(f"{shown}: has NUL bytes, which no text has. If it is a draft, save it as UTF-8 text.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise DraftError(
            f"{shown}:{line}: byte {content[error.start]:#04x} is not UTF-8. Save the draft as UTF-8 and try again."
        ) from None
