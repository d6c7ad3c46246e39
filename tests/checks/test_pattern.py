"""``pattern``: one regular expression, with a time limit."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from content_guard import Draft, Guard

SLOW = "Bà con họp chợ từ sáng sớm. " * 100 + "A" * 5000 + "!"


def found(guard: Guard, body: str) -> list[str]:
    return [f.text for f in guard.check(Draft("Tin sáng nay", body=body)).findings if f.code == "TST101"]


@pytest.mark.parametrize(
    ("expression", "body", "words"),
    [
        (r"\bsđt\b", "Gọi SĐT của chị Lù.", ["SĐT"]),
        (r"0\d{9}", "Gọi 0912345678 hoặc 0987654321 nhé chị.", ["0912345678", "0987654321"]),
        ("hòa mạng", "Cột sóng đã hoà mạng từ hôm qua.", ["hoà mạng"]),
        ("hòa mạng", "Cột sóng đã ho\u0300a mạng từ hôm qua.", ["ho\u0300a mạng"]),
        ("(?:x*)", "Không có chữ ấy ở đây.", []),
        ("x*", "Không có xx ấy ở đây.", ["xx"]),
    ],
)
def test_an_expression_is_sought_in_any_spelling(
    own: Callable[..., Guard], expression: str, body: str, words: list[str]
) -> None:
    assert found(own(f"kind: pattern\nexpression: '{expression}'"), body) == words


def test_case_counts_where_the_rule_says_so(own: Callable[..., Guard]) -> None:
    exact = own("kind: pattern\nexpression: 'HOT'\ncase: exact\nin: [body]")
    assert found(exact, "Tin HOT và tin hot của chị.") == ["HOT"]


@pytest.mark.parametrize("expression", ["(a+)+$", "(?:a|aa)+$", "(a|a)*$"])
def test_an_expression_that_runs_out_of_time_is_left_out_and_noted(own: Callable[..., Guard], expression: str) -> None:
    guard = own(f"kind: pattern\nexpression: '{expression}'\nseconds: 0.05")
    report = guard.check(Draft("Họp chợ ầm ĩ cả đêm", body=f"Chữ đầu là a\n\n{SLOW}"))
    assert report.stats["notes"] == ["TST101: left out, its expression took more than 0.05 s"]
    assert [f.code for f in report.findings] == ["TST900"]  # and nothing of the paragraph that was done in time


def test_the_next_draft_is_read_as_ever(own: Callable[..., Guard]) -> None:
    guard = own("kind: pattern\nexpression: '(?:a|aa)+$'\nseconds: 0.05")
    guard.check(Draft(body=SLOW))
    report = guard.check(Draft(body="Chữ đầu là a"))
    assert ([f.text for f in report.findings], report.stats["notes"]) == (["a"], [])


def test_the_time_is_one_for_the_whole_draft(own: Callable[..., Guard]) -> None:
    """Each paragraph alone is done in time; a thousand of them are not."""
    guard = own("kind: pattern\nexpression: '(?:a|aa)+$'\nseconds: 0.05")
    paragraph = "Chữ đầu là " + "a" * 15 + "!"
    assert guard.check(Draft(body=paragraph)).stats["notes"] == []
    assert guard.check(Draft(body="\n\n".join([paragraph] * 1000))).stats["notes"] != []


@pytest.mark.parametrize(
    ("expression", "told"),
    [
        ("(a", "missing ) at position 2"),
        ("[", "unterminated character set at position 1"),
        ("a**", "multiple repeat at position 2"),
        ("(?a)(?u)x", "ASCII, LOCALE and UNICODE flags are mutually incompatible"),
        ("(" * 5000, "maximum recursion depth exceeded"),
    ],
)
def test_an_invalid_expression_is_told_where_it_stands(mistake: Callable[..., str], expression: str, told: str) -> None:
    expected = f"tst.yml:7:17 TST101 expression: expected a regular expression, found: {told}"
    assert mistake(f"kind: pattern\nexpression: '{expression}'").startswith(expected)


def test_mistakes_in_a_list_that_is_named_like_a_kind_are_told_at_the_list(mistake: Callable[..., str]) -> None:
    told = mistake("kind: pattern\nexpression: a", "lexicons:\n  pattern: {phrases: ['']}")
    assert "tst.yml:27:23 phrases: expected" in told
