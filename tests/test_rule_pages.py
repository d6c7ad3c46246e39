"""The pages in docs/rules are printed from the rules, and their figures counted anew.

A page that is stale, missing or left over fails here. One command writes them, and the figures:
``python -m pytest --accept tests/test_rule_pages.py``.
"""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from content_guard import ConfigError, Guard
from content_guard.entrances.cli import main
from content_guard.evaluate import Item, read_corpus
from content_guard.evaluate.measured import FILE, Measured, measure, measured_with, to_json
from content_guard.guard import DEFAULT_PACKS
from content_guard.packs.models import ExampleModel
from content_guard.reports.explain import explanation
from content_guard.reports.marks import escaped
from content_guard.reports.rule_pages import pages
from content_guard.suppressions import NOTICES

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "rules"
FIGURES = ROOT / "rules" / DEFAULT_PACKS[0] / FILE
CORPUS = "corpora/labelled.jsonl"
PACK = Guard(preview=True).pack
LIVE, PREVIEW = ([r for r in PACK.rules if r.preview is state] for state in (False, True))
STALE = "is stale: python -m pytest --accept tests/test_rule_pages.py"


@pytest.fixture(scope="module")
def measured() -> Measured:
    items = [item for item in read_corpus(ROOT / CORPUS) if isinstance(item, Item)]
    return measure(DEFAULT_PACKS, items, CORPUS, "test")


def rendered(markdown: str) -> str:
    """What a reader of the rendered page sees."""
    text = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(markdown)
    return html.unescape(re.sub(r"<[^>]+>", "", text))


def test_the_figures_are_those_of_the_rules_as_they_are(measured: Measured, request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--accept"):
        FIGURES.write_text(to_json(measured), encoding="utf-8")
    assert FIGURES.read_text(encoding="utf-8") == to_json(measured), f"{FIGURES.name} {STALE}"
    assert measured_with(DEFAULT_PACKS, PACK) == measured


def test_every_page_is_the_one_that_the_rules_print(measured: Measured, request: pytest.FixtureRequest) -> None:
    expected = pages(PACK, measured)
    if request.config.getoption("--accept"):
        FOLDER.mkdir(exist_ok=True)
        for left_over in {file.name for file in FOLDER.iterdir()} - expected.keys():
            (FOLDER / left_over).unlink()
        for name, text in expected.items():
            (FOLDER / name).write_text(text, encoding="utf-8")
    assert {file.name for file in FOLDER.iterdir()} == expected.keys()
    for name, text in expected.items():
        assert (FOLDER / name).read_text(encoding="utf-8") == text, f"{name} {STALE}"


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_page_shows_all_of_its_rule(lang: str, measured: Measured) -> None:
    for rule in PACK.rules:
        seen = rendered(explanation(rule, PACK, lang, measured))
        written = PACK.written[rule.code]
        clause = PACK.clauses[rule.clause]
        told = [rule.why[lang], *rule.advice[lang], clause.text, clause.where, clause.url, *rule.references]
        for shown in (*written.bad, *written.good):
            told += shown.model_dump().values() if isinstance(shown, ExampleModel) else [shown]
        for text in told:
            assert " ".join(text.split()) in seen, (rule.code, text)


def test_preview_is_said_and_so_is_where_the_figures_come_from(measured: Measured) -> None:
    assert LIVE
    assert PREVIEW
    for rule in PACK.rules:
        page = explanation(rule, PACK, "vi", measured)
        counts = measured.rules[rule.code]
        assert ("**Đang xem trước.**" in page) is rule.preview
        assert f"phần `test` của `{CORPUS}`, gồm {measured.drafts} bản thảo" in page
        assert ("khi bật cả các quy tắc xem trước" in page) is rule.preview
        assert f"bắt được {counts.caught} trong {counts.expected} bản thảo" in page
        assert (f"{counts.right} trong {counts.shown} lần hỏi" in page) is bool(counts.shown)


def test_the_command_line_shows_the_page(capsys: pytest.CaptureFixture[str]) -> None:
    for code in (LIVE[0].code, PREVIEW[0].code, NOTICES[0]):
        assert main(["rule", code.lower()]) == 0
        shown = capsys.readouterr().out
        assert (FOLDER / f"{code}.md").read_text(encoding="utf-8").startswith(shown.rstrip("\n"))


def test_the_index_leads_to_every_page_by_family_and_by_clause() -> None:
    index = (FOLDER / "README.md").read_text(encoding="utf-8")
    by_family, by_clause = index.split("\n## ")[1:]
    for rule in PACK.rules:
        assert f"| [{rule.code}]({rule.code}.md){' *xem trước*' if rule.preview else ''} |" in by_family
        own = next(part for part in by_clause.split("\n> ") if f"[{rule.code}]" in part)
        assert PACK.clauses[rule.clause].text in own
    for link in re.findall(r"\]\(([^)]+)\)", index):
        assert (FOLDER / link).is_file(), link


def test_what_is_not_built_has_its_page() -> None:
    seen = rendered((FOLDER / "not-built.md").read_text(encoding="utf-8"))
    for left_out in PACK.as_written().not_built:
        assert f"“{left_out.clause}”" in seen
        assert left_out.why.vi in seen
        assert left_out.why.en in seen


def test_figures_of_other_rules_are_not_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A pack that changes a rule does not borrow the figures that were counted without the change."""
    (tmp_path / "pack.yml").write_text(
        "id: own\ntitle: {vi: Thử, en: Trial}\nissuer: x\ndate: 01/01/2022\n"
        f"extends: [{DEFAULT_PACKS[0]}]\noverride: {{HED101: {{score: 0.6}}}}\n",
        encoding="utf-8",
    )
    (tmp_path / FILE).write_text(FIGURES.read_text(encoding="utf-8"), encoding="utf-8")
    main(["rule", "HED101", "--pack", str(tmp_path)])
    assert "Số đo" not in capsys.readouterr().out
    main(["rule", "HED101"])
    assert "Số đo" in capsys.readouterr().out


@pytest.mark.parametrize("text", ["", "[]", "{}", json.dumps({"families": {"HED": 1}, "rules": {}})])
def test_figures_that_cannot_be_read_are_told(text: str, tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=f"{FILE}: expected the figures"):
        measured_with([str(tmp_path)], PACK)


@given(st.text("aằ1 \n*_`~<>[](){}#+-=.|\\&;:!\"'“”", max_size=12))
@example("1. Một")
@example("&amp; <b> `x` *a* __b__ ~~c~~ [d](e)")
@example("- a")
def test_escaped_text_is_shown_as_it_was_written(text: str) -> None:
    for before in ("", "- ", "*Tít:* "):
        shown = rendered(before + escaped(text)) if text.strip() else ""
        label = "Tít: " if "Tít" in before and text.strip() else ""
        assert shown.strip() == (label + " ".join(text.split())).strip()
