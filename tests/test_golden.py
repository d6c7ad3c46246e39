"""Golden files: what all rules say of the whole drafts, and each format over one of them.

A change of a rule shows here what else it moved. ``python -m pytest --accept`` writes the files anew.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from content_guard import Checked, Guard
from content_guard.reports import FORMATS, STEP_SUMMARY, Style
from content_guard.reports.explain import explanation

ROOT = Path(__file__).parents[1]
DRAFTS = sorted((ROOT / "corpora" / "drafts").iterdir())
ONE = "tin-04-sau-mui-tiem.md"
GUARDS = {lang: Guard(lang=lang) for lang in ("vi", "en")}


def checked(names: list[Path], lang: str = "vi") -> list[Checked]:
    found = []
    for outcome in GUARDS[lang].check_many(os.path.relpath(name, ROOT) for name in names):
        assert isinstance(outcome, Checked)
        found.append(outcome)
    return found


@pytest.fixture(autouse=True)
def _in_the_checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def test_there_are_drafts_of_every_kind() -> None:
    assert len(DRAFTS) >= 12
    assert {p.suffix for p in DRAFTS} == {".md", ".txt", ".json"}


def test_all_rules_over_the_drafts(golden) -> None:
    style = Style("vi", GUARDS["vi"].pack)
    golden("drafts.txt", "".join(FORMATS["concise"](checked(DRAFTS), style)))


@pytest.mark.parametrize("lang", GUARDS)
@pytest.mark.parametrize("format", FORMATS)
def test_each_format_over_one_draft(format: str, lang: str, golden) -> None:
    style = Style(lang, GUARDS[lang].pack, verbose=format == "text")
    one = [p for p in DRAFTS if p.name == ONE]
    golden(f"{format}.{lang}.txt", "".join(FORMATS[format](checked(one, lang), style)))


@pytest.mark.parametrize("lang", GUARDS)
def test_the_summary_of_a_step(lang: str, golden) -> None:
    style = Style(lang, GUARDS[lang].pack)
    golden(f"step-summary.{lang}.md", "".join(STEP_SUMMARY(checked(DRAFTS, lang), style)))


def test_the_page_of_a_rule(golden) -> None:
    guard = GUARDS["vi"]
    rule = next(rule for rule in guard.rules if rule.code == "VAC105")
    golden("rule.vi.txt", explanation(rule, guard.pack, "vi"))


def test_fingerprints_are_the_same_in_every_language() -> None:
    vi, en = (checked(DRAFTS, lang) for lang in GUARDS)
    assert [[f.fingerprint for f in o.report.findings] for o in vi] == [
        [f.fingerprint for f in o.report.findings] for o in en
    ]


@pytest.mark.parametrize(("readme", "lang"), [("README.md", "en"), ("README.vi.md", "vi")])
def test_the_transcript_of_the_readme_is_real(readme: str, lang: str) -> None:
    block = (ROOT / readme).read_text(encoding="utf-8").split("```console\n")[1].split("```")[0]
    command, _, shown = block.partition("\n")
    name = next(word for word in command.split() if word.startswith("corpora/"))
    style = Style(lang, GUARDS[lang].pack, verbose="--verbose" in command)
    assert shown == "".join(FORMATS["text"](checked([ROOT / name], lang), style))
