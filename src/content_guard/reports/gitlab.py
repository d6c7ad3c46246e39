"""GitLab's Code Quality report: one JSON array, which a merge request compares with its target's."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from ..finding import Finding, Severity, fingerprint
from ..outcome import Checked, Failed
from .place import Place, Repository
from .plain import notes, plain, told, writable
from .style import Style
from .words import words_of

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}
_UNREAD = "blocker"  # a file that was not read has not been checked at all


def issues(outcomes: Iterable[Checked | Failed], style: Style) -> Iterator[str]:
    """An issue a finding; files that were not read, and notes, are issues of the whole file."""
    repository, between = Repository(), "["
    for outcome in outcomes:
        for issue in _issues(outcome, repository, style):
            yield f"{between}\n{writable(json.dumps(issue, ensure_ascii=False))}"
            between = ","
    yield "[]\n" if between == "[" else "\n]\n"


def _issues(outcome: Checked | Failed, repository: Repository, style: Style) -> Iterator[dict[str, Any]]:
    if isinstance(outcome, Failed):
        yield _issue("unread", _UNREAD, [str(outcome.error)], repository.path(outcome.name))
        return
    for note in notes(outcome, words_of(style.lang)):
        yield _issue("note", _SEVERITIES[Severity.INFO], [note], repository.path(outcome.report.name))
    for finding, place in repository.places(outcome):
        if finding.reason is None:
            yield _finding(finding, place, style)


def _finding(finding: Finding, place: Place, style: Style) -> dict[str, Any]:
    region = place.region
    lines = {"begin": region.line, "end": region.end_line} if region else {"begin": 1}
    severity, text = _SEVERITIES[finding.severity], told(finding, style)
    return _issue(finding.code, severity, text, place.path, lines, finding.fingerprint)


def _issue(
    name: str, severity: str, text: list[str], path: str, lines: dict[str, int] | None = None, known_by: str = ""
) -> dict[str, Any]:
    """An issue; GitLab takes two with the same fingerprint for one, so the path is part of it."""
    return {
        "type": "issue",
        "check_name": name,
        "description": plain(f"{name}: {text[0]}"),
        "content": {"body": "\n\n".join(map(plain, text))},
        "categories": ["Clarity"],
        "severity": severity,
        "fingerprint": fingerprint(path, name, known_by),
        "location": {"path": path, "lines": lines or {"begin": 1}},
    }
