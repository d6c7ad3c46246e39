"""Comments that suppress: what they hide is told, and so is every one that hides nothing or cannot be read."""

from __future__ import annotations

import json
import pickle
import random
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import pairwise, product
from math import prod
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_guard import Draft, Finding, Guard, Report, RuleError
from content_guard.entrances.cli import main
from content_guard.readers import ENDINGS, read_text
from content_guard.suppressions import NOTICES, VERBS, notice
from content_guard.text.view import view

ROOT = Path(__file__).parents[1]
TODAY = date(2026, 6, 30)
HEADLINE = "Kinh hoàng chốt số 3 phường Tân Phong"
BODY = "Bà con đi lại bình thường qua chốt."
CULPRIT = "Chị chết vì vắc xin, cả xóm đều tin như vậy."
DIRECTIVE = "content-guard: disable-next-line HED101 -- trích nguyên văn"


@cache
def guard(lang: str = "vi") -> Guard:
    return Guard(lang=lang, today=TODAY)


def check(text: str, format: str = "markdown") -> Report:
    return guard().check_text(text, format, "a.md")


def codes(findings: tuple[Finding, ...]) -> list[str]:
    return [f.code for f in findings]


# What is hidden.


@pytest.mark.parametrize(
    ("format", "text"),
    [
        ("markdown", f"<!-- {DIRECTIVE} -->\n# {HEADLINE}\n\n{BODY}\n"),
        ("markdown", f"<!-- {DIRECTIVE} -->\n\n\n# {HEADLINE}\n\n{BODY}\n"),
        ("markdown", f"<!--\n{DIRECTIVE}\n-->\n# {HEADLINE}\n\n{BODY}\n"),
        ("markdown", f"{{/* {DIRECTIVE} */}}\n\n# {HEADLINE}\n\n{BODY}\n"),
        ("markdown", f"{{/* {DIRECTIVE} */}}\n# {HEADLINE}\n\n{BODY}\n"),
        ("markdown", f"---\n# {DIRECTIVE}\ntitle: {HEADLINE}\n---\n\n{BODY}\n"),
        ("markdown", f'+++\n# {DIRECTIVE}\ntitle = "{HEADLINE}"\n+++\n\n{BODY}\n'),
        ("markdown", f"# {HEADLINE} <!-- content-guard: disable-line HED101 -- trích nguyên văn -->\n\n{BODY}\n"),
        ("markdown", f"---\ntitle: {HEADLINE} # content-guard: disable-line HED -- trích nguyên văn\n---\n\n{BODY}\n"),
        ("markdown", f'---\ntitle: "{HEADLINE}" # {DIRECTIVE.replace("next-", "")}\n---\n\n{BODY}\n'),
        ("markdown", f"# {HEADLINE}\n\n{BODY}\n\n<!-- content-guard: disable-file HED101 -- trích nguyên văn -->\n"),
        ("text", f"%% {DIRECTIVE}\n{HEADLINE}\n\n{BODY}\n"),
        ("text", f"%% {DIRECTIVE}\r\n\r\n{HEADLINE}\r\n\r\n{BODY}\r\n"),
        ("text", f"%% {DIRECTIVE.capitalize()}\n{HEADLINE}"),
        ("text", f"%% {DIRECTIVE.replace('--', '—').replace('HED101', 'hed101')}\n{HEADLINE}"),
        ("text", f"%% {DIRECTIVE.replace('HED101', 'VAC102,HED101')} until 2026-06-30\n{HEADLINE}"),
    ],
)
def test_a_comment_hides_what_it_names(format: str, text: str) -> None:
    report = check(text, format)
    (hidden,) = report.suppressed
    assert (hidden.code, hidden.words, hidden.reason.lower()) == ("HED101", "Kinh hoàng", "trích nguyên văn")
    assert "HED101" not in codes(report.findings)
    assert report.score == 0
    assert report.families == {}


FORMS = [
    ("a.md", "<!-- {} -->\n{}"),
    ("a.md", "<!--\n\n{}\n\n-->\n\n{}"),
    ("a.md", "{{/* {} */}}\n{}"),
    ("a.md", "> <!-- {} -->\n> {}"),
    ("a.md", "- <!-- {} -->\n  {}"),
    ("a.md", "<div>\n<!-- {} -->\n<p>{}</p>\n</div>"),
    ("a.md", "| A |\n|---|\n<!-- {} -->\n| {} |"),
    ("a.md", "---\n# {}\ntitle: {}\n---\n"),
    ("a.md", "---\r\n  # {}\r\ntitle: '{}'\r\n---\r\n"),
    ("a.md", "---\ntags: [a] # {}\ndescription: >-\n  {}\n---\n"),
    ("a.md", "+++\n# {}\ntitle = '{}'\n+++\n"),
    ("a.md", '+++\ndraft = false # {}\ndescription = """\n{}"""\n+++\n'),
    ("a.mdx", "{{/* {} */}}\n{}"),
    ("a.mdx", "{{/*\n\n{}\n\n*/}}\n\n{}"),
    ("a.mdx", "<Tip>\n  {{/* {} */}}\n  {}\n</Tip>"),
    ("a.mdx", "---\n# {}\ntitle: {}\n---\n"),
    ("a.mdx", "<!-- {} -->\n{}"),
    ("a.txt", "%% {}\n{}"),
    ("a.txt", "%% {}\r\n\r\n{}\r\n"),
]


SAID = [
    ("disable-next-line VAC102 -- lời đồn", None),
    ("disable-next-line VAC102 -- lời đồn until 2999-12-31", None),
    ("disable VAC -- lời đồn", None),
    ("disable-file VAC102 -- lời đồn", None),
    ("disable-next-line VAC102", "SUP001"),
    ("disable-next-line VAC999 -- lời đồn", "SUP002"),
    ("disable-next-line CAS101 -- lời đồn", "SUP003"),
    ("disable-next-line VAC102 -- lời đồn until 2020-12-31", "SUP004"),
    ("disable-next-line VAC102 lời đồn", "SUP005"),
]


def test_every_form_works_from_file_to_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cases = {}
    for number, ((name, form), (directive, said)) in enumerate(product(FORMS, SAID)):
        text = form.format(f"content-guard: {directive}", CULPRIT) + f"\n\n{BODY}\n"
        file = tmp_path / f"{number:03}{Path(name).suffix}"
        file.write_bytes(text.encode())
        cases[file.name] = (text, directive, said)
    assert main(["check", str(tmp_path), "--format", "json", "--fail-on", "warning"]) == 1
    drafts = {Path(draft["name"]).name: draft for draft in json.loads(capsys.readouterr().out)["drafts"]}
    assert set(drafts) == set(cases)
    for name, (text, directive, said) in cases.items():
        findings, hidden = drafts[name]["findings"], drafts[name]["suppressed"]
        assert [f["code"] for f in findings] == ([said, "VAC102"] if said else []), text
        assert [(f["code"], f["reason"]) for f in hidden] == ([] if said else [("VAC102", "lời đồn")]), text
        assert all(text[f["span"]["start"] : f["span"]["end"]] == f["text"] for f in (*findings, *hidden)), text
        assert not said or findings[0]["text"] == f"content-guard: {directive}"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", f"---\ntitle: |\n  {HEADLINE}\n  # {DIRECTIVE}\n---\n\n{BODY}\n"),
        ("a.md", f"---\ntitle: {HEADLINE}\nnote: 'x\n  # {DIRECTIVE}'\n---\n\n{BODY}\n"),
        ("a.md", f'+++\ntitle = \'{HEADLINE}\'\nnote = """\n# {DIRECTIVE}"""\n+++\n\n{BODY}\n'),
        ("a.mdx", f"# {HEADLINE}\n\n```\n{{/* {DIRECTIVE} */}}\n```\n\n`{{/* {DIRECTIVE} */}}` {BODY}\n"),
        ("a.mdx", f"# {HEADLINE}\n\nexport const a = '{{/* {DIRECTIVE} */}}'\n\n{BODY}\n"),
    ],
)
def test_what_stands_in_a_value_or_in_code_is_no_comment(name: str, text: str) -> None:
    draft = read_text(text, ENDINGS[Path(name).suffix])
    assert draft.comments == ()
    assert codes(guard().check(draft).findings) == ["HED101"]


def test_what_is_hidden_is_the_same_finding() -> None:
    (plain,) = check(f"# {HEADLINE}\n").findings
    (hidden,) = check(f"<!-- {DIRECTIVE} -->\n# {HEADLINE}\n").suppressed
    assert (hidden.fingerprint, hidden.score, hidden.part) == (plain.fingerprint, plain.score, plain.part)
    assert plain.reason is None
    assert plain.to_dict()["reason"] is None


def test_a_region_ends_where_it_is_said() -> None:
    off, on = (f"<!-- content-guard: {what} -->" for what in ("disable VAC102 -- lời đồn", "enable VAC102"))
    report = check("\n\n".join([f"# Chuyện ở xóm\n\n{BODY}", CULPRIT, off, CULPRIT, CULPRIT, on, CULPRIT]))
    assert codes(report.findings) == ["VAC102"] * 2
    assert codes(report.suppressed) == ["VAC102"] * 2
    assert len({f.fingerprint for f in (*report.findings, *report.suppressed)}) == 4


def test_a_region_of_a_family_lets_one_code_through() -> None:
    off, on = (f"%% content-guard: {what}" for what in ("disable VAC, UNV -- lời đồn", "enable VAC102"))
    report = check("\n".join([off, CULPRIT, "", on, CULPRIT, ""]), "text")
    assert codes(report.suppressed) == ["VAC102"]
    assert codes(report.findings) == ["SUP003", "VAC102"]


def test_a_region_without_an_end_runs_to_the_end() -> None:
    report = check(f"{BODY}\n\n%% content-guard: disable VAC102 -- lời đồn\n{CULPRIT}\n\n{CULPRIT}", "text")
    assert codes(report.suppressed) == ["VAC102"] * 2


def test_other_findings_on_the_line_stay() -> None:
    text = "Kinh hoàng: chết hàng loạt sau tiêm vắc xin!"
    plain = check(text, "text")
    report = check(f"%% {DIRECTIVE}\n{text}", "text")
    assert "VAC" in report.families
    assert 0 < report.score < plain.score
    assert {f.family for f in report.findings} == {f.family for f in plain.findings}  # HED103 comes to light


def test_what_was_merged_into_a_hidden_finding_comes_to_light() -> None:
    """Only what is named is hidden: the codes in ``also`` are findings of their own."""
    text = (ROOT / "corpora" / "drafts" / "tin-04-sau-mui-tiem.md").read_text(encoding="utf-8")
    best = next(f for f in check(text).findings if f.family == "VAC" and f.line == 1)
    assert best.also
    shown = check(f"<!-- content-guard: disable-next-line {best.code} -- vì sao -->\n{text}").findings
    assert any(f.code in best.also and f.line == 2 for f in shown)
    assert all(
        f.line != 2 or f.family != "VAC"
        for f in check(f"<!-- content-guard: disable-next-line VAC -- vì sao -->\n{text}").findings
    )


def test_a_finding_is_on_the_line_where_it_begins() -> None:
    one, two = CULPRIT.split(" vì ")
    directive = "%% content-guard: disable-next-line VAC102 -- lời đồn"
    assert codes(check(f"{BODY}\n\n{directive}\n{one}\nvì {two}", "text").suppressed) == ["VAC102"]
    assert codes(check(f"{BODY}\n\n{one}\n{directive}\nvì {two}", "text").suppressed) == []
    assert "VAC102" in codes(check(f"{BODY}\n\n{one}\n{directive}\nvì {two}", "text").findings)


# What is no directive.


@pytest.mark.parametrize(
    "text",
    [
        f"# {HEADLINE}\n\n```html\n<!-- content-guard: disable-file HED101 -- mẫu -->\n```\n",
        f"# {HEADLINE}\n\n~~~\n{{/* content-guard: disable-file HED101 -- mẫu */}}\n~~~\n",
        f"# {HEADLINE}\n\n    <!-- content-guard: disable-file HED101 -- mẫu -->\n",
        f"# {HEADLINE}\n\nBà con viết `<!-- content-guard: disable-file HED101 -- mẫu -->` vào bài.\n",
        f"# {HEADLINE}\n\n<!-- bỏ: <!-- content-guard: disable-file HED101 -- mẫu -->\n",
        f"# {HEADLINE}\n\n<!-- content-guard là công cụ đọc bản thảo -->\n",
        f"# {HEADLINE}\n\n# content-guard: disable-file HED101 -- mẫu\n",
    ],
)
def test_code_and_other_comments_are_no_directives(text: str) -> None:
    assert read_text(text, "markdown").comments == ()
    assert codes(check(text).findings) == ["HED101"]


def test_fields_have_no_comments() -> None:
    text = json.dumps({"headline": HEADLINE, "body": f"%% {DIRECTIVE}\n<!-- {DIRECTIVE} -->"})
    assert read_text(text, "json").comments == ()
    assert codes(check(text, "json").findings) == ["HED101"]


# What readers make of comments.


def test_comments_are_where_they_say() -> None:
    text = f"---\ntitle: x # {DIRECTIVE}\n---\r\n\nMột <!--{DIRECTIVE}--> hai\n\n<!--\n  {DIRECTIVE}\n\n-->\n"
    comments = read_text(text, "markdown").comments
    assert [c.line for c in comments] == [2, 5, 8]
    assert [text[slice(*c.span)] for c in comments] == [c.text for c in comments] == [DIRECTIVE] * 3


@pytest.mark.parametrize("at", range(5))
def test_a_comment_line_is_no_part_of_plain_text(at: int) -> None:
    lines = [HEADLINE, "", "Sapo dòng một", "dòng hai.", "", BODY]
    with_comment = "\n".join([*lines[:at], "%% gửi biên tập: xem lại", *lines[at:]])
    plain, commented = (read_text(text, "text") for text in ("\n".join(lines), with_comment))
    assert seen(commented) == seen(plain)
    assert [p.name for p in commented.parts] == ["headline", "lead", "body"]
    assert commented.comments == ()


MARKDOWN = f"""\
Tít dài
của bài
=======

- mục một
- mục hai
  dòng hai

> Trích dẫn
> dòng hai

1. một
2. hai

| Ngày | Mũi |
|---|---|
| 5/9 | hai |

## Tít phụ
{CULPRIT.replace(", ", chr(10))}
"""


@pytest.mark.parametrize("at", range(MARKDOWN.count("\n")))
def test_a_comment_line_splits_no_paragraph_of_markdown(at: int) -> None:
    lines = MARKDOWN.split("\n")
    commented = read_text("\n".join([*lines[:at], f"<!-- {DIRECTIVE} -->", *lines[at:]]), "markdown")
    assert len(commented.comments) == 1
    assert views(commented) == views(read_text(MARKDOWN, "markdown"))


def views(draft: Draft) -> list[tuple[str, str]]:
    return [(p.name, view(draft.source, p.pieces).clean) for p in draft.parts]


def seen(draft: Draft) -> list[tuple[str, str]]:
    return [(p.name, "".join(draft.source[a:b] for a, b, _ in p.pieces).strip()) for p in draft.parts]


@pytest.mark.parametrize("prefix", ["", "> ", "- "])
def test_a_comment_hides_no_text_beside_it(prefix: str) -> None:
    text = f"{prefix}<!-- content-guard: disable-line VAC102 -- lời đồn --> {CULPRIT}\n\n{BODY}"
    assert codes(check(text).suppressed) == ["VAC102"]


# What is wrong with them.


@pytest.mark.parametrize(
    ("directive", "code"),
    [
        ("disable-next-line HED101", "SUP001"),
        ("disable-next-line HED101 --", "SUP001"),
        ("disable-next-line HED101 -- until 2027-01-01", "SUP001"),
        ("disable-next-line XYZ101 -- lý do", "SUP002"),
        ("disable-next-line HED1 -- lý do", "SUP002"),
        ("disable-file SUP -- lý do", "SUP002"),
        ("enable XYZ", "SUP002"),
        ("disable-next-line VAC102 -- lý do", "SUP003"),
        ("disable-line HED101 -- lý do", "SUP003"),
        ("disable-file VAC -- lý do until 2027-01-01", "SUP003"),
        ("disable CAS, VAC -- lý do", "SUP003"),
        ("enable", "SUP003"),
        ("enable HED", "SUP003"),
        ("disable-next-line HED101 -- lý do until 2026-06-29", "SUP004"),
        ("disable-next-line HED101 -- lý do until 2026-02-30", "SUP005"),
        ("disable-next-line HED101 -- lý do until 31/12/2026", "SUP005"),
        ("disable-next-line HED101 -- lý do until " + "9" * 5000, "SUP005"),
        ("disable-next-line HED101 -- lý do Until 2020-01-01", "SUP005"),
        ("disable-next-line HED101 -- lý do (until 2020-01-01)", "SUP005"),
        ("disable-next-line HED101 -- lý do until: 2020-01-01", "SUP005"),
        ("disable-next-line HED101 -- lý do until 2020-01-01 nhé", "SUP005"),
        ("disable-next-line -- lý do", "SUP005"),
        ("disable-next-line", "SUP005"),
        ("disable-next-line HED101 lý do", "SUP005"),
        ("disable-nextline HED101 -- lý do", "SUP005"),
        ("", "SUP005"),
    ],
)
def test_what_is_wrong_with_a_comment_is_a_finding(directive: str, code: str) -> None:
    plain = check(HEADLINE, "text")
    text = f"%% content-guard: {directive}\n{HEADLINE}"
    report = check(text, "text")
    wrong, *others = report.findings
    assert (wrong.code, wrong.family, wrong.severity, wrong.score) == (code, "SUP", "warning", 1.0)
    assert (wrong.line, wrong.column, wrong.part) == (1, 4, "headline")
    assert text[slice(*wrong.span)] == wrong.text == f"content-guard: {directive}".strip()
    assert codes(tuple(others)) == ["HED101"]
    assert report.suppressed == ()
    assert (report.score, report.families) == (plain.score, plain.families)


def test_a_colon_that_was_forgotten_is_told() -> None:
    assert codes(check(f"%% {DIRECTIVE.replace(':', '')}\n{HEADLINE}", "text").findings) == ["SUP005", "HED101"]


def test_one_finding_a_comment_names_all_that_is_wrong() -> None:
    (wrong,) = check(f"%% content-guard: disable-file VAC, XYZ, CAS101 -- lý do\n{BODY}", "text").findings
    assert (wrong.code, wrong.also) == ("SUP003", ("SUP002",))
    assert "VAC, CAS101" in wrong.message


def test_an_end_whose_beginning_does_not_hold_is_not_told_twice() -> None:
    text = f"%% content-guard: disable HED101\n{HEADLINE}\n\n%% content-guard: enable HED101\n{BODY}"
    assert codes(check(text, "text").findings) == ["SUP001", "HED101"]


def test_of_two_that_say_the_same_one_is_unused() -> None:
    text = f"%% content-guard: disable-file HED101 -- một\n%% content-guard: disable-next-line HED -- hai\n{HEADLINE}"
    report = check(text, "text")
    assert [f.line for f in report.findings if f.code == "SUP003"] == [1]
    assert [f.reason for f in report.suppressed] == ["hai"]


def test_rules_that_are_off_tell_nothing_of_their_comments() -> None:
    text = f"%% content-guard: disable-file HED101, VAC -- lý do\n{HEADLINE}"
    for options in ({"ignore": ["HED"]}, {"ignore": ["HED101"]}, {"select": ["CAS", "SUP"]}):
        named = "".join(f.message for f in Guard(**options).check_text(text).findings)
        assert "HED" not in named
        assert ("VAC" in named) == ("select" not in options)


def test_a_threshold_for_showing_makes_no_comment_unused() -> None:
    report = Guard(min_score=0.99).check_text(f"%% {DIRECTIVE}\n{HEADLINE}")
    assert (report.findings, report.suppressed, report.score) == ((), (), 0.0)


def test_findings_about_comments_can_be_switched_off() -> None:
    text = f"%% content-guard: disable-file CAS -- lý do\n{HEADLINE}"
    assert codes(Guard(ignore=["SUP"]).check_text(text).findings) == ["HED101"]
    assert codes(Guard(ignore=["SUP003"]).check_text(text).findings) == ["HED101"]
    assert codes(Guard(select=["HED"]).check_text(text).findings) == ["HED101"]
    assert codes(Guard(select=["SUP", "CAS"]).check_text(text).findings) == ["SUP003"]
    assert codes(Guard(ignore=["SUP"]).check_text(f"%% {DIRECTIVE}\n{HEADLINE}").suppressed) == ["HED101"]


def test_a_comment_expires_after_its_day() -> None:
    text = f"%% {DIRECTIVE} until 2026-12-31\n{HEADLINE}"
    on, after = (Guard(today=day).check_text(text) for day in (date(2026, 12, 31), date(2027, 1, 1)))
    assert (codes(on.findings), codes(on.suppressed)) == ([], ["HED101"])
    assert (codes(after.findings), codes(after.suppressed)) == (["SUP004", "HED101"], [])
    assert on.suppressed[0].reason == "trích nguyên văn"


@pytest.mark.parametrize("code", NOTICES)
def test_both_languages_say_it_and_the_fingerprint_stays(code: str) -> None:
    text = (
        "%% content-guard: disable VAC\n%% content-guard: disable XYZ -- a\n%% content-guard: disable CAS -- a\n"
        f"%% content-guard: disable HED -- a until 2020-01-01\n%% content-guard: d\n{HEADLINE}"
    )
    vi, en = (next(f for f in guard(lang).check_text(text).findings if f.code == code) for lang in ("vi", "en"))
    moved = next(f for f in check(f"{BODY}\n\n{text}", "text").findings if f.code == code)
    assert vi.fingerprint == en.fingerprint == moved.fingerprint
    assert vi.message != en.message
    assert len(vi.advice) == len(en.advice) > 0
    assert vi.score == prod(s.effect for s in vi.because) / (1 + prod(s.effect for s in vi.because))
    assert guard().pack.clauses[vi.clause].text != guard("en").pack.clauses[en.clause].text
    json.loads(json.dumps(vi.to_dict(), allow_nan=False))


def test_a_pack_cannot_take_the_name(tmp_path: Path) -> None:
    (tmp_path / "pack.yml").write_text(
        "id: a\ntitle: {vi: a, en: a}\nissuer: a\ndate: a\nfamilies:\n  SUP: {letter: S, title: {vi: a, en: a}}\n"
        "clauses: {a: {text: a, source: practice, where: a}}\n",
        encoding="utf-8",
    )
    with pytest.raises(RuleError, match=r"pack\.yml:6:8 families: expected another name"):
        Guard(packs=[str(tmp_path)])


# Over whole drafts.

DRAFTS = {
    p.name: (p.read_text(encoding="utf-8"), ENDINGS[p.suffix]) for p in sorted((ROOT / "corpora" / "drafts").iterdir())
}
COMMENTED = sorted(name for name, (_, format) in DRAFTS.items() if format != "json")


def marked(directive: str, format: str, *, in_front: bool = False) -> str:
    return f"# {directive}" if in_front else f"%% {directive}" if format == "text" else f"<!-- {directive} -->"


def front_of(lines: list[str]) -> int:
    """How many lines the front matter has."""
    return lines.index("---", 1) + 1 if lines[0] == "---" else 0


def inserted(text: str, format: str, directive: str, before: int) -> str:
    """The text with a directive on a line of its own before line number ``before`` (from 0)."""
    lines = text.split("\n")
    in_front = 0 < before < front_of(lines)
    return "\n".join([*lines[:before], marked(directive, format, in_front=in_front), *lines[before:]])


def wrapped(text: str, choose: random.Random) -> str:
    """The same draft with lines broken here and there, within paragraphs."""
    lines = text.split("\n")
    front = front_of(lines)
    for n, line in enumerate(lines):
        if n >= front and line[:1].isalpha() and n > 0 and not lines[n - 1]:
            lines[n] = "\n".join(broken(line, choose))
    return "\n".join(lines)


def broken(line: str, choose: random.Random) -> Iterator[str]:
    start = 0
    for at, (one, other) in enumerate(pairwise(line)):
        if one == " " and other.isalpha() and choose.random() < 0.1:
            yield line[start:at]
            start = at + 1
    yield line[start:]


def same(finding: Finding) -> tuple[object, ...]:
    """What a comment elsewhere leaves as it is."""
    return finding.code, finding.score, finding.part, finding.fingerprint, finding.words, finding.also


@given(st.sampled_from(COMMENTED), st.integers(0, 2**32), st.sampled_from([v for v in VERBS if v != "enable"]))
def test_a_comment_for_rules_that_do_not_fire_changes_nothing_else(name: str, seed: int, verb: str) -> None:
    choose = random.Random(seed)
    text, format = DRAFTS[name]
    text = wrapped(text, choose) if choose.random() < 0.5 else text
    plain = check(text, format)
    if not plain.stats.get("scans"):
        return
    fired = {code for f in plain.findings for code in (f.code, *f.also)}
    idle = [r.code for r in guard().rules if r.code not in fired]
    idle += [
        f for f in guard().pack.families if any(c.startswith(f) for c in idle) and not any(c[:3] == f for c in fired)
    ]
    directive = f"content-guard: {verb} {', '.join(choose.sample(idle, choose.randint(1, 3)))} -- lý do"
    lines = text.split("\n")
    before = choose.choice([n for n in range(len(lines) + 1) if n != 0 or not front_of(lines)])
    report = check(inserted(text, format, directive, before), format)
    about = [f for f in report.findings if f.family == "SUP"]
    assert codes(tuple(about)) == ["SUP003"]
    assert [same(f) for f in report.findings if f.family != "SUP"] == [same(f) for f in plain.findings]
    assert (report.score, report.families, report.suppressed) == (plain.score, plain.families, ())


def findings() -> list[tuple[str, Finding]]:
    return [(name, finding) for name in COMMENTED for finding in check(*DRAFTS[name]).findings]


@pytest.mark.parametrize(("name", "finding"), [pytest.param(n, f, id=f"{n}-{f.code}-{f.line}") for n, f in findings()])
@pytest.mark.parametrize("by", ["code", "family"])
def test_every_finding_can_be_suppressed_on_the_line_above(name: str, finding: Finding, by: str) -> None:
    text, format = DRAFTS[name]
    directive = f"content-guard: disable-next-line {getattr(finding, by)} -- đã xem"
    report = check(inserted(text, format, directive, finding.line - 1), format)
    (hidden,) = [f for f in report.suppressed if f.fingerprint == finding.fingerprint]
    assert (hidden.code, hidden.reason, hidden.line) == (finding.code, "đã xem", finding.line + 1)
    assert finding.fingerprint not in {f.fingerprint for f in report.findings}
    assert not any(f.family == "SUP" for f in report.findings)
    assert report.score <= check(text, format).score


def test_there_are_findings_to_suppress() -> None:
    """Guards the property above."""
    assert len(findings()) >= 10
    assert {ENDINGS[Path(name).suffix] for name, _ in findings()} == {"markdown", "text"}


FRAGMENTS = [
    *(f"content-guard: {verb} " for verb in VERBS),
    *(
        "HED101",
        "VAC",
        "XYZ",
        ", ",
        " -- ",
        "lý do",
        " until ",
        "2026-01-01",
        "\n",
        "\r",
        "\r\n",
        "\n\n",
        "%% ",
        "<!--",
    ),
    *("-->", "{/*", "*/}", "# ", "> ", "- ", "`", "```\n", "---\n", "title: ", "<div>\n", CULPRIT, HEADLINE, "\u2028"),
]


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=60).map("".join), st.sampled_from(["text", "markdown"]))
def test_any_text_gives_a_report(text: str, format: str) -> None:
    for comment in read_text(text, format).comments:
        assert text[slice(*comment.span)] == comment.text != ""
    report = check(text, format)
    for finding in (*report.findings, *report.suppressed):
        assert text[slice(*finding.span)] == finding.text
    assert all(f.reason for f in report.suppressed)
    assert "SUP" not in report.families
    assert pickle.loads(pickle.dumps(report)) == report
    json.loads(report.to_json())


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=60).map("".join))
def test_a_plain_text_is_read_as_if_its_comments_were_not_there(text: str) -> None:
    kept = [line for line in text.splitlines(keepends=True) if not line.startswith("%% ")]
    if "\u2028" not in text:
        assert seen(read_text(text, "text")) == seen(read_text("".join(kept), "text"))


def test_drafts_with_comments_go_to_other_processes(tmp_path: Path) -> None:
    for n in range(3):
        (tmp_path / f"{n}.txt").write_text(f"%% {DIRECTIVE} until 2026-06-30\n{HEADLINE}", encoding="utf-8")
    files = sorted(tmp_path.iterdir())
    assert list(guard().check_many(files, processes=2)) == list(guard().check_many(files))


# On the command line.


@pytest.fixture
def draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "a.txt"
    file.write_text(f"%% {DIRECTIVE} until 9999-12-31\n{HEADLINE}\n\n{BODY}\n", encoding="utf-8")
    return file


def test_the_exit_code_counts_what_is_shown(draft: Path) -> None:
    assert main(["check", "a.txt", "--fail-on", "info"]) == 0
    draft.write_text(f"%% {DIRECTIVE}\n{BODY}", encoding="utf-8")
    assert main(["check", "a.txt", "--fail-on", "warning"]) == 1
    assert main(["check", "a.txt", "--fail-on", "error"]) == 0
    assert main(["check", "a.txt", "--fail-on", "warning", "--ignore", "SUP"]) == 0


def test_the_text_report_tells_how_many_and_which(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "a.txt", "--lang", "en"])
    assert capsys.readouterr().out == "1 draft, 0 findings, 1 suppressed.\n"
    main(["check", "a.txt", "--verbose", "--lang", "en"])
    assert "a.txt:2:1  HED101 suppressed at “Kinh hoàng”: trích nguyên văn\n" in capsys.readouterr().out
    main(["check", "a.txt"])
    assert capsys.readouterr().out == "1 bản thảo, 0 điều nên xem lại, 1 điều bỏ qua có lý do.\n"


def test_the_json_report_holds_what_is_suppressed(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "a.txt", "--format", "json"])
    report = json.loads(capsys.readouterr().out)
    (hidden,) = report["drafts"][0]["suppressed"]
    assert (hidden["code"], hidden["line"], hidden["reason"]) == ("HED101", 2, "trích nguyên văn")
    assert report["summary"]["findings"] == 0


def test_findings_about_comments_are_shown_and_explained(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft.write_text(f"%% {DIRECTIVE}\n{BODY}", encoding="utf-8")
    main(["check", "a.txt", "--verbose"])
    shown = capsys.readouterr().out
    assert shown.startswith(f"a.txt:1:4  SUP003 nên xem  thân bài, điểm 1,00\n  %% {DIRECTIVE}\n")
    assert "∞ (SUP003) = ∞ → 1,00" in shown
    main(["rules", "--lang", "en"])
    assert "  SUP003  warning" in capsys.readouterr().out
    main(["rule", "sup003"])
    assert "\n\nQuy ước của content-guard (thông lệ)\n" in capsys.readouterr().out


def test_the_page_names_every_form_and_code() -> None:
    page = (ROOT / "docs" / "suppressions.md").read_text(encoding="utf-8")
    for word in (*VERBS, *NOTICES, *(notice(code, "en").name for code in NOTICES)):
        assert word in page
