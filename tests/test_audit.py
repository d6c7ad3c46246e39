"""``content-guard audit``: an archive read once, through the command line and with real processes."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import subprocess
import sys
from collections.abc import Iterable
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_guard import Draft, Guard
from content_guard.audit import Entry, Excerpt, Seen, Tally, Trial, see
from content_guard.entrances.cli import main
from content_guard.limits import LARGEST
from content_guard.reports.audit import AUDIT_FORMATS

PACK = "lai-chau-covid-2021"
ALARM = {"headline": "Kinh hoàng: cả phường vào viện sau bữa cỗ", "body": "Ba người đã về nhà trong chiều nay."}
PLAIN = {"headline": "Phường Tân Phong tiêm mũi hai cho 300 người", "body": "Trạm y tế phường cho biết như vậy."}
HALL = {"headline": "Hơn 400 người đến nhà thi đấu", "body": "Trạm y tế phường cho biết như vậy."}
FRONT = "title: {vi: Thử, en: Trial}\nissuer: x\ndate: 01/01/2022\n"
OWN = f"""{FRONT}families: {{TST: {{letter: T, title: {{vi: Thử, en: Trial}}}}}}
clauses: {{manner: {{text: Viết rõ, source: practice, where: Sổ tay}}}}
"""
RULE = """- code: {code}
  name: {name}
  clause: manner
  severity: info
  kind: phrase
  phrases: ['{phrase}']
  score: {score}
  preview: {preview}
  message: {{vi: 'Tít nói “{{words}}”.', en: 'The headline says “{{words}}”.'}}
  advice: {{vi: [Đọc lại.], en: [Read again.]}}
  why: {{vi: Để thử., en: For a trial.}}
  bad: ['Hôm nay [{phrase}] đấy', 'Sáng nay [{phrase}] rồi']
  good: ['Hôm nay phường họp', 'Sáng nay bản họp']
"""
LIVE, WIDER, PREVIEW, NEW = "TST101", "TST102", "TST501", "TST901"


def pack(folder: Path, id: str, *rules: tuple[str, str, float, bool]) -> Path:
    """A pack whose rules have a code, a phrase, a score, and are in preview or not."""
    (folder / id).mkdir()
    written = (
        RULE.format(code=c, name=c.lower(), phrase=p, score=s, preview=str(is_new).lower()) for c, p, s, is_new in rules
    )
    (folder / id / "tst.yml").write_text("rules:\n" + "".join(written), encoding="utf-8")
    (folder / id / "pack.yml").write_text(f"id: {id}\n{OWN}", encoding="utf-8")
    return folder / id


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A pack with a rule that is on, one on the same words and more, and one in preview."""
    rules = ((LIVE, "kinh hoàng", 0.7, False), (WIDER, "kinh hoàng quá chừng", 0.9, False))
    return str(pack(tmp_path_factory.mktemp("own"), "own", *rules, (PREVIEW, "nhà thi đấu", 0.6, True)))


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The same pack, changed: a rule gone, the one in preview on, a new one in preview."""
    rules = ((WIDER, "kinh hoàng quá chừng", 0.9, False), (PREVIEW, "nhà thi đấu", 0.6, False))
    return str(pack(tmp_path_factory.mktemp("other"), "other", *rules, (NEW, "tiêm mũi hai", 0.7, True)))


def lines(file: Path, *records: dict[str, Any] | bytes) -> Path:
    written = (r if isinstance(r, bytes) else json.dumps(r, ensure_ascii=False).encode() for r in records)
    file.write_bytes(b"".join(line + b"\n" for line in written))
    return file


@pytest.fixture
def audit(capsys: pytest.CaptureFixture[str], own: str):
    """Run the command; answer its exit code, the JSON report, and what stood on standard error."""

    def run(*arguments: object, pack: str = own) -> tuple[int, dict[str, Any], str]:
        code = main(["audit", *map(str, arguments), "--format", "json", "--pack", pack])
        shown = capsys.readouterr()
        return code, json.loads(shown.out), shown.err

    return run


def test_rules_that_are_on_and_rules_in_preview_are_counted_apart(audit, tmp_path: Path) -> None:
    code, report, _ = audit(lines(tmp_path / "a.jsonl", ALARM, PLAIN, HALL, PLAIN))
    assert code == 0
    assert (report["drafts"], report["asked"], report["asked_in_preview"]) == (4, 1, 2)
    on, trial = report["rules"][LIVE], report["rules"][PREVIEW]
    assert (on["preview"], on["drafts"], on["findings"], on["sole"]) == (False, 1, 1, 1)
    assert (trial["preview"], trial["drafts"], trial["findings"], trial["alone"], trial["sole"]) == (True, 1, 1, 1, 1)
    (sample,) = on["samples"]
    assert sample["place"] == f"{tmp_path}/a.jsonl:1"
    assert (sample["before"], sample["words"]) == ("", "Kinh hoàng")
    assert sample["after"] == ": cả phường vào viện sau bữa cỗ"
    assert report["rules"][WIDER]["drafts"] == 0


def test_preview_is_shown_nowhere_else(own: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft = tmp_path / "a.json"
    draft.write_text(json.dumps(HALL), encoding="utf-8")
    main(["check", str(draft), "--format", "concise", "--pack", own])
    assert capsys.readouterr().out == ""
    for format, mark in (("text", "xem trước"), ("html", '<span class="tag">xem trước</span>')):
        main(["audit", str(draft), "--format", format, "--pack", own])
        shown = capsys.readouterr().out
        assert PREVIEW in shown
        assert mark in shown


def test_a_folder_is_read_with_its_jsonl_files(audit, tmp_path: Path) -> None:
    (tmp_path / "2021" / "thang-9").mkdir(parents=True)
    (tmp_path / ".nhap").mkdir()
    lines(tmp_path / "2021" / "b.jsonl", ALARM, PLAIN)
    (tmp_path / "2021" / "thang-9" / "c.md").write_text(f"# {ALARM['headline']}\n\n{ALARM['body']}\n", encoding="utf-8")
    (tmp_path / "2021" / "d.txt").write_text("The council met on Monday to discuss the budget.\n", encoding="utf-8")
    (tmp_path / "2021" / "e.png").write_bytes(b"\x89PNG")
    lines(tmp_path / ".nhap" / "f.jsonl", ALARM)
    code, report, _ = audit(tmp_path)
    assert (code, report["drafts"], report["skipped"], report["unread"]) == (0, 3, 1, 0)
    places = [sample["place"] for sample in report["rules"][LIVE]["samples"]]
    assert places == [f"{tmp_path}/2021/b.jsonl:1", f"{tmp_path}/2021/thang-9/c.md:1:3"]
    assert report["rules"][LIVE]["samples"][1]["before"] == ""  # what a reader sees: no marks of a heading


def test_what_a_check_leaves_out_of_a_folder_is_left_out(audit, tmp_path: Path, monkeypatch) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    for name in ("nhap", "cu", "loa", "tin"):
        (tmp_path / name).mkdir()
        lines(tmp_path / name / "a.jsonl", ALARM)
        (tmp_path / name / "a.txt").write_text(ALARM["headline"], encoding="utf-8")
    (tmp_path / ".gitignore").write_text("nhap/\n", encoding="utf-8")
    (tmp_path / ".content-guard-ignore").write_text("cu/\n", encoding="utf-8")
    (tmp_path / "content-guard.toml").write_text("exclude = ['loa/']", encoding="utf-8")
    (tmp_path / "tin" / "b.txt").write_bytes(bytes(20))
    (tmp_path / "tin" / "c.txt").symlink_to("khong-co.txt")
    code, report, err = audit(".")
    assert (code, report["drafts"], report["unread"]) == (0, 2, 0)
    assert err.splitlines()[:2] == [
        "tin/b.txt: looks like no text (it has NUL bytes): skipped",
        "tin/c.txt: a link to nothing: skipped",
    ]
    assert audit("nhap")[1]["drafts"] == 2


def test_one_bad_line_or_file_stops_nothing_and_is_told_with_its_place(audit, tmp_path: Path) -> None:
    file = lines(
        tmp_path / "a.jsonl",
        b"\xef\xbb\xbf" + json.dumps(ALARM).encode(),
        b'{"headline": "d\xe1',
        b'{"headline": "h\xc6\xa1',
        b"[1]",
        b'{"title": "x"}',
        b'{"headline": 5}',
        b"[" * 100_000,
        b'{"headline": ' + b"1" * 5000 + b"}",
        b"",
        b'{"headline": "\\ud800"}',
        PLAIN | {"lead": None},
    )
    (tmp_path / "b.txt").write_bytes(b"\xff\xfe")
    code, report, err = audit(file, tmp_path / "b.txt", tmp_path / "khong-co.md")
    assert code == 2
    assert (report["drafts"], report["skipped"], report["unread"]) == (2, 1, 9)
    expected = [f"{file}:2:16: is not UTF-8", f"{file}:3:14: is not JSON", f"{file}:4: expected an object"]
    expected += [f"{file}:5: expected an object", f"{file}:6: headline: expected a text", f"{file}:7: is no draft"]
    expected += [
        f"{file}:8: ",
        f"{tmp_path}/b.txt:1: byte 0xff is not UTF-8",
        f"{tmp_path}/khong-co.md: cannot be read",
    ]
    assert len(report["errors"]) == len(expected)
    for told, beginning, line in zip(report["errors"], expected, err.splitlines(), strict=False):
        assert told.startswith(beginning)
        assert line == told


def test_a_line_that_is_too_long_is_passed_over(audit, tmp_path: Path) -> None:
    code, report, err = audit(lines(tmp_path / "a.jsonl", b"x" * (LARGEST + 2_000_000), ALARM))
    assert (code, report["drafts"], report["unread"]) == (2, 1, 1)
    assert f"a.jsonl:1: {LARGEST + 2_000_001:,} bytes is more than the limit" in err
    assert report["rules"][LIVE]["samples"][0]["place"].endswith("a.jsonl:2")


NAMES = ("Lò Thị Bút", "Tẩn A Danh", "Giàng Ký Tên")


@pytest.mark.parametrize("format", AUDIT_FORMATS)
def test_authors_are_neither_read_nor_shown(format: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The charter, third promise."""
    by = {"author": NAMES[0], "authors": list(NAMES), "byline": NAMES[1], "meta": {"author": NAMES[2]}, "by": NAMES[0]}
    lines(tmp_path / "a.jsonl", ALARM | by, by | ALARM, by, b'{"author": "' + NAMES[0].encode() + b'", "headline')
    (tmp_path / "b.json").write_text(json.dumps(ALARM | by), encoding="utf-8")
    front = f"---\nauthor: {NAMES[0]}\ntitle: {ALARM['headline']}\nbyline: {NAMES[1]}\ntopic: y tế\n---\n"
    (tmp_path / "c.md").write_text(front + f"\n{ALARM['body']}\n", encoding="utf-8")
    assert main(["audit", str(tmp_path), "--format", format, "--against", PACK]) == 2
    shown = capsys.readouterr()
    assert "HED101" in shown.out
    for name in NAMES:
        assert name not in shown.out + shown.err
        assert json.dumps(name)[1:-1] not in shown.out + shown.err


def test_labels_are_counted_and_no_more(audit, tmp_path: Path) -> None:
    lines(
        tmp_path / "a.jsonl",
        ALARM | {"topic": "y tế", "genre": "tin", "date": "2021-09-05T08:00:00"},
        PLAIN | {"topic": ["y tế", "giáo dục", "y tế"], "genre": " phóng\n sự ", "date": "6/9/2021"},
        PLAIN | {"topic": {"name": "y tế"}, "genre": 5, "date": "hôm qua"},
        PLAIN | {"topic": "", "date": "2021-13-01"},
    )
    (tmp_path / "b.md").write_text(
        "---\ntitle: Họp chợ\ntopic: [y tế, 'chợ phiên']\ngenre: \"tin\"\ndate: 2021-10-01\n---\n\nChợ họp sớm.\n",
        encoding="utf-8",
    )
    _, report, _ = audit(tmp_path)
    assert report["topics"] == {"y tế": 3, "chợ phiên": 1, "giáo dục": 1}
    assert report["genres"] == {"tin": 2, "phóng sự": 1}
    assert report["months"] == {"2021-09": {"drafts": 2, "asked": 1}, "2021-10": {"drafts": 1, "asked": 0}}


def test_what_changed_against_another_pack(audit, own: str, other: str, tmp_path: Path) -> None:
    archive = lines(tmp_path / "a.jsonl", ALARM, PLAIN, HALL, ALARM)
    _, report, _ = audit(archive, "--against", own, pack=other)
    rules = report["against"]["rules"]
    assert report["against"]["packs"] == ["own"]
    assert rules.keys() == {LIVE, WIDER, PREVIEW, NEW}
    assert [rules[LIVE][key] for key in ("here", "there", "only_here", "only_there")] == [0, 2, 0, 2]
    assert [rules[NEW][key] for key in ("here", "there", "only_here", "only_there")] == [1, 0, 1, 0]
    assert [rules[PREVIEW][key] for key in ("here", "there", "only_here", "only_there")] == [1, 1, 0, 0]
    assert [(r["preview_here"], r["preview_there"]) for r in (rules[LIVE], rules[PREVIEW], rules[NEW])] == [
        (None, False),
        (False, True),
        (True, None),
    ]
    assert [s["words"] for s in rules[NEW]["samples_here"]] == ["tiêm mũi hai"]
    assert [s["place"] for s in rules[LIVE]["samples_there"]] == [f"{archive}:1", f"{archive}:4"]


def test_the_options_choose_among_the_rules_of_both_packs(audit, own: str, other: str, tmp_path: Path) -> None:
    archive = lines(tmp_path / "a.jsonl", ALARM, PLAIN)
    _, report, _ = audit(archive, "--select", NEW, "--against", own, pack=other)
    assert report["rules"].keys() == report["against"]["rules"].keys() == {NEW}
    _, report, _ = audit(archive, "--ignore", "TST1", "--against", own, pack=other)
    assert report["against"]["rules"].keys() == {PREVIEW, NEW}


def test_rules_that_meet_on_the_same_words_are_told_apart(audit, other: str, tmp_path: Path) -> None:
    """In a check they are one finding, under the words of the strongest; each is counted and shown by itself here."""
    archive = lines(tmp_path / "a.jsonl", {"headline": "Kinh hoàng quá chừng bữa cỗ cưới"}, ALARM)
    _, report, _ = audit(archive, "--against", other)
    live, wider = report["rules"][LIVE], report["rules"][WIDER]
    assert [(r["findings"], r["alone"], r["sole"]) for r in (live, wider)] == [(2, 1, 1), (1, 0, 0)]
    assert [(s["words"], s["beside"]) for s in live["samples"]] == [("Kinh hoàng", [WIDER]), ("Kinh hoàng", [])]
    assert [(s["words"], s["beside"]) for s in wider["samples"]] == [("Kinh hoàng quá chừng", [LIVE])]
    moved = report["against"]["rules"]
    assert (moved[LIVE]["only_here"], moved[WIDER]["only_here"], moved[WIDER]["only_there"]) == (2, 0, 0)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_comparison_is_said_in_words(lang: str, own: str, other: str, tmp_path: Path, capsys: Any) -> None:
    archive = str(lines(tmp_path / "a.jsonl", ALARM, PLAIN, HALL))
    alike = {"vi": "Hai bộ hỏi như nhau", "en": "Both packs ask alike"}[lang]
    turns = {"vi": ("không còn", "mới", "xem trước → bật"), "en": ("gone", "new", "preview → on")}[lang]
    for format in ("text", "html"):
        main(["audit", archive, "--pack", own, "--against", own, "--format", format, "--lang", lang])
        assert alike in capsys.readouterr().out
        main(["audit", archive, "--pack", other, "--against", own, "--format", format, "--lang", lang])
        shown = capsys.readouterr().out
        assert alike not in shown
        assert all(turn in shown for turn in turns)


def test_more_processes_tell_the_same(audit, other: str, tmp_path: Path) -> None:
    records = [r | {"date": f"2021-0{n % 9 + 1}-01"} for n, r in enumerate((ALARM, PLAIN, HALL, ALARM) * 15)]
    archive = lines(tmp_path / "a.jsonl", *records, b"[")
    one, two = (audit(archive, "--against", other, "--jobs", n, "--samples", 3) for n in (1, 2))
    assert one == two
    assert one[1]["rules"][LIVE]["drafts"] == 30
    places = [int(s["place"].rpartition(":")[2]) for s in one[1]["rules"][LIVE]["samples"]]
    assert len(set(places)) == 3
    assert places == sorted(places)


def test_memory_is_bounded(own: str) -> None:
    """Whatever an archive holds, only so many labels, words, errors and samples are kept."""
    tally = Tally(Trial(Guard([own], select=[LIVE])), ["x"], samples=4)
    for n in range(5000):
        excerpt = Excerpt(LIVE, (), f"a:{n}", "headline", "", f"chữ {n}", "", 0.7)
        tally.add(Seen(1, is_read=True, topics=(f"t{n}",), genres=(f"g{n}",), month=f"{n:04}-01", here=(excerpt,)))
        tally.add(Seen(1, error=f"a:{n}: bad"))
    result = tally.result()
    assert (result.drafts, result.unread) == (5000, 5000)
    assert max(map(len, (result.topics, result.genres, result.months))) <= 2000
    assert len(result.errors) == 50
    (rule,) = result.rules
    assert (rule.drafts, len(rule.samples)) == (5000, 4)
    numbers = [int(e.place.partition(":")[2]) for e in rule.samples]
    assert max(numbers) - min(numbers) > 100  # from all over the archive


class _Page(HTMLParser):
    """Tags that do not close, and what a page would load."""

    VOID = ("meta", "rect", "br")

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.unnamed = 0
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.tags.add(tag)
        self.links += [v or "" for k, v in attrs if k in ("href", "src", "action", "srcset")]
        self.ids += [v or "" for k, v in attrs if k == "id"]
        self.unnamed += tag == "svg" and not (values.get("role") == "img" and values.get("aria-label"))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            assert self.open.pop() == tag

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        assert tag in self.VOID

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_page_stands_alone_and_takes_drafts_as_text(lang: str, own: str, other: str, tmp_path: Path) -> None:
    evil = "<script>alert(1)</script><img src=x onerror='alert(2)'> & \"x\" {words} {0}"
    records = [
        ALARM | {"headline": f"Kinh hoàng {evil}", "topic": evil, "genre": evil, "date": "2021-09-01"},
        *(HALL | {"topic": f"t{n}"} for n in range(60)),
        b"[",
    ]
    archive = lines(tmp_path / "<b>.jsonl", *records)
    out = tmp_path / "audit.html"
    assert main(["audit", str(archive), "-o", str(out), "--pack", other, "--against", own, "--lang", lang]) == 2
    text = out.read_text(encoding="utf-8")
    page = _Page(text)
    assert page.open == []
    assert not page.tags & {"script", "link", "img", "iframe", "b1"}
    assert all(link.startswith("#") and link[1:] in page.ids for link in page.links)
    assert len(page.ids) == len(set(page.ids))
    assert page.unnamed == 0
    assert "svg" in page.tags
    assert not re.search(r"https?:|url\(|@import", text)
    assert "default-src 'none'" in text
    assert f'<html lang="{lang}">' in text
    assert evil in page.text.replace("\n", "")
    assert {"vi": "và 21 nhãn khác", "en": "and 21 other labels"}[lang] in page.text


def test_what_turning_a_rule_on_would_add_is_said(own: str, tmp_path: Path, capsys: Any) -> None:
    archive = str(lines(tmp_path / "a.jsonl", ALARM, PLAIN, HALL, PLAIN))
    for format in ("text", "html"):
        main(["audit", archive, "--format", format, "--pack", own])
        assert "Nếu bật, có thêm 1 bản thảo được hỏi: từ 25,0% lên 50,0%." in capsys.readouterr().out


def test_the_file_tells_the_format_and_is_tried_first(own: str, tmp_path: Path, capsys: Any) -> None:
    archive = str(lines(tmp_path / "a.jsonl", ALARM))
    for name, opening in (("a.html", "<!doctype html>"), ("a.json", "{"), ("a.txt", "  ")):
        assert main(["audit", archive, "-o", str(tmp_path / name), "--pack", own]) == 0
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(opening)
    capsys.readouterr()
    assert main(["audit", archive, "-o", str(tmp_path / "khong" / "a.html"), "--pack", own]) == 2
    assert "cannot be written" in capsys.readouterr().err
    assert main(["audit", archive, "--jobs", "0", "--pack", own]) == 2
    assert "expected a whole number from 1" in capsys.readouterr().err


def test_an_empty_archive_is_told(audit, tmp_path: Path) -> None:
    code, report, err = audit(tmp_path)
    assert (code, report["drafts"]) == (0, 0)
    assert "no drafts that could be read" in err


def test_a_draft_does_not_drive_the_terminal(own: str, tmp_path: Path, capsys: Any) -> None:
    hostile = {"headline": "Kinh hoàng \x1b[2J\x07 cả phường", "topic": "\x1b[1m"}
    main(["audit", str(lines(tmp_path / "a.jsonl", hostile)), "--pack", own])
    shown = capsys.readouterr().out
    assert "[Kinh hoàng]" in shown
    assert not re.search(r"[\x00-\x09\x0b-\x1f]", shown)


# Real processes.


def started(*arguments: object, **streams: Any) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "content_guard", "audit", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True, **streams)


def fed(process: subprocess.Popen[bytes], records: Iterable[dict[str, Any] | bytes]) -> None:
    assert process.stdin
    for record in records:
        process.stdin.write((record if isinstance(record, bytes) else json.dumps(record).encode()) + b"\n")
    process.stdin.flush()


@pytest.mark.parametrize(("jobs", "least"), [(1, 40), (2, 1)])
def test_ctrl_c_leaves_a_report_of_what_was_read(jobs: int, least: int, own: str) -> None:
    """The archive never ends; a bad line tells on standard error that the drafts before it were counted."""
    process = started(
        "-", "--format", "json", "--pack", own, "--jobs", jobs, stdin=subprocess.PIPE, stderr=subprocess.PIPE
    )
    fed(process, [*[ALARM] * 40, b"[", *[ALARM] * (160 if jobs > 1 else 0)])
    assert process.stderr
    assert process.stderr.readline().startswith(b"stdin:41:")
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: every process of the command
    out, err = process.communicate(timeout=60)
    report = json.loads(out)
    assert process.returncode == 2
    assert report["stopped"] is True
    assert least <= report["drafts"] == report["rules"][LIVE]["drafts"]
    assert b"Traceback" not in err


def test_progress_with_rate_and_time_left_on_a_terminal(own: str, tmp_path: Path) -> None:
    archive = lines(tmp_path / "a.jsonl", *[ALARM] * 30)
    above, below = pty.openpty()
    process = started(archive, "-o", tmp_path / "a.json", "--pack", own, stderr=below)
    os.close(below)
    shown = b""
    try:
        while chunk := os.read(above, 4096):
            shown += chunk
    except OSError:  # the other end is closed
        pass
    finally:
        os.close(above)
    assert process.wait(60) == 0
    assert process.stdout
    process.stdout.close()
    assert re.search(rb"\r\x1b\[K1 drafts, [\d,]+/s, 3%, \d+ s left", shown)
    assert shown.endswith(b"\r\x1b[K" + f"{tmp_path / 'a.json'}: 30 drafts\r\n".encode())


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200), st.text(max_size=200))
def test_samples_are_what_stands_in_the_draft(own: str, before: str, after: str) -> None:
    record = {"headline": "Bà con họp chợ phiên", "body": f"{before} kinh hoàng cả phường {after}"}
    seen = see(Trial(_guard(own)), Entry("a:1", json.dumps(record).encode()))
    told = " ".join(Draft(**record).source.split())
    for excerpt in seen.here:
        assert excerpt.words.lower() in told.lower()
        for text in (excerpt.before, excerpt.after):
            assert text.removeprefix("… ").removesuffix(" …").strip() in told
            assert len(text) <= 92


@cache
def _guard(folder: str) -> Guard:
    return Guard([folder], preview=True)
