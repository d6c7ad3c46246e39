"""The examples of the page on writing rules that need spaCy or a plug-in."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from content_guard import Draft, Guard

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "tests" / "plugin_example"
PAGE = (ROOT / "docs" / "writing-rules.md").read_text(encoding="utf-8")
SECTION = PAGE.partition("## Tokens and plug-ins\n")[2].partition("\n## ")[0]


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", SECTION, re.DOTALL)


def test_the_plug_in_of_the_page_is_the_example_package() -> None:
    assert blocks("python") == [(EXAMPLE / "long_sentence.py").read_text(encoding="utf-8")]
    (entry,) = blocks("toml")
    assert entry in (EXAMPLE / "pyproject.toml").read_text(encoding="utf-8")


def test_the_rule_with_a_plug_in_works(own: Callable[..., Guard], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(EXAMPLE)
    long = "Bà con xuống chợ " * 11 + "rồi về."
    report = own(blocks("yaml")[1]).check(Draft("Tin sáng nay", body=f"Chợ họp sớm. {long}"))
    assert [f.text for f in report.findings] == [long]


def test_the_rule_with_tokens_works(own: Callable[..., Guard]) -> None:
    guard = own(blocks("yaml")[0], "lexicons: {pupils: {phrases: [học sinh]}}")
    report = guard.check(Draft("Tin sáng nay", body="Học sinh lớp 6 và tổ 2 nghỉ. Lớp 7 thì không."))
    assert [f.text for f in report.findings] == ["lớp 6", "tổ 2"]
