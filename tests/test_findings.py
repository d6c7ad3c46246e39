"""Findings over any text: the same on the same visible characters, exactly placed, total, linear."""

from __future__ import annotations

import random
import re
import unicodedata
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_guard import Draft, Finding, Guard, Report, check
from content_guard.prove import draft_of
from content_guard.text.view import clean, fold


@cache
def guard() -> Guard:
    return Guard()


@cache
def examples() -> list[Draft]:
    """Every example of every rule: short texts with something to find, or nearly so."""
    written = guard().pack.written.values()
    return [draft_of(example)[0] for rule in written for example in (*rule.bad, *rule.good)]


NEUTRAL = [
    "Sáng 5/9, Trung tâm Y tế thành phố tổ chức tiêm vắc xin cho 1.200 người.",
    "Bà con hòa thuận, thủy điện vẫn chạy, quả xoài chín vàng.",
    "“Chúng tôi sẽ cố gắng”, bác sĩ Lò Văn Phương nói.",
    "Điểm tiêm đặt tại trường… và nhà văn hóa.",
]


def texts() -> st.SearchStrategy[Draft]:
    """A draft of two examples and neutral sentences, in a drawn order."""

    def drawn(seed: int) -> Draft:
        choose = random.Random(seed)
        one, two = choose.sample(examples(), 2)
        sentences = [*NEUTRAL, *filter(None, one.source.split("\n\n")[1:]), two.source]
        choose.shuffle(sentences)
        body = " ".join(sentences[:3]) + "\n\n" + " ".join(sentences[3:])
        return Draft(one.source.split("\n\n")[0], sentences[0], body)

    return st.integers(0, 2**32).map(drawn)


def same(finding: Finding) -> tuple[object, ...]:
    """What must not change with the spelling of the same visible characters."""
    return (
        finding.code,
        finding.part,
        fold(clean(finding.words)),
        round(finding.score, 9),
        finding.fingerprint,
        finding.also,
    )


def fields(draft: Draft) -> dict[str, str]:
    return {name: draft.source[slice(*span)] for name, span in draft.fields}


OLD = {
    "oà": "òa",
    "oá": "óa",
    "oả": "ỏa",
    "oã": "õa",
    "oạ": "ọa",
    "oè": "òe",
    "oé": "óe",
    "oẻ": "ỏe",
    "oẽ": "õe",
    "oẹ": "ọe",
}
OLD |= {"uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy"}
NEW_PLACE = re.compile(rf"(?<![qQ])(?:{'|'.join(OLD)})(?![^\W\d_])")
OLD_PLACE = re.compile(rf"(?<![qQ])(?:{'|'.join(OLD.values())})(?![^\W\d_])")


def some(choose: random.Random, text: str, what: str, by: list[str]) -> str:
    """Replace some occurrences."""
    return re.sub(what, lambda m: choose.choice(by) if choose.random() < 0.5 else m[0], text)


CHANGES = {
    "NFD": lambda text, _: unicodedata.normalize("NFD", text),
    "new tone placement": lambda text, _: OLD_PLACE.sub(lambda m: {v: k for k, v in OLD.items()}[m[0]], text),
    "old tone placement": lambda text, _: NEW_PLACE.sub(lambda m: OLD[m[0]], text),
    "spaces": lambda text, choose: some(choose, text, r"(?<=\S) (?=\S)", ["\u00a0", "  ", "\t", "\u2009", "\u202f"]),
    "line breaks": lambda text, choose: some(choose, text, r"(?<=\S) (?=\S)", ["\n", "\r\n", " \n"]),
    "zero width": lambda text, choose: some(
        choose, text, r"(?<=\w)(?=\w)", ["\u200b", "\u200c", "\ufeff", "\u00ad", "\u2060"]
    ),
    "quotes": lambda text, choose: some(choose, text, '[“”"]', ["“", "”", '"', "«", "»"]),
    "dots": lambda text, _: text.replace("…", "..."),
    "đ": lambda text, _: text.replace("đ", "ð"),
}


@pytest.mark.parametrize("change", CHANGES)
@given(draft=texts(), seed=st.integers(0, 1000))
def test_the_same_visible_characters_give_the_same_findings(change: str, draft: Draft, seed: int) -> None:
    choose = random.Random(seed)
    changed = Draft(**{name: CHANGES[change](text, choose) for name, text in fields(draft).items()})
    expected, found = guard().check(draft), guard().check(changed)
    assert [same(f) for f in found.findings] == [same(f) for f in expected.findings]
    assert found.score == pytest.approx(expected.score)


def test_the_drawn_drafts_have_findings_to_compare() -> None:
    """Guards the property above: it would hold for drafts without findings too."""
    found = [f.code for draft in examples() for f in guard().check(draft).findings]
    assert len(set(found)) >= 20


@given(draft=texts(), seed=st.integers(0, 1000))
def test_inline_markup_changes_no_finding(draft: Draft, seed: int) -> None:
    choose = random.Random(seed)
    plain = "# " + draft.source
    marks = ["**{}**", "*{}*", "[{}](https://example.org/a)", "__{}__", "~~{}~~", "<b>{}</b>"]
    marked = re.sub(
        r"(?<= )\w+(?= )", lambda m: choose.choice(marks).format(m[0]) if choose.random() < 0.4 else m[0], plain
    )
    expected, found = (guard().check_text(text, "markdown") for text in (plain, marked))
    assert [same(f) for f in found.findings] == [same(f) for f in expected.findings]
    assert_placed(marked, found)


def test_words_are_shown_as_they_were_written() -> None:
    report = guard().check_text("# Cả *xóm*  hòa&nbsp;vào **nỗi khiếp\u200b sợ** ở chốt số 3\n", "markdown")
    (finding,) = report.findings
    assert finding.text == "khiếp\u200b sợ"
    assert finding.words == "khiếp sợ"
    assert (
        guard().check(Draft(headline="[ " + unicodedata.normalize("NFD", "tá hòa") + " tá hỏa")).findings[0].words
        == "tá hỏa"
    )


def test_capitals_change_no_finding_of_phrases() -> None:
    headline = "Cả xóm chết lặng khi xe cấp cứu đến giữa đêm"
    for changed in (headline.upper(), headline.title()):
        assert "HED101" in {f.code for f in check(changed).findings}


def assert_placed(source: str, report: Report) -> None:
    lines = re.split(r"(?<=\n)|(?<=\r)(?!\n)", source)
    for finding in report.findings:
        assert source[slice(*finding.span)] == finding.text != ""
        before = "".join(lines[: finding.line - 1]) + lines[finding.line - 1][: finding.column - 1]
        assert len(before) == finding.span.start


@given(draft=texts(), seed=st.integers(0, 1000), change=st.sampled_from(sorted(CHANGES)))
def test_a_finding_is_where_it_says(draft: Draft, seed: int, change: str) -> None:
    changed = Draft(**{name: CHANGES[change](text, random.Random(seed)) for name, text in fields(draft).items()})
    report = guard().check(changed)
    assert_placed(changed.source, report)
    for finding in report.findings:
        assert finding.field is not None
        assert finding.field_span is not None
        assert fields(changed)[finding.field][slice(*finding.field_span)] == finding.text


@given(draft=texts())
def test_the_steps_multiply_out_to_the_score(draft: Draft) -> None:
    for finding in guard().check(draft).findings:
        odds = 1.0
        for step in finding.because:
            odds *= step.effect
        assert finding.score == pytest.approx(odds / (1 + odds), abs=1e-9)


FRAGMENTS = [
    "vắc xin",
    "chết",
    "sau tiêm",
    "!!!",
    "…",
    "\u0301",
    "\u200b",
    '"',
    "? ",
    ". ",
    "\n\n",
    "# ",
    "**",
    "[",
    "](",
    "&#x1F6A8;",
    "🚨",
    "\x00",
    "İ",
    "ẞ",
    "\ud800",
]
anything = st.text() | st.lists(st.sampled_from(FRAGMENTS), max_size=60).map("".join)


@given(text=anything, format=st.sampled_from(["text", "markdown"]))
def test_any_text_gives_a_report(text: str, format: str) -> None:
    report = guard().check_text(text, format)
    assert 0 <= report.score <= 100
    for finding in report.findings:
        assert text[slice(*finding.span)] == finding.text
    report.to_json()


@given(anything, anything, anything)
def test_any_fields_give_a_report(headline: str, lead: str, body: str) -> None:
    check(Draft(headline, lead, body)).to_json()


def work(text: str) -> int:
    stats = guard().check_text(text).stats
    return sum(stats.get(name, 0) for name in ("scans", "sentences", "words", "steps"))


@pytest.mark.parametrize(
    "unit",
    [
        "Hàng loạt người nhập viện sau tiêm vắc xin. ",
        "vắc xin gây chết ",
        "chết sau tiêm, ",
        "không chưa chẳng vắc xin ",
        "Nghe nói… vắc xin khiến! ",
        '"chết" ',
        "Sở Y tế ông Lò Văn A cho biết, ",
        "sốc! bất ngờ? ",
        "đông máu do vắc xin\n\n",
    ],
)
def test_work_grows_with_the_length_of_the_text(unit: str) -> None:
    once, tenfold = work(unit * 60), work(unit * 600)
    assert once > 0
    assert tenfold <= 12 * once + 100
