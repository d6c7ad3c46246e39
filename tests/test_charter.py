"""The charter's four promises: facts stay, no viewpoints, own drafts only, everything explained."""

from __future__ import annotations

import json
import subprocess
import sys
from math import isclose, prod
from pathlib import Path

import pytest

from content_guard import Draft, Guard, check
from content_guard.entrances.cli import COMMANDS
from content_guard.reports import FORMATS

ROOT = Path(__file__).parents[1]
CORPORA = ROOT / "corpora"


def records(name: str) -> list[dict]:
    return [json.loads(line) for line in (CORPORA / name).read_text(encoding="utf-8").splitlines()]


def fields(record: dict) -> Draft:
    return Draft(record["headline"], record["lead"], record["body"])


# 1. Facts stay.


@pytest.mark.parametrize("record", records("public-interest.jsonl"), ids=lambda r: r["id"])
def test_no_finding_is_shown_on_a_responsible_draft(record: dict) -> None:
    found = check(fields(record)).findings
    assert [(f.code, f.words) for f in found] == []


def test_the_responsible_drafts_cover_what_a_nervous_checker_would_stop() -> None:
    drafts = records("public-interest.jsonl")
    kinds = {kind: sum(r["kind"] == kind for r in drafts) for kind in {r["kind"] for r in drafts}}
    assert len(drafts) >= 150
    assert sum(bool(r["body"]) for r in drafts) >= 2 * len(drafts) / 3
    wanted = {"death", "post-vaccination", "outbreak", "inspection", "complaint", "criticism", "foreign", "emergency"}
    assert all(kinds[kind] >= 8 for kind in wanted)


PASSES = [
    (
        "Một người tử vong sau tiêm vắc xin Covid-19 ở phường Tân Phong",
        "Trung tâm Y tế thành phố cho biết nguyên nhân đang được hội đồng chuyên môn xác minh.",
        "Bà L.T.P., 54 tuổi, tiêm mũi một sáng 5/9. Đến chiều, bà khó thở và được đưa vào viện. Bà tử vong lúc 22 giờ.",
    ),
    (
        "Ba người chết sau khi tiêm vắc xin trong tháng 8",
        "Theo Sở Y tế, hội đồng chuyên môn kết luận hai ca do phản vệ với vắc xin, một ca do nhồi máu cơ tim.",
        "Tỷ lệ này là 3 trên 120.000 mũi.",
    ),
    (
        "Anh Sùng A Páo kể vợ qua đời sau mũi tiêm thứ hai",
        "Anh Sùng A Páo, ở bản Nà Khằm, cho biết vợ anh khỏe mạnh trước khi tiêm.",
        "Chị tiêm vắc xin sáng thứ Ba, hôm sau sốt cao rồi tử vong. Gia đình đề nghị bệnh viện làm rõ nguyên nhân.",
    ),
    (
        "Luật sư: Bệnh viện chậm cấp cứu ca sốc phản vệ sau tiêm",
        "Luật sư Trần Văn Bình nói bệnh viện đã chậm 40 phút.",
        "Theo hồ sơ mà luật sư cung cấp, người bệnh sốc phản vệ sau tiêm lúc 9 giờ. Bệnh viện chưa trả lời.",
    ),
    (
        "EMA: vắc xin AstraZeneca có liên quan các ca đông máu hiếm gặp",
        "",
        "Cơ quan Dược phẩm châu Âu kết luận vắc xin AstraZeneca gây đông máu ở một số rất ít trường hợp.",
    ),
    ("Pfizer công bố vắc xin gây viêm cơ tim ở một số nam thanh niên", "", ""),
    (
        "Kế hoạch tiêm chủng của thành phố thất bại vì thiếu vắc xin khiến 12 người chết",
        "Bác sĩ Lò Văn Phương nói vậy.",
        "Các nhà chức trách chưa bình luận.",
    ),
    ("Nghiên cứu của The Lancet: Vắc xin làm giảm 90% nguy cơ tử vong", "", ""),
    ("Vì sao sau tiêm vắc xin vẫn mắc Covid-19?", "", ""),
    ("Tiêm vắc xin để không ai phải chết vì Covid-19", "", ""),
    ("Người tiêm đủ hai mũi vẫn có thể tử vong do Covid-19", "", ""),
    ("Số ca tử vong do Covid-19 giảm sau khi tiêm vắc xin", "", ""),
    (
        "Bé gái qua đời sau khi tiêm nhầm vắc xin",
        "Mẹ bé kể lại với báo.",
        "Chị Nguyễn Thị Hoa, mẹ bé, cho biết bé được tiêm nhầm.",
    ),
    ("Dư luận bức xúc về việc phường chậm chi trả hỗ trợ", "", ""),
    ("Nhiều người phẫn nộ vì bệnh viện chậm cấp cứu, giám đốc xin lỗi", "", ""),
    ("Thêm 276 ca tử vong do Covid-19 trong ngày 5/9", "", "Bộ Y tế công bố số liệu lúc 18 giờ."),
    (
        "Sở Y tế thừa nhận tiêm nhầm vắc xin cho 12 trẻ",
        "Giám đốc Sở Y tế xin lỗi phụ huynh.",
        "Hai cháu nhập viện sau tiêm, sức khỏe đã ổn định, bác sĩ Hà Văn Tú cho biết.",
    ),
    (
        "Hội Nạn nhân đòi công khai số ca tai biến sau tiêm",
        "Hội cho biết đã gửi văn bản tới Bộ Y tế ba lần mà chưa được trả lời.",
        "Theo số liệu của hội, 14 người tử vong sau tiêm trong sáu tháng.",
    ),
]


@pytest.mark.parametrize(("headline", "lead", "body"), PASSES)
def test_a_sourced_report_has_no_shown_finding(headline: str, lead: str, body: str) -> None:
    found = check(Draft(headline, lead, body)).findings
    assert [(f.code, f.text) for f in found] == []


# 2. No viewpoints.


@pytest.mark.parametrize("pair", records("viewpoint-pairs.jsonl"), ids=lambda r: r["id"])
def test_a_change_of_viewpoint_or_target_changes_no_code_and_no_score(pair: dict) -> None:
    one, other = (
        [(f.code, f.also, round(f.score, 9)) for f in check(fields(pair[side])).findings] for side in ("one", "other")
    )
    assert one == other


def test_the_pairs_are_enough_and_some_are_asked_about() -> None:
    pairs = records("viewpoint-pairs.jsonl")
    assert len(pairs) >= 60
    assert sum(bool(check(fields(p["one"])).findings) for p in pairs) >= 20, (
        "pairs that nothing asks about prove little"
    )


PAIRS = [
    ("Bộ Y tế", "UBND phường"),
    ("Việt Nam", "Nhật Bản"),
    ("bệnh viện công", "công ty"),
    ("đáng khen", "đáng trách"),
    ("thành công", "thất bại"),
]
TEMPLATES = [
    "Kinh hoàng: {} để người dân chờ tiêm vắc xin cả đêm",
    "Cách làm của {} trong đợt tiêm vắc xin",
    "Vắc xin khiến ba người nguy kịch, {} lên tiếng",
    "Sự thật về {} trong mùa dịch",
]


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_whom_it_is_about_and_praise_or_blame_change_nothing(template: str, one: str, other: str) -> None:
    of_one, of_other = (
        [(f.code, f.score) for f in check(Draft(template.format(words))).findings] for words in (one, other)
    )
    assert of_one == of_other


# 3. Own drafts only.

BLOCKED = """
import sys, socket
def refuse(*a, **k):
    raise SystemExit("a socket was opened")
socket.socket.connect = socket.socket.connect_ex = socket.create_connection = socket.getaddrinfo = refuse
class Closed(socket.socket):
    def __init__(self, *a, **k):
        refuse()
socket.socket = Closed
from content_guard.entrances.cli import main
sys.exit(main(sys.argv[1:]))
"""
RUNS = {
    "check": ["check", "--exit-zero", "--format", "json", "corpora/drafts"],
    "config": ["config", "corpora/drafts"],
    "baseline": ["baseline", "--baseline", "{tmp}/known.toml", "corpora/drafts"],
    "rule": ["rule", "HED101"],
    "rules": ["rules"],
    "test-rules": ["test-rules"],
    "schema": ["schema"],
    "new-rule": ["new-rule", "TST", "--pack", "{tmp}/mine"],
    "evaluate": ["evaluate", "corpora/public-interest.jsonl", "--part", "dev"],
    "audit": ["audit", "corpora/drafts", "--format", "html"],
}


def test_every_command_is_tried_without_a_network() -> None:
    assert set(RUNS) >= set(COMMANDS)


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_no_command_makes_a_network_call(command: str, tmp_path: Path) -> None:
    arguments = [argument.replace("{tmp}", str(tmp_path)) for argument in RUNS[command]]
    run = subprocess.run(
        [sys.executable, "-c", BLOCKED, *arguments], capture_output=True, text=True, cwd=ROOT, encoding="utf-8"
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout


@pytest.mark.parametrize("format", sorted(FORMATS))
def test_no_output_carries_an_authors_name(format: str, tmp_path: Path) -> None:
    draft = {"headline": "Kinh hoàng ở khu trọ!!!", "body": "Ba người đã về nhà.", "author": "Phùng Thị Bút Danh"}
    (tmp_path / "a.json").write_text(json.dumps(draft, ensure_ascii=False), encoding="utf-8")
    (tmp_path / "b.md").write_text(
        "---\ntitle: Kinh hoàng ở khu trọ\nauthor: Phùng Thị Bút Danh\n---\n\nTin.\n", "utf-8"
    )
    run = subprocess.run(
        [sys.executable, "-m", "content_guard", "check", "--format", format, "--verbose", str(tmp_path)],
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert "HED1" in run.stdout
    assert "Bút Danh" not in run.stdout + run.stderr


# 4. Everything is explained.


def test_every_finding_has_clause_reason_and_an_arithmetic_that_multiplies_out() -> None:
    guard = Guard(min_score=0.0, preview=True)
    seen = set()
    for record in records("labelled.jsonl"):
        for finding in guard.check(fields(record)).findings:
            seen.add(finding.code)
            assert finding.clause in guard.pack.clauses
            assert finding.message
            assert finding.advice
            odds = prod(step.effect for step in finding.because)
            assert isclose(finding.score, odds / (1 + odds), abs_tol=1e-9), finding
    assert len(seen) >= 45


def test_every_rule_can_be_read_and_switched_off() -> None:
    every = Guard(preview=True)
    for rule in every.rules:
        assert rule.why["vi"]
        assert rule.code not in {r.code for r in Guard(ignore=[rule.code], preview=True).rules}
