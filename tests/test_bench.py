"""What speed is measured on: the same mixes every time, phrases, the plain scan; commands that start. No times."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from statistics import mean

import pytest

from content_guard import Guard

ROOT = Path(__file__).resolve().parents[1]
BENCH = ROOT / "bench"
sys.path.insert(0, str(BENCH))

import growth  # noqa: E402
import mixes  # noqa: E402
import page  # noqa: E402
import phrases  # noqa: E402
import stages  # noqa: E402
from throughput import held_against  # noqa: E402
from tools import ONE_RULE, TOOLS, WHOLE, Running  # noqa: E402

SHARES = {"newsroom": 0.03, "dense": 1.0}


def run(*arguments: str, **variables: str) -> str:
    command = [sys.executable, *arguments]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, **variables}, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mixes")
    run("bench/mixes.py", str(folder), "--count", "100", PYTHONHASHSEED="43")
    return folder


@pytest.fixture(scope="module")
def sought() -> list[str]:
    return phrases.phrases()


def texts(folder: Path) -> list[str]:
    return [file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.txt"))]


@pytest.mark.parametrize("mix", mixes.MIXES)
def test_mixes_are_the_same_in_every_process(mix: str, written: Path) -> None:
    assert texts(written / mix) == [draft.source + "\n" for draft in mixes.MIXES[mix](100)]


@pytest.mark.parametrize("mix", mixes.MIXES)
def test_mixes_hold_what_is_said_of_them(mix: str, written: Path, sought: list[str]) -> None:
    articles, guard = texts(written / mix), Guard()
    assert len(set(articles)) > 90
    assert 2800 < mean(len(text.encode()) for text in articles) < 3300
    assert mean(bool(guard.check_text(text).findings) for text in articles) == SHARES[mix]
    assert 15 < mean(len(phrases.hits(text, sought)) for text in articles) < 25


def test_phrases_are_plain_and_lie_within_no_other(sought: list[str]) -> None:
    assert len(set(sought)) == 600
    for phrase in sought:
        assert phrase == phrase.lower()
        assert phrase.replace(" ", "").isalpha()
        assert not any(f" {phrase} " in f" {other} " for other in sought if other != phrase)


def test_the_plain_scan_looks_at_syllable_edges_and_not_at_case() -> None:
    text = "An toàn, “AN TOÀN” và ban toàn; an toàns."
    assert [text[a:b] for a, b in phrases.hits(text, ["an toàn"])] == ["An toàn", "AN TOÀN"]


def test_what_a_tool_missed_and_what_it_made_up_are_told_apart() -> None:
    given = [[(0, 1), (13, 20), (21, 24)], []]
    held = held_against(given, ["An toàn. Rồi an toàn lên.", "an toàn"], ["an toàn"])
    assert held == {"expected": 3, "found": 2, "elsewhere": 1}


def test_invented_phrases_stand_nowhere_in_the_text() -> None:
    text = mixes.newsroom(1)[0].source
    made = phrases.invented(500, text)
    assert len(set(made)) == 500
    assert phrases.hits(text, made) == []


def test_every_stage_is_still_there() -> None:
    for places in stages.STAGES.values():
        for place in places:
            stages.found(place)


def test_stages_share_out_the_time_and_change_no_finding() -> None:
    guard, watch = Guard(), stages.Stopwatch()
    drafts = mixes.dense(2)
    before = [guard.check(draft) for draft in drafts]
    with stages.watched(watch):
        assert [guard.check(draft) for draft in drafts] == before
    assert watch.entered["scan"] == 2
    assert watch.entered["findings"] >= 2
    guard.check(drafts[0])
    assert watch.entered["scan"] == 2


@pytest.mark.parametrize("name", [WHOLE, ONE_RULE])
def test_our_own_runners_find_what_the_guard_and_the_plain_scan_find(
    name: str, written: Path, sought: list[str], tmp_path: Path
) -> None:
    folder = written / "dense"
    (tmp_path / "phrases.json").write_text(json.dumps(sought), encoding="utf-8")
    running = Running(next(tool for tool in TOOLS if tool.name == name), tmp_path / "phrases.json", tmp_path / "work")
    spans = [[tuple(span) for span in several] for several in running.ask("spans", folder)]
    found = running.ask("pass", folder)["found"]
    running.end()
    assert found == sum(map(len, spans))
    if name == WHOLE:
        guard = Guard()
        assert spans == [[f.span for f in guard.check_text(text).findings] for text in texts(folder)]
    else:
        held = held_against(spans, texts(folder), sought)
        assert (held["found"], held["elsewhere"]) == (held["expected"], 0)


@pytest.mark.parametrize("command", ["compare", "growth", "mixes", "stages"])
def test_commands_explain_themselves(command: str) -> None:
    assert "usage:" in run(f"bench/{command}.py", "--help")


def test_the_page_says_what_was_measured() -> None:
    kept, told = BENCH / "results.json", ROOT / "docs" / "performance.md"
    if not kept.exists():
        assert not told.exists(), "docs/performance.md comes from bench/results.json"
        pytest.skip("nothing was measured yet: python bench/compare.py")
    text = page.text_of(json.loads(kept.read_text(encoding="utf-8")))
    assert told.read_text(encoding="utf-8") == text, "run python bench/compare.py --page"


def test_growth_has_texts_of_the_size_it_says() -> None:
    for size in growth.SIZES[:3]:
        assert size - 10 < len(growth._of_size("một hai ba ", size).encode()) <= size
