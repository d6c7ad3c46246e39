"""How the work grows, in counts: with the text, and with rules and phrases that have nothing to do with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from content_guard import Draft, Guard

SOBER = (
    "Sáng 5/9, Sở Y tế tỉnh cho biết đoàn kiểm tra đã làm việc với ba trạm y tế xã. Theo báo cáo, các trạm có đủ thuốc "
    "cho mùa mưa. Ông Nguyễn Văn An, trưởng trạm, nói người dân đến khám đông hơn tháng trước."
)
PACK = (
    "id: grown\ntitle: {vi: Thử, en: Trial}\nissuer: Tòa soạn\ndate: 01/01/2022\nextends: [common]\n"
    "families:\n  TST: {letter: T, title: {vi: Thử, en: Trial}}\n"
    "clauses:\n  manner: {text: Viết rõ ràng, source: practice, where: Sổ tay}\n"
)
RULE = """\
  - code: TST{number}
    name: words-{number}
    clause: manner
    severity: info
    kind: sequence
    patterns: ["{{{list}}} …3 (chạy|đi|nói)"]
    score: 0.7
    unless: [quoted, denied]
    message: {{vi: "“{{words}}”.", en: "“{{words}}”."}}
    advice: {{vi: [Viết lại.], en: [Rewrite.]}}
    why: {{vi: Thử., en: Trial.}}
    bad: ["Hôm nay [{word} đã đi]", "Con [{word} nói]"]
    good: ["Hôm nay trời mưa", "Con đường mới"]
"""


def stats(guard: Guard, draft: Draft) -> dict[str, int]:
    return {name: count for name, count in guard.check(draft).stats.items() if name != "notes"}


@pytest.fixture(scope="module")
def guard() -> Guard:
    return Guard()


def test_a_draft_is_scanned_once_however_many_parts_it_has(guard: Guard) -> None:
    assert stats(guard, Draft("Tin", body=SOBER))["scans"] == 1
    assert stats(guard, Draft("Tin", "Sapo", "\n\n".join([SOBER] * 30)))["scans"] == 1


def test_words_are_segmented_only_around_hits_of_one_syllable(guard: Guard) -> None:
    assert (
        stats(guard, Draft("Trường xã có thêm phòng học", body="Hai phòng học được xây từ tháng trước."))["words"] == 0
    )


@pytest.mark.parametrize("times", [5, 40])
def test_work_grows_as_the_text_does(guard: Guard, times: int) -> None:
    one = stats(guard, Draft("Tin", "Sapo", "\n\n".join([SOBER] * 4)))
    many = stats(guard, Draft("Tin", "Sapo", "\n\n".join([SOBER] * 4 * times)))
    for count in ("sentences", "words", "steps"):
        assert many[count] <= times * one[count] + 5, count


def test_rules_that_do_not_fire_add_no_work(tmp_path: Path) -> None:
    few, many = (stats(_grown(tmp_path / str(count), count), Draft("Tin", "Sapo", SOBER)) for count in (2, 200))
    assert few == many


def test_words_in_an_order_that_no_pattern_allows_add_no_work(tmp_path: Path) -> None:
    guard = _grown(tmp_path / "pack", 1)
    told, turned, far = (
        stats(guard, Draft("Tin", "Sapo", SOBER + said))["steps"]
        for said in (" Con từ-lạ-0 nói nhỏ.", " Con nói từ-lạ-0 nhỏ.", " Con từ-lạ-0 vừa ở nhà sàn vừa nói.")
    )
    assert turned == far < told


def _grown(folder: Path, count: int) -> Guard:
    """A pack of rules whose first word no draft here has."""
    folder.mkdir()
    (folder / "pack.yml").write_text(PACK, encoding="utf-8")
    lists = "".join(f"  list-{n}: {{phrases: [từ-lạ-{n}]}}\n" for n in range(count))
    rules = "".join(RULE.format(number=100 + n, list=f"list-{n}", word=f"từ-lạ-{n}") for n in range(count))
    (folder / "tst.yml").write_text(f"lexicons:\n{lists}rules:\n{rules}", encoding="utf-8")
    return Guard(packs=(str(folder),))
