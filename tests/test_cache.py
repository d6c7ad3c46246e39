"""``check --cache``: what has not changed is not checked again, and the report is the same."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from content_guard.entrances.cli import main

FAULTY = "Kinh hoàng: chết hàng loạt sau tiêm vắc xin! Số"
CACHE = ".content-guard-cache"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Sixty drafts in folders; the current folder."""
    monkeypatch.chdir(tmp_path)
    _fill(tmp_path, 60)
    return tmp_path


def _fill(folder: Path, count: int) -> None:
    for n in range(count):
        file = folder / f"tháng-{n % 12 + 1:02}" / f"tin-{n:04}.md"
        file.parent.mkdir(exist_ok=True)
        headline = f"{FAULTY} {n}" if n % 3 == 0 else f"Trạm y tế xã khám cho {n + 2} hộ"
        file.write_text(f"# {headline}\n\nTrạm y tế xã cho biết đã khám cho {n + 2} hộ dân.\n", encoding="utf-8")


def checked(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[dict[str, Any]]]:
    """How many drafts were really checked, and what the report says of each, counts of work aside."""
    main(["check", "--cache", "--exit-zero", "--format", "json", *arguments])
    drafts = json.loads(capsys.readouterr().out)["drafts"]
    stats = [draft.pop("stats") for draft in drafts]
    assert all(bool(s.get("recalled")) == (s["scans"] == 0) for s in stats)
    return sum(s["scans"] for s in stats), drafts


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_second_run_checks_nothing_and_says_the_same(
    repository: Path, capsys: pytest.CaptureFixture[str], jobs: str
) -> None:
    (first, told), (second, again) = (checked(capsys, "--jobs", jobs) for _ in range(2))
    assert (first, second) == (60, 0)
    assert told == again
    assert sum(len(draft["findings"]) for draft in told) >= 20


def test_only_what_changed_is_checked_again(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    checked(capsys)
    (repository / "tháng-02" / "tin-0001.md").write_text(f"# {FAULTY} 1\n\nTin.\n", encoding="utf-8")
    (repository / "tháng-03" / "tin-0002.md").touch()  # the same text at another time is the same draft
    count, told = checked(capsys)
    assert count == 1
    assert [bool(d["findings"]) for d in told if d["name"].endswith("tin-0001.md")] == [True]


@pytest.mark.parametrize(
    "change",
    ['min-score = 0.9\n', 'lang = "en"\n', 'accept = ["kinh hoàng"]\n', '[rules]\nHED101 = "off"\n',
     '[rules]\nHED101 = { odds = 0.5 }\n', '[per-file-ignores]\n"**" = ["VAC"]\n'],
)  # fmt: skip
def test_another_configuration_checks_anew(repository: Path, capsys: pytest.CaptureFixture[str], change: str) -> None:
    checked(capsys)
    (repository / "content-guard.toml").write_text(change, encoding="utf-8")
    assert checked(capsys)[0] == 60
    (repository / "content-guard.toml").unlink()
    assert checked(capsys)[0] == 0


def test_another_selection_or_pack_or_baseline_checks_anew(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    checked(capsys)
    assert checked(capsys, "--select", "HED")[0] == 60
    assert checked(capsys, "--pack", str(Path(__file__).parent / "packs" / "traffic"))[0] == 60
    main(["baseline", "--quiet"])
    count, told = checked(capsys, "--baseline", "content-guard-baseline.toml")
    assert count == 60
    assert not any(draft["findings"] for draft in told)


def test_a_draft_of_the_baseline_that_comes_or_goes_is_looked_at(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """While its file is gone, an entry counts wherever its text is now."""
    main(["baseline", "--quiet"])
    old, new = repository / "tháng-01" / "tin-0000.md", repository / "bản sao.md"
    new.write_bytes(old.read_bytes())
    options = ("--baseline", "content-guard-baseline.toml")

    def shown() -> bool:
        return any(draft["findings"] for draft in checked(capsys, *options)[1])

    assert shown()
    text = old.read_bytes()
    old.unlink()
    assert not shown()
    old.write_bytes(text)
    assert shown()


def test_a_repository_that_is_moved_takes_its_reports_along(
    repository: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (repository / "content-guard.toml").write_text('[per-file-ignores]\n"tháng-01/" = ["VAC"]\n', encoding="utf-8")
    checked(capsys)
    moved = repository.rename(repository.parent / "dời")
    monkeypatch.chdir(moved)
    assert checked(capsys)[0] == 0


def test_a_comment_that_expires_is_looked_at_every_day(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from content_guard import Draft, Guard
    from content_guard.readers import read_text
    from content_guard.results import Results

    text = f"<!-- content-guard: disable-file HED, VAC, CAS -- trích nguyên văn until 2026-01-01 -->\n\n# {FAULTY} 1\n"
    draft, plain = read_text(text, "markdown", "a.md"), Draft("Tin")
    results = Results(repository / "kept", "asked")
    results.keep(draft, Guard().check(draft))
    results.keep(plain, Guard().check(plain))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("content_guard.results._today", lambda: "2031-01-01")
        assert results.recall(draft) is None
        assert results.recall(plain) is not None


def test_malformed_entries_are_ignored(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, told = checked(capsys)
    for number, file in enumerate(sorted((repository / CACHE).iterdir())[:30]):
        if file.name != ".gitignore":
            file.write_bytes([b"", b"{}", b"\xff\x00", file.read_bytes()[:-9]][number % 4])
    count, again = checked(capsys)
    assert 25 <= count <= 30
    assert told == again


def test_reports_that_nobody_asks_for_are_deleted_after_a_month(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    checked(capsys)
    kept = [file for file in (repository / CACHE).iterdir() if file.name != ".gitignore"]
    other = repository / CACHE / "ghi chú.txt"
    other.write_text("của người khác", encoding="utf-8")
    old = time.time() - 31 * 24 * 60 * 60
    for file in (*kept, other):
        os.utime(file, (old, old))
    (repository / "tháng-02" / "tin-0001.md").write_text(f"# {FAULTY} 1\n", encoding="utf-8")
    assert checked(capsys)[0] == 1  # the others were used, which gives them another month
    assert sum(file.exists() for file in kept) == 59
    assert other.exists()


def test_git_leaves_the_folder_alone(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    checked(capsys)
    subprocess.run(["git", "init", "-q"], check=True)
    status = subprocess.run(["git", "status", "--porcelain", "-uall"], capture_output=True, text=True, check=True)
    assert CACHE not in status.stdout


def test_a_repository_of_two_thousand_drafts(tmp_path: Path) -> None:
    """With a bar on the terminal; the second run checks the one draft that changed."""
    _fill(tmp_path, 2000)
    command = [sys.executable, "-m", "content_guard", "check", "--cache", "--format", "jsonl", "-o", "out.jsonl"]
    code, told = _on_a_terminal([*command, "--fail-on", "info"], tmp_path)
    assert code == 1
    assert "2000/2000" in told
    (tmp_path / "tháng-02" / "tin-0001.md").write_text(f"# {FAULTY} 1\n", encoding="utf-8")
    _on_a_terminal(command, tmp_path)
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(lines) == 2000
    assert sum(line["stats"]["scans"] for line in lines) == 1


def _on_a_terminal(command: list[str], folder: Path) -> tuple[int, str]:
    """Run with a terminal for standard error; answer the exit code and what the terminal was told."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=theirs) as run:
        os.close(theirs)
        told = b""
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:  # the other end is closed
                break
            if not piece:
                break
            told += piece
    os.close(ours)
    return run.returncode, told.decode(errors="replace")
