"""What is given to be checked, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from .draft import Draft
from .errors import ContentGuardError, DraftError
from .finding import Report


@dataclass(frozen=True, slots=True)
class Checked:
    """A draft that was checked."""

    draft: Draft
    report: Report


@dataclass(frozen=True, slots=True)
class Changed:
    """A draft, or its file, and an earlier version of it, for checking what is new."""

    now: Draft | str | Path
    before: Draft | None


@dataclass(frozen=True, slots=True)
class Failed:
    """A source that could not be read, and why."""

    name: str
    error: ContentGuardError


Source = Draft | str | Path | Changed | Failed  # one that failed already passes as it is


def whole(source: Source, answer: Report | Checked | Failed) -> Checked | Failed:
    """What another process answered, with the draft that stayed here."""
    now = source.now if isinstance(source, Changed) else source
    return Checked(now, answer) if isinstance(answer, Report) and isinstance(now, Draft) else answer  # type: ignore[return-value]


def died_on(source: Source) -> Failed:
    """What is told of a source whose process ended without an answer."""
    now = source.now if isinstance(source, Changed) else source
    name = now.name if isinstance(now, Draft | Failed) else str(now)
    told = (
        f"{name or 'a draft'}: the process that checked it ended without an answer. "
        "Check it alone, with one process; it may need more memory than there is."
    )
    return Failed(name, DraftError(told))
