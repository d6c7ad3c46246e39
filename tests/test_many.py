"""Many drafts: lazily, in order, one failure never stops the rest, the same in processes."""

from __future__ import annotations

import json
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import pytest

from content_guard import Checked, ConfigError, Draft, Failed, Guard, pool

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


def test_a_process_that_dies_is_told_with_its_draft_and_the_others_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    from content_guard import asking as module

    seen = module.view

    def deadly(source: str, pieces):
        if "rút phích" in source:
            os._exit(9)
        return seen(source, pieces)

    monkeypatch.setattr(module, "view", deadly)  # the processes are forks: they are given it as it stands here
    monkeypatch.setattr(pool, "ProcessPoolExecutor", partial(pool.ProcessPoolExecutor, mp_context=get_context("fork")))
    sources = [*drafts(60)]
    sources[25] = Draft("Họp chợ, rút phích điện", name="25", meta={"n": 25})
    sources[41] = Draft("Rút phích điện, cả xã: rút phích", name="41", meta={"n": 41})
    outcomes = list(Guard().check_many(sources, processes=2))
    assert [o.name if isinstance(o, Failed) else o.draft.name for o in outcomes] == [str(n) for n in range(60)]
    assert [o.name for o in outcomes if isinstance(o, Failed)] == ["25", "41"]
    assert "25: the process that checked it ended" in str(outcomes[25].error)  # type: ignore[union-attr]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_what_is_done_when_someone_interrupts_is_written_already(jobs: str, tmp_path: Path) -> None:
    paths = []
    for n in range(4000):
        paths.append(tmp_path / f"{n:04}.txt")
        paths[-1].write_text(f"{FAULTY} Số {n}\n", encoding="utf-8")
    command = [sys.executable, "-m", "content_guard", "check", "--format", "jsonl", "--jobs", jobs, str(tmp_path)]
    started = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8", start_new_session=True
    )
    assert started.stdout
    assert started.stderr
    first = started.stdout.readline()
    os.killpg(started.pid, signal.SIGINT)  # as a terminal does: everyone in the foreground gets it
    rest, told = started.stdout.read(), started.stderr.read()
    started.wait(60)
    lines = [json.loads(line) for line in (first + rest).splitlines()]
    assert 1 <= len(lines) < 4000
    assert [line["name"] for line in lines] == [str(path) for path in paths[: len(lines)]]
    assert "Traceback" not in told
    assert started.returncode == 2
