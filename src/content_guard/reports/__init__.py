"""From outcomes to text for people and machines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from ..outcome import Checked, Failed
from . import github, gitlab, json, junit, sarif, terminal
from .style import Style

Format = Callable[[Iterable[Checked | Failed], Style], Iterator[str]]

FORMATS: dict[str, Format] = {
    "text": terminal.text,
    "concise": terminal.concise,
    "json": json.whole,
    "jsonl": json.lines,
    "sarif": sarif.log,
    "github": github.commands,
    "gitlab": gitlab.issues,
    "junit": junit.suites,
}
STEP_SUMMARY: Format = github.summary

__all__ = ["FORMATS", "STEP_SUMMARY", "Format", "Style"]
