"""``measure``: hits, density and share against a threshold."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from content_guard import Draft, Guard, Report

LISTS = """
lexicons:
  tears: {phrases: [nước mắt, khóc nức nở]}
  sobs: {phrases: [khóc nức nở giữa sân, nức nở]}
"""
WITH = "Chị kể chuyện trong nước mắt."  # 6 syllables, one hit
WITHOUT = "Trường mở cửa lúc bảy giờ."


def measured(own: Callable[..., Guard], figure: str, at_least: float, *paragraphs: str, more: str = "") -> list[str]:
    guard = own(f"kind: measure\nlists: [tears, sobs]\nfigure: {figure}\nat-least: {at_least}\n{more}", LISTS)
    return words(guard.check(Draft("Chuyện ở trường", body="\n\n".join(paragraphs))))


def words(report: Report) -> list[str]:
    return [f.text for f in report.findings if f.code == "TST101"]


@pytest.mark.parametrize(
    ("figure", "reached", "missed"),
    [("hits", 2, 3), ("density", 9.0, 9.1), ("share", 0.5, 0.51)],  # 2 hits, in 22 syllables, in 2 of 4 paragraphs
)
def test_a_threshold_is_reached_or_not(own: Callable[..., Guard], figure: str, reached: float, missed: float) -> None:
    paragraphs = (WITHOUT, WITH, WITH + " Hết.")
    assert len(measured(own, figure, reached, *paragraphs)) == 1
    assert measured(own, figure, missed, *paragraphs) == []


def test_fewest_hits_must_stand_there_whatever_the_figure(own: Callable[..., Guard]) -> None:
    assert measured(own, "density", 1, WITH, more="fewest: 2") == []
    assert len(measured(own, "density", 1, WITH, WITH, more="fewest: 2")) == 1


def test_it_speaks_once_where_most_hits_stand_from_the_first_to_the_last(own: Callable[..., Guard]) -> None:
    found = measured(own, "hits", 2, WITH, "Có nước mắt, có người khóc nức nở, rồi thôi.", WITH)
    assert found == ["nước mắt, có người khóc nức nở"]


def test_words_that_two_lists_know_count_once(own: Callable[..., Guard]) -> None:
    assert measured(own, "hits", 2, "Chị khóc nức nở giữa sân.") == []
    assert measured(own, "hits", 1, "Chị khóc nức nở giữa sân.") == ["khóc nức nở giữa sân"]


def test_only_the_parts_of_the_rule_are_measured(own: Callable[..., Guard]) -> None:
    assert measured(own, "share", 1, WITH, more="in: [body]") == ["nước mắt"]
    assert measured(own, "share", 1, WITH) == []  # the headline has none


def test_a_class_is_counted_too_and_stays_what_it_is_for_other_rules(own: Callable[..., Guard]) -> None:
    """Both look at the same text, one as a whole and one sentence by sentence."""
    rules = """\
kind: measure
lists: [number]
figure: hits
at-least: 2
    """
    other = """
  - code: TST102
    name: counted
    clause: manner
    severity: info
    kind: together
    all: [tears, number]
    score: 0.6
    message: {vi: x, en: x}
    advice: {vi: [x], en: [x]}
    why: {vi: x, en: x}
    bad: ['[một]', '[hai]']
    good: [ba, bốn]
lexicons: {tears: {phrases: [nước mắt]}}
"""
    report = own(rules, other).check(Draft(body="Họ rơi nước mắt. Có 5 người. Thêm 6 người nữa."))
    assert {(f.code, f.also) for f in report.findings} == {("TST101", ())}


def test_a_share_above_one_is_refused(mistake: Callable[..., str]) -> None:
    told = mistake("kind: measure\nlists: [tears, sobs]\nfigure: share\nat-least: 50", LISTS)
    assert told == "tst.yml:9:15 TST101 at-least: expected a share from 0 to 1, found 50"
