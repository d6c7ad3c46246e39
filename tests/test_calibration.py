"""Calibration, ``evaluate --fit`` and the page, by hand on tiny corpora and a tiny pack."""

from __future__ import annotations

import itertools
import json
import random
import re
from dataclasses import replace
from html.parser import HTMLParser
from math import exp, log
from pathlib import Path

import pytest

from content_guard import Draft, Guard, RuleError, check
from content_guard.entrances.cli import main
from content_guard.evaluate import Item, Judge, Weights, calibrate, listen, part_of, prevalence_of, read_corpus
from content_guard.evaluate.calibration import Judged, wilson
from content_guard.evaluate.fit.apply import applied
from content_guard.evaluate.fit.solve import Hold, Parameter, Row, Terms, solve
from content_guard.packs.rewrite import Change, rewritten
from content_guard.packs.yaml import Source

GROUPS = {part: [g for g in map(str, range(400)) if part_of(g) == part] for part in ("dev", "test")}

PACK = """\
id: tiny
title: {vi: Nhỏ, en: Tiny}
issuer: x
date: 01/01/2022
families: {TST: {letter: T, title: {vi: Thử, en: Trial}}}
clauses: {manner: {text: Viết rõ, source: practice, where: Sổ tay}}
"""
RULES = """\
# Rules about noise.
signals:
  told:  # somebody says so
    says: {vi: có người nói, en: told by somebody}
    phrases: [ông nói]
    factor: 0.5   # half
rules:
  - code: TST101
    name: loud
    clause: manner
    severity: info
    kind: phrase
    phrases: [ầm ĩ]
    score: 0.6     # a guess; "0.6" of 1
    weaken: [told]
    message: {vi: 'Từ “{words}”', en: '“{words}”'}
    advice: {vi: [Tả], en: [Tell]}
    why: {vi: Rõ, en: Clear}
    bad: ['Họp chợ [ầm ĩ] cả đêm', 'Chợ đêm [ầm ĩ]']
    good: [Họp chợ cả đêm, Chợ đông]
  - code: TST102
    name: rowdy
    clause: manner
    severity: info
    kind: phrase
    phrases: [om sòm]
    score: '0.7'
    weaken: {told: 0.4}   # this one less
    message: {vi: 'Từ “{words}”', en: '“{words}”'}
    advice: {vi: [Tả], en: [Tell]}
    why: {vi: Rõ, en: Clear}
    bad: ['Họp chợ [om sòm] cả đêm', 'Chợ đêm [om sòm]']
    good: [Họp chợ cả đêm, 'Chợ om sòm, ông nói vậy']
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "tiny"
    folder.mkdir()
    (folder / "pack.yml").write_text(PACK, encoding="utf-8")
    (folder / "tst.yml").write_text(RULES, encoding="utf-8")
    return folder


def draft(id: str, headline: str, evidence: str = "", part: str = "dev", **more: object) -> dict[str, object]:
    """A draft labelled 1 where it has evidence, in a group of its own."""
    number = int(re.sub(r"\D", "", id) or 0)
    labels = {"labels": {"T": int(bool(evidence))}, "evidence": {"T": [evidence]} if evidence else {}}
    return {"id": id, "group": GROUPS[part][number], "headline": headline, **labels, **more}


def corpus(folder: Path, *records: dict[str, object], name: str = "corpus.jsonl") -> Path:
    file = folder / name
    file.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records), encoding="utf-8")
    return file


def items(file: Path) -> tuple[Item, ...]:
    return tuple(item for item in read_corpus(file) if isinstance(item, Item))


# Arithmetic.


def test_weights_give_each_family_its_prevalence(tmp_path: Path) -> None:
    """Of ten drafts two are flags: 5 % of ten is 0.5, a quarter each; the other 9.5 are shared by eight."""
    records = [draft(f"d{n}", "Chợ đêm ầm ĩ", "ầm ĩ" if n < 2 else "") for n in range(10)]
    passed = {"id": "guard", "headline": "Chợ đêm ầm ĩ"}
    drafts = items(corpus(tmp_path, *records, passed))
    weights = Weights(drafts, {"T": 0.05})
    assert weights.of("T", drafts[0]) == pytest.approx(0.25)
    assert weights.of("T", drafts[9]) == pytest.approx(9.5 / 8)
    assert sum(weights.of("T", d) for d in drafts[:10]) == pytest.approx(10)


def test_the_prevalence_is_the_packs_unless_it_is_stated(pack: Path) -> None:
    guard = Guard([str(pack)])
    assert prevalence_of(guard.pack) == {"T": 0.05}
    assert prevalence_of(guard.pack, 0.2) == {"T": 0.2}


def judged(*told: tuple[float, bool, float]) -> list[Judged]:
    """Findings of given scores, right or not, with weights; each in a group of its own."""
    finding = check("Kinh hoàng: chết hàng loạt sau tiêm vắc xin!").findings[0]
    item = Item("x", "g", Draft("Tin"), {"H": True}, {})
    return [
        Judged(replace(finding, score=score), replace(item, group=str(n)), right, weight)
        for n, (score, right, weight) in enumerate(told)
    ]


def test_calibration_by_hand() -> None:
    found = calibrate(judged((0.1, False, 1), (0.3, False, 3), (0.5, True, 1), (0.7, False, 1), (0.9, True, 4)))
    assert found is not None
    assert [b.count for b in found.bins] == [1] * 5
    assert found.right == pytest.approx(5 / 10)
    assert found.score == pytest.approx((0.1 + 0.9 + 0.5 + 0.7 + 3.6) / 10)
    assert found.error == pytest.approx((0.1 + 3 * 0.3 + 0.5 + 0.7 + 4 * 0.1) / 10)
    assert found.brier == pytest.approx((0.01 + 3 * 0.09 + 0.25 + 0.49 + 4 * 0.01) / 10)
    assert found.constant == pytest.approx(0.25)


def test_bins_hold_equal_counts_and_weigh_by_their_findings() -> None:
    found = calibrate(judged(*((n / 100, n % 2 == 0, 1.0 + n) for n in range(1, 13))))
    assert found is not None
    assert sorted(b.count for b in found.bins) == [2, 2, 2, 3, 3]
    assert sum(b.weight for b in found.bins) == pytest.approx(1)
    assert [b.low for b in found.bins] == sorted(b.low for b in found.bins)


def test_the_order_of_equal_scores_changes_nothing() -> None:
    told = judged(*((0.6, right, 1.0) for right in (True, True, True, False, False, False, True)), (0.7, True, 1.0))
    expected = calibrate(told)
    chance = random.Random(1)
    for _ in range(5):
        chance.shuffle(told)
        found = calibrate(told)
        assert found is not None
        assert expected is not None
        assert found.error == pytest.approx(expected.error)
        assert [b.right.value for b in found.bins] == pytest.approx([b.right.value for b in expected.bins])


def test_what_is_certain_and_right_is_perfect_and_nothing_is_nothing() -> None:
    found = calibrate(judged((1.0, True, 2.0), (0.0, False, 1.0)))
    assert found is not None
    assert (found.error, found.brier) == (0, 0)
    assert calibrate([]) is None


def test_wilsons_interval_is_the_textbooks() -> None:
    found = wilson(0.8, 10)
    assert (found.low, found.high) == (pytest.approx(0.490, abs=5e-4), pytest.approx(0.943, abs=5e-4))


def test_a_curve_counts_drafts_caught_and_findings_right(pack: Path, tmp_path: Path) -> None:
    drafts = items(
        corpus(
            tmp_path,
            draft("d0", "Chợ đêm ầm ĩ", "ầm ĩ"),
            draft("d1", "Chợ đêm om sòm", "om sòm"),
            draft("d2", "Chợ đêm om sòm quá"),
            draft("d3", "Chợ đêm ầm ĩ, ông nói vậy"),
        )
    )
    guard = Guard([str(pack)])
    judge = Judge(guard, drafts, {"T": 0.5})
    points = {round(p.threshold, 2): p for p in judge.curve(listen(guard, drafts), "TST")}
    assert (points[0.4].precision, points[0.4].recall) == (0.5, 1)  # 0.6 × 0.5 in odds is 0.43: heard here
    assert (points[0.5].precision, points[0.5].recall) == (pytest.approx(2 / 3), 1)
    assert (points[0.65].precision, points[0.65].recall) == (0.5, 0.5)
    assert points[0.95].precision is None


# The regression.


def test_the_solution_has_no_slope() -> None:
    """One rule: the derivative of the loss, by hand, is nought at the answer."""
    parameters = {"a": Parameter(0.0, 0.5, -5, 5)}
    rows = [Row(Terms(0, (("a", 1.0),)), right, weight) for right, weight in ((True, 3.0), (True, 2.0), (False, 1.0))]
    value = solve(parameters, rows)["a"]
    assert value > 0
    assert 5 - 6 / (1 + exp(-value)) - value / 0.5**2 == pytest.approx(0, abs=1e-5)


def test_what_no_row_speaks_of_or_would_hardly_move_stays() -> None:
    parameters = {"a": Parameter(0.0, 0.5, -5, 5), "b": Parameter(0.3, 0.5, -5, 5), "c": Parameter(0.4, 0.5, -5, 5)}
    balanced = [Row(Terms(0, (("c", 1.0),)), right, 1.0) for right in (True, True, True, False, False)]
    rows = [*balanced, *(Row(Terms(0, (("a", 1.0),)), True, 1.0) for _ in range(3))]
    values = solve(parameters, rows)
    assert values["a"] > 0
    assert (values["b"], values["c"]) == (0.3, 0.4)


def test_holds_are_kept_and_bounds_too() -> None:
    """Many rights would lift a rule; a match of it, weakened, must stay below."""
    parameters = {"a": Parameter(0.4, 0.5, -4.6, 4.6), "s": Parameter(1.0, 0.25, 0.1, 3)}
    weakened = Terms(0, (("a", 1.0), ("s", log(0.5))))
    rows = [Row(Terms(0, (("a", 1.0),)), True, 1.0)] * 200 + [Row(weakened, True, 1.0)] * 20
    free, held = solve(parameters, rows), solve(parameters, rows, [Hold(weakened, False, "x")])
    assert weakened.at(free) > 0
    assert weakened.at(held) <= -0.0999
    assert 0.4 < held["a"] < free["a"] <= 4.6
    wrong = [Row(Terms(0, (("a", 1.0),)), False, 1.0)] * 50
    assert solve(parameters, wrong)["a"] < 0
    assert solve(parameters, wrong, [Hold(Terms(0, (("a", 1.0),)), True, "x")])["a"] == pytest.approx(0)


# Fitting a pack.


def lesson(folder: Path, *more: dict[str, object]) -> Path:
    """Forty drafts: TST101 is right in all it meets, TST102 in a quarter; and some of the test part."""
    loud = [draft(f"d{n}", f"Chợ {n} đêm ầm ĩ", "ầm ĩ") for n in range(20)]
    rowdy = [draft(f"d{n}", f"Chợ {n} đêm om sòm", "om sòm" if n % 4 == 0 else "") for n in range(20, 40)]
    unseen = [draft(f"t{n}", f"Phố {n} ầm ĩ", "ầm ĩ" if n % 2 else "", "test") for n in range(10)]
    return corpus(folder, *loud, *rowdy, *unseen, *more)


def fit(pack: Path, lessons: Path, *more: str) -> int:
    """At a prevalence near the corpus's own, so that its few flags count."""
    return main(["evaluate", str(lessons), "--pack", str(pack), "--fit", "--prevalence", "0.5", *more])


def numbers(pack: Path) -> tuple[float, float]:
    return tuple(rule.score for rule in Guard([str(pack)]).rules)  # type: ignore[return-value]


def test_a_fit_changes_numbers_and_nothing_else(pack: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert fit(pack, lesson(tmp_path)) == 0
    told = capsys.readouterr().out
    text = (pack / "tst.yml").read_text(encoding="utf-8")
    number = re.compile(r"\b0\.\d+")
    assert text != RULES
    assert number.sub("N", text) == number.sub("N", RULES)
    assert text.count('# a guess; "0.6" of 1') == 1
    loud, rowdy = numbers(pack)
    assert loud > 0.6
    assert 0.5 <= rowdy < 0.7
    assert f"tst.yml:14:12 TST101 score: 0.6 -> {loud:g}" in told
    assert re.search(r"^dev  before .*\ndev  after .*\ntest before", told, re.MULTILINE)


def test_a_fit_is_the_same_each_time_and_a_second_one_changes_nothing(pack: Path, tmp_path: Path) -> None:
    lessons = lesson(tmp_path)
    fit(pack, lessons)
    files = {file: file.read_bytes() for file in pack.iterdir()}
    fit(pack, lessons)
    assert {file: file.read_bytes() for file in pack.iterdir()} == files
    (pack / "tst.yml").write_text(RULES, encoding="utf-8")
    (pack / "fitted.json").unlink()
    fit(pack, lessons)
    assert {file: file.read_bytes() for file in pack.iterdir()} == files


def test_the_record_tells_what_was_written_and_an_authors_change_counts_anew(pack: Path, tmp_path: Path) -> None:
    lessons = lesson(tmp_path)
    fit(pack, lessons)
    record = json.loads((pack / "fitted.json").read_text(encoding="utf-8"))
    loud, _ = numbers(pack)
    assert record["numbers"]["TST101 score"] == {"written": 0.6, "fitted": loud}
    assert record["figures"]["after"]["dev"]["error"] < record["figures"]["before"]["dev"]["error"]
    assert record["digest"]["after"] == Guard([str(pack)]).pack.digest
    file = pack / "tst.yml"
    file.write_text(file.read_text(encoding="utf-8").replace(f"score: {loud:g} ", "score: 0.75 "), encoding="utf-8")
    fit(pack, lessons)
    again = json.loads((pack / "fitted.json").read_text(encoding="utf-8"))["numbers"]["TST101 score"]
    assert again["written"] == 0.75
    assert again["fitted"] > loud


def test_examples_hold_a_rule_up_and_that_is_told(
    pack: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """TST102 is wrong nearly always; its own bad examples keep it at a half."""
    wrong = [draft(f"d{n}", f"Chợ {n} đêm om sòm") for n in range(60)]
    right = draft("d70", "Chợ đêm ầm ĩ", "ầm ĩ")
    fit(pack, corpus(tmp_path, right, *wrong))
    told = capsys.readouterr().out
    assert numbers(pack)[1] == 0.5
    assert re.search(
        r"TST102: 60 matches would have it at 0\.[0-4]\d; held at 0\.50 by .*tst\.yml:\d+ TST102 bad", told
    )
    assert "preview: true" in told


def test_a_draft_without_labels_must_pass_and_holds_a_rule_down(pack: Path, tmp_path: Path) -> None:
    sober = {"id": "sober", "headline": "Chợ đêm ầm ĩ, ông nói vậy"}
    lessons = lesson(tmp_path)
    fit(pack, lessons)
    guard = Guard([str(pack)])
    assert guard.check(Draft("Chợ đêm ầm ĩ, ông nói vậy")).findings, "else the draft would hold nothing"
    (pack / "tst.yml").write_text(RULES, encoding="utf-8")
    (pack / "fitted.json").unlink()
    fit(pack, lesson(tmp_path, sober))
    held = Guard([str(pack)])
    assert not held.check(Draft("Chợ đêm ầm ĩ, ông nói vậy")).findings
    assert 0.6 < held.rules[0].score <= guard.rules[0].score


@pytest.mark.parametrize("options", [(), ("--keep-shown",)])
def test_what_is_shown_may_be_kept_while_scores_move(pack: Path, tmp_path: Path, options: tuple[str, ...]) -> None:
    """A source weakens the rule below a half; without the option its other findings would lift it over that."""
    weakened = draft("d80", "Chợ đêm ầm ĩ, ông nói vậy", "ầm ĩ")
    assert not Guard([str(pack)]).check(Draft(str(weakened["headline"]))).findings
    fit(pack, lesson(tmp_path, weakened), *options)
    guard = Guard([str(pack)])
    assert bool(guard.check(Draft(str(weakened["headline"]))).findings) == (not options)
    assert guard.rules[0].score > 0.6


def test_what_a_pack_extends_is_left_alone(pack: Path, tmp_path: Path) -> None:
    top = tmp_path / "top"
    top.mkdir()
    (top / "pack.yml").write_text(
        "id: top\ntitle: {vi: Trên, en: Top}\nissuer: x\ndate: 01/01/2022\nextends: [../tiny]\n"
        "override:\n  TST101: {score: 0.65} # ours\n",
        encoding="utf-8",
    )
    before = (pack / "tst.yml").read_bytes()
    fit(top, lesson(tmp_path))
    assert (pack / "tst.yml").read_bytes() == before
    written = (top / "pack.yml").read_text(encoding="utf-8")
    assert "0.65" not in written
    assert re.search(r"TST101: \{score: 0\.[7-9]\d?\} # ours", written)


def test_files_are_put_back_when_something_fails(pack: Path) -> None:
    new, old = pack / "new.yml", pack / "tst.yml"
    with pytest.raises(FileNotFoundError), applied({old: "x", new: "y"}):
        (pack / old.read_text(encoding="utf-8") / new.read_text(encoding="utf-8")).read_text(encoding="utf-8")
    assert old.read_text(encoding="utf-8") == RULES
    assert not new.exists()


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [
        ("a: 0.5 # so\nb: 0.5\n", ("b",), "a: 0.5 # so\nb: 0.25\n"),
        ("a: {b: 0.5, c: 0.5}  # two\n", ("a", "c"), "a: {b: 0.5, c: 0.25}  # two\n"),
        ("a:\n  - {b: '0.5'}\n", ("a", 0, "b"), "a:\n  - {b: '0.25'}\n"),
        ("ầm ĩ: chợ\nb: [x, 0.5]\n", ("b", 1), "ầm ĩ: chợ\nb: [x, 0.25]\n"),
    ],
)
def test_a_number_is_changed_where_it_stands(
    text: str, path: tuple[str | int, ...], expected: str, newline: str, tmp_path: Path
) -> None:
    file = tmp_path / "x.yml"
    file.write_bytes(text.replace("\n", newline).encode())
    assert rewritten(Source(file, "x.yml"), [Change(path, "0.25")]) == expected.replace("\n", newline)


def test_a_file_that_changed_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    file = tmp_path / "x.yml"
    file.write_text("a: 0.5\n", encoding="utf-8")
    source = Source(file, "x.yml")
    file.write_text("# new\na: 0.5\n", encoding="utf-8")
    with pytest.raises(RuleError, match=r"x\.yml:1:4 expected '0.5' to stand here"):
        rewritten(source, [Change(("a",), "0.25")])


# The command.


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (["--fit"], "There is nothing to fit to"),
        (["--prevalence", "5"], "expected a number between 0 and 1"),
        (["-o", "nowhere/page.html"], "nowhere/page.html: cannot be written"),
        (["corpus.jsonl"], "expected ids of its own; 't1' is also in corpus.jsonl"),
        (["sentences.jsonl"], "Drafts and marked sentences are measured apart"),
    ],
)
def test_what_cannot_be_done_is_told(
    more: list[str],
    told: str,
    pack: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    corpus(tmp_path, draft("t1", "Chợ đêm ầm ĩ", "ầm ĩ", "test"))
    corpus(tmp_path, {"id": "s", "text": "Chợ [ầm ĩ].", "labels": {"told": 0}}, name="sentences.jsonl")
    try:
        code = main(["evaluate", "corpus.jsonl", *more, "--pack", str(pack)])
    except SystemExit as stop:
        code = int(stop.code or 0)
    assert code == 2
    assert told in capsys.readouterr().err


def test_a_record_that_is_none_is_told(pack: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (pack / "fitted.json").write_text("[]", encoding="utf-8")
    assert main(["evaluate", str(lesson(tmp_path)), "--pack", str(pack), "--fit"]) == 2
    assert "expected the record of a fit" in capsys.readouterr().err


def test_json_holds_calibration_and_curves(pack: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["evaluate", str(lesson(tmp_path)), "--pack", str(pack), "--format", "json", "--prevalence", "0.1"])
    value = json.loads(capsys.readouterr().out)["calibration"]
    assert value["prevalence"] == {"T": 0.1}
    assert value["whole"]["count"] == 50
    assert len(value["whole"]["bins"]) == 5
    recalls = [point["recall"] for point in value["curves"]["TST"]]
    assert all(a >= b for a, b in itertools.pairwise(recalls))


class Balance(HTMLParser):
    """What is open at the end of a page, and whatever it would load."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.loads: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.loads += [f"{tag} {name}" for name, _ in attrs if name in ("src", "href", "srcset", "action")]
        if tag not in ("meta", "br", "link"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_page_is_whole_needs_nothing_and_tells_no_test_draft(lang: str, pack: Path, tmp_path: Path) -> None:
    secret = draft("t90", "Phố <bí mật> om sòm", part="test")
    missed = draft("d91", "Làng <ồn> & vui", "ồn")
    missed_secret = draft("t92", "Làng bí mật ồn", "ồn", "test")
    file = tmp_path / "page.html"
    arguments = ["--pack", str(pack), "--format", "html", "--lang", lang, "-o", str(file)]
    assert main(["evaluate", str(lesson(tmp_path, secret, missed, missed_secret)), *arguments]) == 0
    text = file.read_text(encoding="utf-8")
    page = Balance()
    page.feed(text)
    assert (page.open, page.loads) == ([], [])
    assert not re.search(r"url\(|@import|https?:", text)
    assert "<mark>ồn</mark>&gt; &amp; vui" in text
    assert "đêm <mark>om sòm</mark>" in text
    assert not re.search(r"bí mật|\bt\d+\b", text)
    assert text.count("<circle") == 5
    assert text.count("<polyline") == 3


def test_wrong_items_of_test_are_in_no_listing(pack: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fit(pack, lesson(tmp_path), "--show")
    told = capsys.readouterr().out
    assert "d21 wrong" in told
    assert not re.search(r"\bt\d+\b|Phố", told)
