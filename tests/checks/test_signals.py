"""A signal that gives way to another: in the same sentence, and nowhere else."""

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
