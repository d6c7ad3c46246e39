"""A pack on another subject, in YAML alone: it loads, proves itself, asks what it should, and keeps the charter."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import jsonschema
import pytest
import yaml

from content_guard import Draft, Guard
from content_guard.entrances.cli import main
from content_guard.packs import schema
from content_guard.reports import FORMATS, Style

PACK = Path(__file__).parent / "traffic"
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def guard() -> Guard:
    return Guard(packs=[str(PACK)])


def codes(guard: Guard, headline: str, lead: str = "", body: str = "") -> list[tuple[str, float]]:
    return [(f.code, f.score) for f in guard.check(Draft(headline, lead, body)).findings]


def test_it_is_yaml_alone_and_valid_by_the_schema_alone() -> None:
    assert {file.suffix for file in PACK.iterdir() if file.is_file()} == {".yml"}
    for file in PACK.glob("*.yml"):
        value = yaml.safe_load(file.read_text(encoding="utf-8"))
        jsonschema.Draft202012Validator(schema()).validate(json.loads(json.dumps(value, default=str)))


def test_it_proves_itself_on_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["test-rules", "--pack", str(PACK)]) == 0
    assert capsys.readouterr().out.startswith("8 rules, ")


def test_it_has_eight_rules_of_seven_kinds_in_families_of_its_own(guard: Guard) -> None:
    assert len(guard.rules) == 8
    assert len({rule.kind for rule in guard.rules}) == 7
    assert set(guard.pack.families) == {rule.family for rule in guard.rules} == {"GRU", "FLT", "TOL", "PRV"}
    assert len(guard.pack.as_written().not_built) == 3


def test_all_its_rules_over_five_drafts(guard: Guard, golden, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    drafts = sorted((PACK / "drafts").iterdir())
    outcomes = list(guard.check_many(os.path.relpath(draft, ROOT) for draft in drafts))
    assert len(outcomes) == 5
    golden("traffic.txt", "".join(FORMATS["concise"](outcomes, Style("vi", guard.pack))))
    found = {f.code for outcome in outcomes for f in outcome.report.findings}
    assert found == {rule.code for rule in guard.rules}


def test_it_stands_beside_the_default_pack(guard: Guard) -> None:
    both = Guard(packs=["lai-chau-covid-2021", str(PACK)])
    found = {f.code for f in both.check_text("Kinh hoàng: xe điên lao xuống vực").findings}
    assert {"HED101", "FLT102"} <= found


PASSES = [
    ("Hai học sinh tử vong vì xe tải mất phanh", "Công an huyện cho biết như vậy lúc 10 giờ.", "Xe quá tải gấp đôi."),
    (
        "Tài xế say rượu tông chết hai mẹ con",
        "Anh Giàng A Dính, người chứng kiến, kể tài xế nồng nặc mùi rượu.",
        "Xe lao lên vỉa hè lúc 20 giờ. Hai mẹ con tử vong tại chỗ.",
    ),
    (
        "Vợ nạn nhân: Bệnh viện chậm cấp cứu 40 phút",
        "Chị Vàng Thị Say kể chồng chị nằm chờ ở hành lang.",
        "Bệnh viện chưa trả lời. Anh tử vong lúc 22 giờ.",
    ),
    ("Đường mới làm đã nứt, 5 người chết trong tháng", "", "Báo Lai Châu thống kê 5 người chết từ ngày 1/3."),
    ("Việt Nam có 6.000 người chết vì tai nạn giao thông mỗi năm, gấp ba Nhật Bản", "", "Theo WHO, số liệu năm 2021."),
]


@pytest.mark.parametrize(("headline", "lead", "body"), PASSES)
def test_a_sourced_report_has_no_finding(guard: Guard, headline: str, lead: str, body: str) -> None:
    assert codes(guard, headline, lead, body) == []


PAIRS = [
    ("Sở Giao thông", "công ty cầu đường"),
    ("Bộ Giao thông", "UBND xã"),
    ("đáng khen", "đáng trách"),
    ("Việt Nam", "Nhật Bản"),
]
TEMPLATES = ["{}: xe điên lao xuống vực, 3 người chết", "Tài xế say rượu đâm xe của {}", "Cách làm {} sau vụ lật xe"]


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_whom_it_is_about_and_praise_or_blame_change_nothing(guard: Guard, template: str, one: str, other: str) -> None:
    assert codes(guard, template.format(one)) == codes(guard, template.format(other))


def test_no_advice_tells_to_drop_a_fact_or_to_wait(guard: Guard) -> None:
    forbidden = re.compile(r"(không|đừng) (đưa|nêu|đăng)|bỏ (tin|số|sự việc)|(chờ|đợi) |(do not|don't) |wait for")
    for rule in guard.rules:
        for advice in (*rule.advice["vi"], *rule.advice["en"]):
            assert not forbidden.search(advice.lower()), (rule.code, advice)
