"""How far signals reach: within the words asked about, over a paragraph, to an answer; and what they give way to."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from content_guard import Draft, Guard

SIGNALS = """\
    signals:
      named: {says: {vi: có tên, en: named}, phrases: [bà lan kể], unless: [withheld]}
      withheld: {says: {vi: giấu tên, en: withheld}, phrases: [giấu tên]}
"""
LOUD = "Chợ họp om sòm cả đêm."


def rule(window: str) -> str:
    return f"kind: phrase\nphrases: [om sòm]\nunless: [named{window}]"


@pytest.mark.parametrize(
    ("window", "body", "asked"),
    [
        ("", "Bà Lan kể chợ họp om sòm cả đêm.", False),
        ("", "Bà Lan kể chợ họp om sòm, xin giấu tên.", True),
        (" in draft", f"{LOUD} Bà Lan kể vậy.", False),
        (" in draft", f"{LOUD} Bà Lan kể vậy nhưng xin giấu tên.", True),
        (" in draft", f"{LOUD} Bà Lan kể vậy. Người khác giấu tên.", False),
        (" in draft", f"{LOUD} Có người giấu tên.\n\nBà Lan kể vậy.", False),
        (" in paragraph", f"{LOUD} Có người giấu tên.\n\nBà Lan kể vậy.", True),
    ],
)
def test_it_gives_way_in_its_own_sentence_only(window: str, body: str, asked: bool, own: Callable[..., Guard]) -> None:
    report = own(rule(window), SIGNALS).check(Draft(headline="Chợ đêm", body=body))
    assert [f.code for f in report.findings] == (["TST101"] if asked else [])


REACHING = {
    "settled": 'patterns: ["[ ~2 (không)"]',
    "last": 'patterns: ["(thật) ]"]',
    "official": "phrases: [kính gửi], window: paragraph",
    "false": "phrases: [sai hoàn toàn], answers: true",
    "around": "phrases: [om, om sòm thật, sòm thật], outside: true",
}


def reaching(signal: str) -> tuple[str, str]:
    told = f"signals:\n      {signal}: {{says: {{vi: thế, en: so}}, {REACHING[signal]}}}"
    return f"kind: phrase\nphrases: [chợ không om sòm, om sòm thật, om sòm]\nunless: [{signal}]", f"    {told}\n"


@pytest.mark.parametrize(
    ("signal", "body", "asked"),
    [
        ("settled", "Chợ không om sòm.", False),
        ("settled", "Không, om sòm lắm.", True),
        ("last", "Chợ om sòm thật.", False),
        ("last", "Chợ om sòm. Thật.", True),
        ("official", "Kính gửi phường. Chợ họp om sòm cả đêm.", False),
        ("official", "Kính gửi phường.\n\nChợ họp om sòm cả đêm.", True),
        ("false", "Chợ họp om sòm? Sai hoàn toàn.", False),
        ("false", "“Chợ họp om sòm?” Sai hoàn toàn.", False),
        ("false", "Chợ họp om sòm. Sai hoàn toàn.", True),
        ("false", "Chợ họp om sòm?\n\nSai hoàn toàn.", True),
        ("false", "Sai hoàn toàn. Chợ họp om sòm?", True),
        ("around", "Chợ họp om sòm thật.", True),
        ("around", "Chợ họp om sòm thật, om cá thơm.", False),
    ],
)
def test_how_far_a_signal_reaches(signal: str, body: str, asked: bool, own: Callable[..., Guard]) -> None:
    report = own(*reaching(signal)).check(Draft(headline="Chợ đêm", body=body))
    assert [f.code for f in report.findings] == (["TST101"] if asked else [])
