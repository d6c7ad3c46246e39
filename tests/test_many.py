"""Many drafts: lazily, in order, one failure never stops the rest, the same in processes."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest

from content_guard import Checked, ConfigError, Draft, Failed, Guard

FAULTY = "Kinh hoàng: chết hàng loạt sau tiêm vắc xin!"


def drafts(count: int) -> Iterator[Draft]:
    return (Draft(f"{FAULTY} Số {n}", name=str(n), meta={"n": n}) for n in range(count))


@pytest.mark.parametrize("processes", [1, 2])
def test_outcomes_come_in_order_and_failures_among_them(processes: int, tmp_path: Path) -> None:
    sources: list[Draft | Path] = [*drafts(40)]
    sources.insert(20, tmp_path / "khong-co.txt")
    outcomes = list(Guard().check_many(sources, processes=processes))
    assert isinstance(outcomes[20], Failed)
    assert "khong-co.txt: cannot be read" in str(outcomes.pop(20).error)
    assert [o.draft.meta["n"] for o in outcomes if isinstance(o, Checked)] == list(range(40))


def test_processes_change_nothing() -> None:
    guard = Guard()
    alone, spread = (list(guard.check_many(drafts(60), processes=n)) for n in (1, 3))
    assert alone == spread


@pytest.mark.parametrize(("processes", "most"), [(1, 1), (2, 16 * 3 * 2 + 16)])
def test_sources_are_taken_as_they_are_needed(processes: int, most: int) -> None:
    taken: list[int] = []

    def sources() -> Iterator[Draft]:
        for n, draft in enumerate(drafts(10_000)):
            taken.append(n)
            yield draft

    outcomes = Guard().check_many(sources(), processes=processes)
    next(outcomes)
    assert len(taken) <= most
    outcomes.close() if hasattr(outcomes, "close") else None


@pytest.mark.parametrize("processes", [1, 2])
def test_a_draft_nested_too_deeply_to_travel_fails_alone(processes: int, tmp_path: Path) -> None:
    deep, fine = tmp_path / "deep.json", tmp_path / "fine.json"
    for file, depth in ((deep, 400), (fine, 50)):
        file.write_text(f'{{"headline": "{FAULTY}", "meta": {"[" * depth}{"]" * depth}}}', encoding="utf-8")
    failed, checked = Guard().check_many([deep, fine], processes=processes)
    assert isinstance(failed, Failed)
    assert "nested too deeply" in str(failed.error)
    assert isinstance(checked, Checked)
    assert checked.report.findings


def test_no_processes_is_refused() -> None:
    with pytest.raises(ConfigError, match="expected a whole number from 1"):
        Guard().check_many([], processes=0)


def test_values_survive_pickling() -> None:
    draft = Draft(FAULTY, "Sapo.", "Thân.", name="a", meta={"id": 1})
    again = pickle.loads(pickle.dumps(draft))
    assert again == draft
    assert (again.fields, dict(again.meta)) == (draft.fields, {"id": 1})
    guard = Guard(lang="en", ignore=["VAC"])
    report = guard.check(draft)
    assert pickle.loads(pickle.dumps(report)) == report
    assert pickle.loads(pickle.dumps(guard)).check(draft) == report
