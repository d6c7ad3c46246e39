"""A baseline: what is known is left out with its reason; nothing of it is lost, and what hides nothing is told."""

from __future__ import annotations

import json
import pickle
import random
import re
import subprocess
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_guard import ConfigError, Draft, Finding, Guard, Report
from content_guard.baseline import Baseline, Entry
from content_guard.entrances.cli import main
from content_guard.prove import draft_of

ROOT = Path(__file__).parents[1]
PACK = str(ROOT / "tests" / "quick_pack")  # what happens to findings is the same with any pack
FILE = "content-guard-baseline.toml"
HEADLINE = "Kinh hoàng chốt số 3 phường Tân Phong"
BODY = "Bà con đi lại bình thường qua chốt."
CULPRIT = "Chị chết vì vắc xin, cả xóm đều tin như vậy."
MERGED = "Kinh hoàng chết hàng loạt sau tiêm vắc xin!"  # HED101 with HED105, VAC104 with VAC105
NEUTRAL = [
    "Sáng 5/9, Trung tâm Y tế thành phố tổ chức tiêm vắc xin cho 1.200 người.",
    "Bà con trong bản thu hoạch ngô, con đường mới đã đổ xong bê tông.",
    "Trạm bơm của xã chạy từ sáng sớm đến chiều muộn mỗi ngày.",
    "Buổi tối, đội văn nghệ tập múa ở nhà văn hóa của khu phố.",
]


@cache
def guard(lang: str = "vi") -> Guard:
    return Guard(lang=lang)


def codes(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.code for finding in findings]


# Fingerprints.


@cache
def sentences() -> list[str]:
    """The bodies of the rules' own examples that are flagged, of one line each."""
    written = guard().pack.written.values()
    bodies = [draft_of(example)[0].source for rule in written for example in rule.bad]
    return [body for body in bodies if "\n" not in body and body.endswith(".")]


def prints(report: Report, words: str) -> dict[str, str]:
    """The fingerprint of each finding within some words, by its code and words."""
    return {f"{f.code} {f.words}": f.fingerprint for f in report.findings if f.words in words}


def article(culprit: str, before: list[str], after: list[str], others: list[str], at: int) -> str:
    paragraphs = [*others[:at], " ".join([*before, culprit, *after]), *others[at:]]
    return "\n\n".join(["Chuyện ở phường Tân Phong", *paragraphs])


@given(st.integers(0, 2**32))
def test_a_fingerprint_survives_edits_elsewhere_and_moves(seed: int) -> None:
    choose = random.Random(seed)
    culprit = choose.choice(sentences())
    one, two, three, four = choose.sample(NEUTRAL, 4)
    plain = guard().check_text(article(culprit, [one], [two], [three, four], 1))
    edits = [
        article(culprit, [one], [two], [four, three], choose.choice([0, 2])),  # moved
        article(culprit, [three, one], [two, four], [], 0),  # longer on both sides, nothing around it
        article(culprit, [one], [two + choose.choice([" (Ảnh: Sở Y tế)", "..", " – " + four])], [three], 1),
        article(culprit, [one.replace(",", "").removesuffix(".") + choose.choice(":;!")], [two], [], 0),
    ]
    for edited in edits:
        found = prints(guard().check_text(edited), culprit)
        for what, fingerprint in prints(plain, culprit).items():
            assert found.get(what, fingerprint) == fingerprint, (what, edited)


def test_the_property_above_has_something_to_compare() -> None:
    found = [prints(guard().check_text(article(s, [NEUTRAL[0]], [NEUTRAL[1]], [], 0)), s) for s in sentences()]
    assert len({what.split()[0] for by_words in found for what in by_words}) >= 10


@given(st.integers(0, 2**32), st.sampled_from(["NFD", "NFC"]))
def test_a_fingerprint_is_the_same_in_both_languages_and_compositions(seed: int, form: str) -> None:
    choose = random.Random(seed)
    text = article(choose.choice(sentences()), NEUTRAL[:1], NEUTRAL[1:2], NEUTRAL[2:], choose.randint(0, 2))
    vi = guard("vi").check_text(text).findings
    en = guard("en").check_text(unicodedata.normalize(form, text)).findings
    assert [(f.code, f.fingerprint) for f in vi] == [(f.code, f.fingerprint) for f in en]


def test_the_same_words_twice_have_two_fingerprints_whatever_is_shown() -> None:
    text = "\n\n".join([MERGED, BODY, CULPRIT, CULPRIT, CULPRIT])
    thrice = [f.fingerprint for f in guard().check_text(text).findings if f.code == "VAC102"]
    assert thrice == [thrice[0], f"{thrice[0]}-2", f"{thrice[0]}-3"]
    hidden = text.replace(CULPRIT, f"%% content-guard: disable-next-line VAC -- lời đồn\n{CULPRIT}", 1)
    assert [f.fingerprint for f in guard().check_text(hidden).findings if f.code == "VAC102"] == thrice[1:]
    for options in ({"min_score": 0.1}, {"select": ["VAC102"]}, {"preview": True}):
        found = Guard(**options).check_text(text).findings
        assert [f.fingerprint for f in found if f.code == "VAC102"] == thrice


def test_each_finding_of_a_merged_one_is_told_apart() -> None:
    draft = Draft(headline="Kinh hoàng: chết hàng loạt sau tiêm vắc xin!")
    merged = guard().check(draft).findings
    each = guard().unmerged(draft)
    assert sorted(codes(each)) == sorted(code for f in merged for code in (f.code, *f.also))
    assert len({f.fingerprint for f in each}) == len(each) > len(merged)


# Writing and using.


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two drafts with findings, one without; the current folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bài").mkdir()
    (tmp_path / "bài" / "tin một.txt").write_text(f"{HEADLINE}\n\n{BODY}\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text(f"{MERGED}\n\n{CULPRIT}\n", encoding="utf-8")
    (tmp_path / "c.txt").write_text(f"{BODY}\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    def command(*arguments: str) -> tuple[int, str, str]:
        code = main([*arguments, "--pack", PACK])
        return code, *capsys.readouterr()

    return command


def report(run, *arguments: str) -> dict:
    return json.loads(run("check", *arguments, "--format", "json", "--baseline", FILE)[1])


def entries(file: str | Path = FILE) -> tuple[Entry, ...]:
    return Baseline.read(file).entries


def test_what_was_recorded_is_left_out_with_its_reason(run) -> None:
    code, out, err = run("baseline", "--reason", "có trước  khi dùng")
    assert (code, err) == (0, "")
    assert out == f"{FILE}: {len(entries())} entries ({len(entries())} new, 0 under a new file name, 0 taken out)\n"
    found = report(run)
    assert found["summary"]["findings"] == 0
    assert [d["score"] for d in found["drafts"]] == [0, 0, 0]
    assert all(not d["families"] for d in found["drafts"])
    hidden = [f for d in found["drafts"] for f in d["suppressed"]]
    assert {f["code"] for f in hidden} >= {"HED101", "VAC102", "VAC104"}
    assert {f["reason"] for f in hidden} == {"có trước khi dùng"}
    assert {f["hidden_by"] for f in hidden} == {"baseline"}
    sarif = json.loads(run("check", "--format", "sarif", "--baseline", FILE)[1])
    assert {s["kind"] for r in sarif["runs"][0]["results"] for s in r["suppressions"]} == {"external"}
    assert run("check", "--fail-on", "info", "--baseline", FILE)[0] == 0
    assert run("check", "--fail-on", "info")[0] == 1


def test_a_reason_that_nobody_wrote_is_said_in_the_language_of_the_report(run) -> None:
    run("baseline")
    assert {e.reason for e in entries()} == {""}
    shown = {lang: run("check", "--verbose", "--lang", lang, "--baseline", FILE)[1] for lang in ("vi", "en")}
    assert "HED101 được bỏ qua ở “Kinh hoàng”: đã ghi nhận từ trước" in shown["vi"]
    assert "HED101 suppressed at “Kinh hoàng”: recorded in the baseline" in shown["en"]


def test_only_what_is_new_is_asked(run, folder: Path) -> None:
    run("baseline")
    draft = folder / "b.txt"
    draft.write_text(f"{MERGED}\n\n{BODY}\n\n{CULPRIT}\n\n{CULPRIT}\n", encoding="utf-8")
    (found,) = (f for d in report(run)["drafts"] for f in d["findings"])
    assert (found["code"], found["line"]) == ("VAC102", 7)
    draft.write_text(f"{MERGED}\n\n{NEUTRAL[0]} {CULPRIT}\n", encoding="utf-8")  # other words around it
    assert [f["code"] for d in report(run)["drafts"] for f in d["findings"]] == ["VAC102"]


def test_a_new_code_on_known_words_comes_to_light(run, folder: Path) -> None:
    run("baseline", "--ignore", "VAC104")
    assert [(f["code"], f["also"]) for d in report(run)["drafts"] for f in d["findings"]] == [("VAC104", [])]


def test_the_file_holds_no_word_of_a_draft(run, folder: Path) -> None:
    run("baseline")
    text = (folder / FILE).read_text(encoding="utf-8")
    entry = re.compile(r'"(b|bài/tin một)\.txt"\.[A-Z]{3}\d{3}\.[0-9a-f]{16}(-\d+)? = ""')
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert lines == sorted(lines)
    assert len(lines) >= 5
    assert all(map(entry.fullmatch, lines))


def test_writing_anew_keeps_reasons_comments_and_lines(run, folder: Path) -> None:
    run("baseline")
    file = folder / FILE
    text = file.read_text(encoding="utf-8")
    _, _, lines = text.partition("\n\n")
    first, *rest = lines.splitlines()
    byhand = f'# giữ lại\n{first.removesuffix(chr(34))}trích \\u006eguyên văn"  # đã hỏi\n'
    file.write_text(f"# của tòa soạn\n\n{byhand}" + "\n".join(rest) + "\n# hết\n", encoding="utf-8")
    (folder / "c.txt").write_text(f"{HEADLINE}\n\n{BODY}\n", encoding="utf-8")
    assert run("baseline", "--reason", "mới")[0] == 0
    after = file.read_text(encoding="utf-8")
    assert after.startswith(f"# của tòa soạn\n\n{byhand}")
    assert after.endswith("\n# hết\n")
    assert [e.file for e in entries() if e.reason == "mới"] == ["c.txt"]
    assert entries()[0].reason == "trích nguyên văn"
    assert set(rest) < set(after.splitlines())
    assert report(run)["drafts"][0]["suppressed"][0]["reason"] == "trích nguyên văn"


def test_recording_again_changes_nothing(run, folder: Path) -> None:
    run("baseline")
    text, inode = (folder / FILE).read_bytes(), (folder / FILE).stat().st_ino
    assert "(0 new, 0 under a new file name, 0 taken out)" in run("baseline")[1]
    assert ((folder / FILE).read_bytes(), (folder / FILE).stat().st_ino) == (text, inode)


def test_file_names_are_relative_to_the_baseline(run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("baseline")
    monkeypatch.chdir(folder / "bài")
    assert run("check", "tin một.txt", "--baseline", f"../{FILE}", "--fail-on", "info")[0] == 0
    assert run("check", str(folder), "--baseline", f"../{FILE}", "--fail-on", "info")[::2] == (0, "")
    assert run("check", "../bài", "--baseline", str(folder / FILE), "--fail-on", "info")[0] == 0
    run("baseline", ".", "--baseline", "riêng.toml")
    assert {e.file for e in entries("riêng.toml")} == {"tin một.txt"}


def test_names_of_files_are_compared_composed(run, folder: Path) -> None:
    run("baseline")
    (folder / "bài").rename(folder / unicodedata.normalize("NFD", "bài"))
    assert run("check", "--baseline", FILE, "--fail-on", "info")[::2] == (0, "")
    assert "0 taken out" in run("baseline", "--prune", "c.txt")[1]
    assert run("check", "c.txt", "--baseline", FILE)[2] == ""


def test_several_processes_say_the_same(run) -> None:
    run("baseline", "b.txt")
    assert report(run, "--jobs", "2") == report(run)


def test_a_guard_takes_a_baseline(run, folder: Path) -> None:
    run("baseline")
    known = Guard([PACK], baseline=FILE)
    assert known.check_file("b.txt").findings == ()
    assert known.check(Draft(headline=MERGED)).findings != ()
    assert known.check(Draft(headline=HEADLINE, name="bài/tin một.txt")).findings == ()
    assert pickle.loads(pickle.dumps(known)).check_file("b.txt") == known.check_file("b.txt")
    assert Guard([PACK]).check_file("b.txt").stats.keys() == known.check_file("b.txt").stats.keys() - {"baseline"}
    nameless = Guard([PACK]).unmerged(Draft(headline=HEADLINE))
    pasted = Baseline(Path(FILE), tuple(Entry("", f.code, f.fingerprint, "đã xem") for f in nameless))
    assert codes(Guard([PACK], baseline=pasted).check(Draft(headline=HEADLINE)).suppressed) == ["HED101"]


def test_an_earlier_version_from_python() -> None:
    before, now = Draft(HEADLINE, "", CULPRIT), Draft(HEADLINE, "", f"{BODY}\n\n{CULPRIT}\n\n{CULPRIT}")
    found = guard().check(now, before=before)
    assert [(f.code, f.fingerprint[-2:]) for f in found.findings] == [("VAC102", "-2")]
    assert {f.reason for f in found.suppressed} == {"đã có ở bản trước"}
    assert guard().check(now, before=now).score == 0


# What hides nothing any more.


def test_a_stale_entry_is_told_and_pruned(run, folder: Path) -> None:
    run("baseline")
    (folder / "bài" / "tin một.txt").write_text(f"{BODY}\n", encoding="utf-8")
    (line,) = (e.line for e in entries() if e.file == "bài/tin một.txt")
    code, out, err = run("check", "--baseline", FILE, "--fail-on", "info")
    assert code == 0
    assert FILE not in out
    assert err.splitlines() == [
        f"{FILE}:{line}: HED101 in bài/tin một.txt hides nothing any more",
        f"To take them out: content-guard baseline --prune --baseline {FILE}",
    ]
    assert run("check", "--baseline", FILE, "--quiet")[2] == ""
    (stale,) = (d["stats"]["baseline"]["stale"] for d in report(run)["drafts"] if d["name"] == "bài/tin một.txt")
    assert len(stale) == 1
    (folder / "c.txt").write_text(f"{HEADLINE}\n\n{BODY}\n", encoding="utf-8")
    assert "(0 new, 0 under a new file name, 1 taken out)" in run("baseline", "--prune")[1]
    assert {e.file for e in entries()} == {"b.txt"}  # nothing new was recorded
    assert run("check", "--baseline", FILE)[2] == ""


def test_what_was_not_looked_at_is_not_stale(run, folder: Path) -> None:
    run("baseline")
    count = len(entries())
    (folder / "b.txt").write_text(f"{BODY}\n", encoding="utf-8")
    assert run("check", "c.txt", "bài", "--baseline", FILE)[2] == ""
    for options in (("c.txt",), ("--select", "SUP"), ("--ignore", "HED,VAC")):
        assert run("check", *options, "--baseline", FILE)[2] == ""
        assert "0 taken out" in run("baseline", "--prune", *options)[1]
    (folder / "b.txt").write_bytes(b"\xff")
    code, out, err = run("baseline", "--prune")
    assert code == 2
    assert "b.txt:1: byte 0xff" in err
    assert "0 taken out" in out
    assert len(entries()) == count


def test_a_higher_threshold_makes_no_entry_stale(run) -> None:
    run("baseline")
    assert run("check", "--min-score", "0.99", "--baseline", FILE)[2] == ""


def test_a_comment_comes_first_and_the_entry_is_stale(run, folder: Path) -> None:
    run("baseline", "bài")
    draft = folder / "bài" / "tin một.txt"
    draft.write_text(f"%% content-guard: disable-file HED101 -- trích\n{draft.read_text('utf-8')}", encoding="utf-8")
    found = report(run, "bài")
    assert [f["reason"] for f in found["drafts"][0]["suppressed"]] == ["trích"]
    assert found["summary"]["findings"] == 0  # the comment is not called unused
    assert "1 taken out" in run("baseline", "bài", "--prune")[1]


def test_findings_about_comments_can_be_recorded(run, folder: Path) -> None:
    (folder / "c.txt").write_text(f"%% content-guard: disable-file HED101\n{BODY}\n", encoding="utf-8")
    run("baseline", "c.txt")
    assert [e.code for e in entries()] == ["SUP001"]
    assert run("check", "c.txt", "--baseline", FILE, "--fail-on", "warning")[::2] == (0, "")
    assert run("check", "c.txt", "--baseline", FILE, "--ignore", "SUP")[2] == ""


def test_an_emptied_draft_leaves_stale_entries(run, folder: Path) -> None:
    run("baseline")
    (folder / "bài" / "tin một.txt").write_text("", encoding="utf-8")
    assert "HED101 in bài/tin một.txt hides nothing any more" in run("check", "--baseline", FILE)[2]


def test_a_file_that_is_gone_leaves_stale_entries(run, folder: Path) -> None:
    run("baseline")
    (folder / "bài" / "tin một.txt").unlink()
    for paths in ((), ("bài",), ("bài/tin một.txt",)):
        assert "HED101 in bài/tin một.txt hides nothing any more" in run("check", *paths, "--baseline", FILE)[2]
    assert run("check", "b.txt", "--baseline", FILE)[2] == ""
    assert "1 taken out" in run("baseline", "--prune")[1]


def test_an_entry_follows_its_text_to_another_name(run, folder: Path) -> None:
    run("baseline", "bài", "--reason", "đã hỏi")
    (folder / "bài" / "tin một.txt").rename(folder / "tin.txt")
    code, _, err = run("check", "--baseline", FILE, "--select", "HED101")
    assert code == 0
    assert f"{FILE}: renamed: bài/tin một.txt → tin.txt" in err
    assert "hides nothing" not in err
    assert "(0 new, 1 under a new file name, 0 taken out)" in run("baseline", "tin.txt")[1]
    assert [(e.file, e.reason) for e in entries()] == [("tin.txt", "đã hỏi")]
    assert run("check", "tin.txt", "--baseline", FILE)[2] == ""


def test_a_copy_of_a_known_text_is_new(run, folder: Path) -> None:
    run("baseline")
    (folder / "tin.txt").write_text((folder / "bài" / "tin một.txt").read_text("utf-8"), encoding="utf-8")
    assert report(run, "tin.txt")["summary"]["findings"] == 1


def test_many_stale_entries_are_counted(run, folder: Path) -> None:
    run("baseline")
    known = Baseline.read(FILE)
    more = (Entry(f"{n:02}.txt", "HED101", "0" * 16) for n in range(20))
    known.with_entries([*known.entries, *more]).write()
    *first, last = run("check", "--baseline", FILE)[2].splitlines()
    assert len(first) == 10
    assert last.startswith("20 entries hide nothing any more. To take them out:")


# The file.

names = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip)
reasons = st.text(st.characters(exclude_categories=["Cs"])).map(lambda text: " ".join(text.split()))
some_entries = st.builds(
    Entry,
    names,
    st.from_regex(r"\A[A-Z]{3}[0-9]{3}\Z"),
    st.from_regex(r"\A[0-9a-f]{16}(-[1-9][0-9]?)?\Z"),
    reasons,
)


@given(st.lists(some_entries, unique_by=lambda e: e.key))
def test_what_is_written_is_read(tmp_path_factory: pytest.TempPathFactory, written: list[Entry]) -> None:
    file = tmp_path_factory.getbasetemp() / "written.toml"
    Baseline(file).with_entries(written).write()
    read = Baseline.read(file)
    assert read.entries == tuple(sorted(written, key=lambda e: e.key))
    assert str(read) == file.read_text(encoding="utf-8")
    assert str(read.with_entries(Entry(*e.key, e.reason) for e in read.entries)) == str(read)


GOOD = '"a.md".HED101.0123456789abcdef = ""'
MALFORMED = {
    "no TOML": 'a.md HED101 0123456789abcdef "lý do"',
    "no reason": '"a.md".HED101.0123456789abcdef',
    "a number": '"a.md".HED101.0123456789abcdef = 3',
    "a table": "[a]",
    "a deep name": '"a.md".HED101.a.0123456789abcdef = ""',
    "no file": 'HED101.0123456789abcdef = ""',
    "an odd code": '"a.md".HED1.0123456789abcdef = ""',
    "an odd fingerprint": '"a.md".HED101.0123 = ""',
    "a reason with quotes": '"a.md".HED101.0123456789abcdef = "nói "thật" lòng"',
    "no end of quotes": '"a.md".HED101.0123456789abcdef = "lý do',
    "a file without quotes": 'a.md.HED101.0123456789abcdef = ""',
    "a mark of a merge": "<<<<<<< HEAD",
    "the middle of a merge": "=======",
    "another reason": '"a.md".HED101.0123456789abcdef = "khác"',
}


@pytest.mark.parametrize("what", MALFORMED)
def test_a_line_that_is_no_entry_is_told_and_nothing_is_lost(what: str, run, folder: Path) -> None:
    good = GOOD.replace('""', '"đã xem"')
    text = f"# đầu\n\n{good}\n{MALFORMED[what]}\n{MALFORMED['a table']}\n"
    (folder / FILE).write_text(text, encoding="utf-8")
    for command in (("check", "--baseline", FILE), ("baseline",), ("baseline", "--prune")):
        code, out, err = run(*command)
        assert (code, out) == (2, "")
        first, second = err.splitlines()
        assert first.startswith(f"{FILE}:4: ")
        assert "line 3" in first or "merge" in first or f"found {MALFORMED[what][:50]}" in first
        assert second == f'{FILE}:5: expected "FILE".CODE.FINGERPRINT = "reason", found [a]'
    assert (folder / FILE).read_text(encoding="utf-8") == text


def test_what_merges_leave_twice_is_one(folder: Path) -> None:
    reasoned = GOOD.replace('""', '"đã xem"')
    for lines in ([GOOD, GOOD, reasoned], [reasoned, GOOD], [reasoned, "# chú", reasoned]):
        (folder / FILE).write_bytes("\r\n".join(lines).encode("utf-8-sig"))
        assert [e.reason for e in entries()] == ["đã xem"]


def test_branches_that_record_other_drafts_merge(run, folder: Path) -> None:
    def git(*arguments: str) -> None:
        identity = ("-c", "user.name=n", "-c", "user.email=n@example.org")
        subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)

    git("init", "-q", "-b", "main")
    (folder / ".gitattributes").write_text(f"{FILE} merge=union\n", encoding="utf-8")
    run("baseline", "c.txt")
    git("add", ".")
    git("commit", "-qm", "1")
    for branch, path in (("một", "b.txt"), ("hai", "bài")):
        git("checkout", "-qb", branch, "main")
        run("baseline", path)
        git("commit", "-qam", branch)
    git("merge", "-q", "một", "-m", "2")
    assert run("check", "--baseline", FILE, "--fail-on", "info")[::2] == (0, "")


def test_a_baseline_that_is_not_there_is_told(run) -> None:
    for command in (("check", "--baseline", "không.toml"), ("baseline", "--prune", "--baseline", "không.toml")):
        code, out, err = run(*command)
        assert (code, out) == (2, "")
        assert err.startswith("không.toml: there is no such baseline. Make one: content-guard baseline PATHS")
    with pytest.raises(ConfigError, match="there is no such baseline"):
        Guard([PACK], baseline="không.toml")


def test_a_baseline_that_cannot_be_read_or_written_is_told(run, folder: Path) -> None:
    (folder / FILE).write_bytes(GOOD.encode() + b"\n\xff")
    assert run("check", "--baseline", FILE)[2].startswith(f"{FILE}:2: not UTF-8")
    assert run("check", "--baseline", "bài")[2].startswith("bài: cannot be read")
    assert "khong-co/b.toml: cannot be written" in run("baseline", "--baseline", "khong-co/b.toml")[2]
    assert "Give paths instead of -" in run("baseline", "-")[2]


def test_a_link_stays_a_link(run, folder: Path) -> None:
    (folder / "chung.toml").symlink_to("bài/chung.toml")
    run("baseline", "b.txt", "--baseline", "chung.toml")
    assert (folder / "chung.toml").is_symlink()
    assert (folder / "bài" / "chung.toml").is_file()
    assert sorted(p.name for p in (folder / "bài").iterdir()) == ["chung.toml", "tin một.txt"]


def test_no_findings_make_a_file_too(run, folder: Path) -> None:
    assert run("baseline", "c.txt")[0] == 0
    assert entries() == ()
    assert run("check", "c.txt", "--baseline", FILE)[0] == 0
