"""The JSON report (``schema: 1``), whole or a draft a line."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from .. import __version__
from ..outcome import Checked, Failed
from .style import Style


def whole(outcomes: Iterable[Checked | Failed], style: Style) -> Iterator[str]:
    """One top-level object; drafts are written as they come, so that memory stays flat."""
    head = {"schema": 1, "tool": {"name": "content-guard", "version": __version__}, "packs": list(style.packs.names)}
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "drafts": [\n'
    drafts = errors = 0
    by_severity: Counter[str] = Counter()
    by_code: Counter[str] = Counter()
    for outcome in outcomes:
        yield (",\n" if drafts else "") + json.dumps(entry(outcome), ensure_ascii=False)
        drafts += 1
        if isinstance(outcome, Failed):
            errors += 1
        else:
            by_severity.update(f.severity.value for f in outcome.report.findings)
            by_code.update(f.code for f in outcome.report.findings)
    summary = {
        "drafts": drafts,
        "findings": by_code.total(),
        "by_severity": dict(sorted(by_severity.items())),
        "by_code": dict(sorted(by_code.items())),
        "errors": errors,
    }
    yield '\n], "summary": ' + json.dumps(summary) + "}\n"


def lines(outcomes: Iterable[Checked | Failed], style: Style) -> Iterator[str]:
    """One object a draft, a line each."""
    for outcome in outcomes:
        yield json.dumps(entry(outcome), ensure_ascii=False) + "\n"


def entry(outcome: Checked | Failed) -> dict[str, Any]:
    """What the report says of one draft."""
    if isinstance(outcome, Checked):
        return outcome.report.to_dict()
    return {
        "name": outcome.name,
        "score": 0,
        "families": {},
        "findings": [],
        "suppressed": [],
        "stats": {},
        "error": str(outcome.error),
    }
