"""The command line as people use it: output, streams, exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SOBER = "Thành phố tiêm mũi hai cho 1.200 người\n"
FAULTY = "Kinh hoàng: chết hàng loạt sau tiêm vắc xin!\n"
ROOT = Path(__file__).parents[1]


@pytest.fixture
def run(tmp_path: Path):
    """Run ``content-guard`` in a folder of its own; answer (exit code, stdout, stderr)."""

    def command(*arguments: str, stdin: str = "", **environment: str) -> tuple[int, str, str]:
        done = subprocess.run(
            [sys.executable, "-m", "content_guard", *arguments],
            cwd=tmp_path,
            input=stdin.encode(),
            capture_output=True,
            env={**os.environ, "PYTHONIOENCODING": "utf-8", "NO_COLOR": "", **environment},
        )
        return done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")

    return command


@pytest.fixture
def drafts(tmp_path: Path) -> Path:
    (tmp_path / "bai").mkdir()
    (tmp_path / "bai" / "a.txt").write_text(FAULTY, encoding="utf-8")
    (tmp_path / "bai" / "b.md").write_text("# " + SOBER, encoding="utf-8")
    (tmp_path / "bai" / "c.json").write_text(json.dumps({"headline": FAULTY.strip()}), encoding="utf-8")
    (tmp_path / "bai" / ".an.txt").write_text(FAULTY, encoding="utf-8")
    (tmp_path / "bai" / "anh.png").write_bytes(b"\x89PNG")
    return tmp_path


def test_a_folder_is_checked_in_order_hidden_and_other_files_left_out(run, drafts: Path) -> None:
    code, out, err = run("check", "bai", "--format", "jsonl")
    assert [json.loads(line)["name"] for line in out.splitlines()] == ["bai/a.txt", "bai/b.md", "bai/c.json"]
    assert (code, err) == (0, "")


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ((), 0),  # no finding is an error: the default --fail-on
        (("--fail-on", "warning"), 1),
        (("--fail-on", "info"), 1),
        (("--fail-on", "never"), 0),
        (("--fail-on", "warning", "--exit-zero"), 0),
        (("--fail-on", "warning", "--select", "XYZ"), 2),
        (("--fail-on", "warning", "--ignore", "HED,VAC,CAS,STG,UNV,RSR,CMP,SET"), 0),
        (("--fail-on", "warning", "--min-score", "0.99"), 0),
        (("--min-score", "3"), 2),
        (("--format", "xml"), 2),
        (("--pack", "khong-co"), 2),
    ],
)
def test_exit_codes(run, drafts: Path, options: tuple[str, ...], code: int) -> None:
    assert run("check", "bai", *options)[0] == code


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--jobs", "0"), "--jobs is 0; expected a whole number from 1."),
        (("--min-score", "60"), "--min-score is 60; expected a number from 0 to 1."),
        (("--min-score", "nan"), "--min-score is nan; expected a number from 0 to 1."),
    ],
)
def test_a_number_out_of_range_is_told_by_the_name_it_was_given_under(run, drafts: Path, options, told: str) -> None:
    (drafts / "bai" / "d.json").write_text("{}", encoding="utf-8")
    assert run("check", "bai", *options) == (2, "", f"{told}\n")


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_checked(run, drafts: Path) -> None:
    (drafts / "bai" / "a0.txt").write_bytes("Dòng một\nKinh hoàng ".encode() + b"\xff")
    code, out, _ = run("check", "bai", "khong-co.txt", "--format", "json")
    report = json.loads(out)
    errors = {d["name"]: d["error"] for d in report["drafts"] if d["error"]}
    assert code == 2
    assert set(errors) == {"bai/a0.txt", "khong-co.txt"}
    assert "bai/a0.txt:2: byte 0xff is not UTF-8. Save the draft as UTF-8" in errors["bai/a0.txt"]
    assert report["summary"]["drafts"] == 5
    assert report["summary"]["errors"] == 2
    assert report["summary"]["findings"] > 0


def test_the_text_report_tells_where_what_why_and_how(run, drafts: Path) -> None:
    _, out, _ = run("check", "bai/a.txt", "--verbose")
    assert out.startswith(
        "bai/a.txt:1:1  HED101 nên xem  tít, điểm 0,78\n  Kinh hoàng: chết hàng loạt sau tiêm vắc xin!\n"
    )
    assert "  ~~~~~~~~~~\n" in out
    assert "III.5" in out
    assert "(HED101)" in out
    assert out.endswith("1 bản thảo, 4 điều nên xem lại (3 nên xem, 1 lưu ý).\n")


def test_english_messages(run, drafts: Path) -> None:
    _, out, _ = run("check", "bai/a.txt", "--lang", "en", "--format", "concise")
    assert out.startswith("bai/a.txt:1:1: HED101 warning 0.78 The headline says")


def test_standard_input_takes_its_format_from_the_name(run) -> None:
    text = "---\ntitle: Kinh hoàng chốt số 3\n---\n\nBà con đi lại bình thường.\n"
    code, out, _ = run("check", "-", "--stdin-filename", "x.md", "--format", "jsonl", stdin=text)
    draft = json.loads(out)
    assert code == 0
    assert draft["name"] == "x.md"
    assert [(f["code"], f["line"], f["column"]) for f in draft["findings"]] == [("HED101", 2, 8)]


def test_colour_is_for_terminals_and_wishes(run, drafts: Path) -> None:
    assert "\033[" not in run("check", "bai")[1]
    assert "\033[" in run("check", "bai", "--color", "always")[1]


def test_an_ascii_terminal_does_not_crash_it(run, drafts: Path) -> None:
    for encoding in ("ascii", "cp1258"):
        code, out, err = run("check", "bai", PYTHONIOENCODING=encoding)
        assert code == 0
        assert "HED101" in out
        assert "Traceback" not in err


def test_a_draft_cannot_drive_the_terminal(run) -> None:
    _, out, _ = run("check", "-", stdin="Kinh hoàng \033[2J chốt số 3 phường Tân Phong\n")
    assert "\033" not in out


def test_output_goes_to_a_file(run, drafts: Path) -> None:
    _, out, _ = run("check", "bai", "--format", "json", "-o", "bao-cao.json")
    assert out == ""
    assert json.loads((drafts / "bao-cao.json").read_text(encoding="utf-8"))["schema"] == 1


def test_an_output_that_cannot_be_written_is_told(run, drafts: Path) -> None:
    code, _, err = run("check", "bai", "-o", "khong-co/bao-cao.json")
    assert code == 2
    assert "khong-co/bao-cao.json" in err
    assert "Traceback" not in err


def test_an_empty_folder_is_told(run, tmp_path: Path) -> None:
    (tmp_path / "trong").mkdir()
    code, out, err = run("check", "trong")
    assert code == 0
    assert "trong" in err
    assert "0 bản thảo" in out


def test_foreign_text_is_skipped_with_a_note(run) -> None:
    _, out, _ = run("check", "-", stdin="The council met on Monday to discuss the budget.\n")
    assert "quá ít tiếng Việt" in out


def test_a_rule_is_explained_and_a_close_one_suggested(run) -> None:
    assert "## Điều khoản\n\n> Không đưa các phát ngôn" in run("explain", "hed101")[1]
    code, _, err = run("rule", "HED110")
    assert code == 2
    assert "Did you mean HED1" in err


def test_rules_are_listed(run) -> None:
    out = run("rules")[1]
    assert "HED  Tít giật gân" in out
    assert "  VAC101  warning" in out


def test_rules_are_tested(run) -> None:
    code, out, _ = run("test-rules", "--verbose")
    assert code == 0
    assert "HED101: 'sốc' of alarm dropped: shield medical-terms: sốc phản vệ" in out
    assert out.splitlines()[-1].endswith(": 0 problems")


def test_the_schema_is_printed(run) -> None:
    assert json.loads(run("schema")[1]) == json.loads((ROOT / "rules" / "schema.json").read_text(encoding="utf-8"))


def test_a_reader_that_leaves_early_is_no_error(drafts: Path) -> None:
    many = drafts / "nhieu"
    many.mkdir()
    for n in range(50):
        (many / f"{n:02}.txt").write_text(FAULTY, encoding="utf-8")
    check = f"{sys.executable} -m content_guard check nhieu | head -1"
    done = subprocess.run(check, shell=True, cwd=drafts, capture_output=True, text=True)
    assert done.stdout.startswith("nhieu/00.txt:1:1")
    assert done.stderr == ""
