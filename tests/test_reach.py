"""What rules do not lead to is not looked for, and nothing is told otherwise for it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from content_guard import Draft, Guard
from content_guard.asking import reach
from content_guard.reach import Reach
from content_guard.span import Span

ROOT = Path(__file__).parent.parent
_LINES = (ROOT / "corpora" / "labelled.jsonl").read_text(encoding="utf-8").splitlines()[::12]
DRAFTS = [Draft(headline=r["headline"], lead=r["lead"], body=r["body"]) for r in map(json.loads, _LINES)]


@pytest.mark.parametrize("select", [(), ("SET",), ("UNV106", "HED503")])
def test_reports_are_those_of_a_guard_that_looks_for_all(
    monkeypatch: pytest.MonkeyPatch, select: tuple[str, ...]
) -> None:
    guard = Guard(select=select)
    found = [guard.check(draft).findings for draft in DRAFTS]
    monkeypatch.setattr("content_guard.asking.reach", lambda pack, *_: Reach(pack.lexicons, pack.signals))
    whole = Guard(select=select)
    assert found == [whole.check(draft).findings for draft in DRAFTS]
    assert any(found)


def test_a_rule_alone_looks_for_little() -> None:
    guard = Guard()
    alone = reach(guard.pack, [rule for rule in guard.rules if rule.code == "HED105"])
    assert 1 < len(alone.lexicons) < len(guard.pack.lexicons) / 20
    assert not alone.signals


def test_a_signal_that_no_rule_leads_to_can_be_asked_all_the_same() -> None:
    guard = Guard(select=["HED105"])
    text = "Sở Y tế cho biết hai người ngộ độc."
    assert guard.signals_at(Draft(body=text), Span(17, 24), ["attributed"]) == {"attributed"}
