"""What must stay in step: tables, names, files that are printed from others."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
import yaml

import content_guard
from content_guard import Guard
from content_guard.checks import KINDS
from content_guard.entrances.cli import COMMANDS
from content_guard.packs import schema
from content_guard.packs.models import RULE_MODELS
from content_guard.reports import FORMATS

ROOT = Path(__file__).parents[1]
RULE_FILES = sorted((ROOT / "rules").glob("*/*.yml"))
HEAVY = ["spacy", "sklearn", "pydantic", "docx", "yaml", "ahocorasick_rs", "pyvi", "markdown_it"]


def test_the_public_face() -> None:
    assert sorted(content_guard.__all__) == content_guard.__all__
    for name in content_guard.__all__:
        assert getattr(content_guard, name).__name__ == name
    with pytest.raises(AttributeError, match="nothing_here"):
        content_guard.nothing_here  # noqa: B018


def test_every_kind_that_people_may_write_has_a_check() -> None:
    assert list(KINDS) == list(RULE_MODELS)


def test_the_committed_schema_is_the_printed_one() -> None:
    committed = json.loads((ROOT / "rules" / "schema.json").read_text(encoding="utf-8"))
    assert committed == json.loads(json.dumps(schema())), "print it anew: content-guard schema > rules/schema.json"


@pytest.mark.parametrize("file", RULE_FILES, ids=lambda f: f"{f.parent.name}/{f.name}")
def test_every_shipped_file_names_the_schema(file: Path) -> None:
    first = file.read_text(encoding="utf-8").partition("\n")[0]
    assert first == "# yaml-language-server: $schema=../schema.json"


@pytest.mark.parametrize("file", RULE_FILES, ids=lambda f: f"{f.parent.name}/{f.name}")
def test_every_shipped_file_is_valid_by_the_schema_alone(file: Path) -> None:
    """An editor that knows only the schema must not complain: it reads numbers as numbers."""
    value = yaml.safe_load(file.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema()).validate(json.loads(json.dumps(value, default=str)))


def test_every_rule_proves_itself() -> None:
    assert Guard().prove().problems == ()


def test_each_family_has_at_least_eight_rules_with_examples_and_both_languages() -> None:
    pack = Guard(preview=True).pack
    for family in ("HED", "VAC"):
        assert sum(rule.family == family for rule in pack.rules) >= 8
    for rule in pack.rules:
        assert set(rule.message) == set(rule.advice) == set(rule.why) == {"vi", "en"}
        assert len(rule.advice["vi"]) == len(rule.advice["en"])


def test_no_advice_tells_to_drop_a_fact_or_to_wait() -> None:
    """The charter, first promise."""
    forbidden = re.compile(
        r"(không|đừng) (đưa|nêu|đăng)|bỏ (tin|số|sự việc)|(chờ|đợi) (kết luận|cơ quan)"
        r"|(do not|don't) (report|publish)|wait for"
    )
    for rule in Guard(preview=True).pack.rules:
        for advice in (*rule.advice["vi"], *rule.advice["en"]):
            assert not forbidden.search(advice.lower()), (rule.code, advice)


def test_clauses_of_the_plan_are_verbatim() -> None:
    plan = ROOT / ".." / "shared" / "seed" / "plan-43-KH-ThU.txt"
    if not plan.is_file():
        pytest.skip("the source document is not beside this checkout")
    text = plan.read_text(encoding="utf-8").lower()
    pack = Guard().pack
    for clause in pack.clauses.values():
        if clause.source == "plan":
            assert clause.text.lower() in text
    for left_out in pack.as_written().not_built:
        assert left_out.clause.lower() in text


@pytest.mark.parametrize("arguments", [["--help"], *([command, "--help"] for command in COMMANDS)])
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    code = (
        "import sys\nfrom content_guard.entrances.cli import main\n"
        f"try:\n    main({arguments!r})\nexcept SystemExit:\n    pass\n"
        f"print('loaded:', [name for name in {HEAVY!r} if name in sys.modules])"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert shown.splitlines()[-1] == "loaded: []"


def test_the_options_name_every_format() -> None:
    shown = subprocess.run(
        [sys.executable, "-m", "content_guard", "check", "--help"], capture_output=True, text=True, check=True
    ).stdout
    assert all(name in shown for name in FORMATS)


def test_what_flows_is_frozen() -> None:
    report = content_guard.check("Kinh hoàng: chết hàng loạt sau tiêm vắc xin!")
    finding = report.findings[0]
    with pytest.raises(AttributeError):
        finding.score = 0.0  # type: ignore[misc]
    with pytest.raises(TypeError):
        report.stats["scans"] = 0  # type: ignore[index]


def test_the_documentation_lists_what_is_not_built() -> None:
    """The part below its heading is printed from pack.yml."""
    page = (ROOT / "docs" / "writing-rules.md").read_text(encoding="utf-8").partition("## Not built\n")[2]
    expected = "".join(
        f"- “{left_out.clause}”: {left_out.why.en}\n" for left_out in Guard().pack.as_written().not_built
    )
    assert page.partition("\n\n")[2] == expected


def test_the_documentation_names_every_kind_and_shared_signal() -> None:
    page = (ROOT / "docs" / "writing-rules.md").read_text(encoding="utf-8")
    shared = yaml.safe_load((ROOT / "rules" / "common" / "signals.yml").read_text(encoding="utf-8"))["signals"]
    for name in (*KINDS, *shared):
        assert re.search(rf"\b{name}\b", page), name


def test_the_rule_of_the_documentation_works(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "writing-rules.md").read_text(encoding="utf-8")
    rule = page.split("```yaml\n")[1].split("```")[0]
    (tmp_path / "tst.yml").write_text("lexicons:\n  loud: {phrases: [ầm ĩ, om sòm]}\n" + rule, encoding="utf-8")
    (tmp_path / "pack.yml").write_text(
        "id: tst\ntitle: {vi: Thử, en: Trial}\nissuer: x\ndate: 01/01/2022\nextends: [common]\n"
        "families: {TST: {letter: T, title: {vi: Thử, en: Trial}}}\n"
        "clauses: {manner: {text: Viết rõ, source: practice, where: Sổ tay}}\n",
        encoding="utf-8",
    )
    assert Guard(packs=[str(tmp_path)]).check_text("Họp chợ ầm ĩ cả đêm").findings[0].code == "TST101"


def test_the_extending_pack_of_the_documentation_works(tmp_path: Path) -> None:
    section = (ROOT / "docs" / "writing-rules.md").read_text(encoding="utf-8").partition("## Extending a pack\n")[2]
    (tmp_path / "pack.yml").write_text(section.split("```yaml\n")[1].split("```")[0], encoding="utf-8")
    rules = {rule.code: rule for rule in Guard(packs=[str(tmp_path)]).rules}
    assert "HED203" not in rules
    assert not any(code.startswith("VAC") for code in rules)
    assert (rules["HED101"].severity, rules["HED101"].score) == ("info", 0.6)
