"""Compiled packs are kept between starts: nothing changes but the time, and no change in a pack goes unseen."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from content_guard import Draft, Guard, RuleError

PACK = (
    "id: kept\ntitle: {vi: Thử, en: Trial}\nissuer: Tòa soạn\ndate: 01/01/2022\nextends: [common]\n"
    "families:\n  TST: {letter: T, title: {vi: Thử, en: Trial}}\n"
    "clauses:\n  manner: {text: Viết rõ ràng, source: practice, where: Sổ tay}\n"
)
RULES = """\
rules:
  - code: TST101
    name: loud-words
    clause: manner
    severity: warning
    kind: phrase
    phrases: [ầm ĩ, om sòm]
    score: 0.7
    unless: [quoted]
    message: {vi: "Từ “{words}” ồn ào.", en: "“{words}” is loud."}
    advice: {vi: [Viết êm hơn.], en: [Write softer.]}
    why: {vi: Ồn., en: Loud.}
    bad: ["Họp chợ [ầm ĩ] cả đêm", "Trẻ con [om sòm] trước cổng"]
    good: ["Họp chợ cả đêm", "Trẻ con chơi trước cổng"]
"""
DRAFT = Draft("Họp chợ ầm ĩ cả đêm, trẻ con huyên náo")


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("CONTENT_GUARD_CACHE", str(folder))
    return folder


@pytest.fixture
def pack(tmp_path: Path, cache: Path) -> Path:
    folder = tmp_path / "kept"
    folder.mkdir()
    (folder / "pack.yml").write_text(PACK, encoding="utf-8")
    (folder / "tst.yml").write_text(RULES, encoding="utf-8")
    return folder


def codes(pack: Path) -> list[tuple[str, str]]:
    return [(f.code, f.text) for f in Guard(packs=(str(pack),)).check(DRAFT).findings]


def kept(cache: Path) -> list[Path]:
    return sorted(cache.glob("pack-*"))


def test_a_second_start_reads_no_yaml_of_packs_and_says_the_same(cache: Path, tmp_path: Path) -> None:
    draft = tmp_path / "tin.txt"
    draft.write_text("Kinh hoàng: chết hàng loạt sau tiêm vắc xin!\n", encoding="utf-8")
    code = (
        "import sys\nfrom content_guard.entrances.cli import main\n"
        f"main(['check', '--exit-zero', '--format', 'json', {str(draft)!r}])\n"
        "print([name for name in ('pydantic', 'content_guard.packs.compiler') if name in sys.modules])"
    )
    runs = [subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True) for _ in range(2)]
    (first, compiled), (second, recalled) = (run.stdout.rsplit("\n", 2)[:2] for run in runs)
    assert first == second
    assert "HED" in first
    assert compiled != "[]"
    assert recalled == "[]"


def test_a_kept_pack_is_the_compiled_one(cache: Path) -> None:
    compiled, recalled = Guard(preview=True), Guard(preview=True)
    for name in (
        "lexicons",
        "signals",
        "numbers",
        "families",
        "clauses",
        "digest",
        "codes",
        "abbreviations",
        "shipped",
    ):
        assert getattr(compiled.pack, name) == getattr(recalled.pack, name), name
    assert compiled.pack.written == recalled.pack.written  # read again when asked for
    assert not recalled.prove().problems


OTHER = RULES.replace("101", "102").replace("ầm ĩ", "huyên náo").replace("om sòm", "nhốn nháo")


@pytest.mark.parametrize(
    ("file", "text", "expected"),
    [
        ("tst.yml", RULES.replace("[ầm ĩ,", "[ầm ĩ, huyên náo,"), ["ầm ĩ", "huyên náo"]),
        ("more.yml", OTHER, ["ầm ĩ", "huyên náo"]),
        ("tst.yml", RULES.replace("score: 0.7", "score: 0.7\n    preview: true"), []),
    ],
    ids=["a list grows", "a file is new", "a rule goes into preview"],
)
def test_what_changes_is_seen(pack: Path, file: str, text: str, expected: list[str]) -> None:
    assert [text for _, text in codes(pack)] == ["ầm ĩ"]
    (pack / file).write_text(text, encoding="utf-8")
    assert [text for _, text in codes(pack)] == expected


def test_a_file_that_leaves_is_seen(pack: Path) -> None:
    (pack / "more.yml").write_text(OTHER, encoding="utf-8")
    assert [code for code, _ in codes(pack)] == ["TST101", "TST102"]
    (pack / "more.yml").unlink()
    assert [code for code, _ in codes(pack)] == ["TST101"]


def test_a_mistake_is_told_though_a_good_state_was_kept(pack: Path) -> None:
    codes(pack)
    (pack / "tst.yml").write_text(RULES.replace("severity: warning", "severity: loud"), encoding="utf-8")
    with pytest.raises(RuleError, match="severity"):
        codes(pack)


def test_a_change_of_a_pack_that_is_extended_is_seen(pack: Path, tmp_path: Path) -> None:
    upper = tmp_path / "upper"
    upper.mkdir()
    (upper / "pack.yml").write_text(
        "id: upper\ntitle: {vi: Thử, en: Trial}\nissuer: Tòa soạn\ndate: 01/01/2022\nextends: [../kept]\n"
        "override:\n  TST101: {severity: info}\n",
        encoding="utf-8",
    )
    assert codes(upper) == [("TST101", "ầm ĩ")]
    (pack / "tst.yml").write_text(RULES.replace("ầm ĩ", "huyên náo"), encoding="utf-8")
    assert codes(upper) == [("TST101", "huyên náo")]


@pytest.mark.parametrize("content", [b"", b"garbage", b"{}"])
def test_a_damaged_file_is_as_good_as_none(pack: Path, cache: Path, content: bytes) -> None:
    codes(pack)
    for file in kept(cache):
        file.write_bytes(content)
    assert codes(pack) == [("TST101", "ầm ĩ")]
    assert all(file.read_bytes() != content for file in kept(cache))


def test_content_of_another_form_is_as_good_as_none(pack: Path, cache: Path) -> None:
    from content_guard import cache as kept_files

    codes(pack)
    (file,) = kept(cache)
    other = json.loads(kept_files.read(file.name) or b"")
    other["rules"] = "none"
    kept_files.keep(file.name, json.dumps(other).encode())
    assert codes(pack) == [("TST101", "ầm ĩ")]


def test_without_a_place_to_keep_it_nothing_else_changes(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONTENT_GUARD_CACHE", "/dev/null/nowhere")
    assert codes(pack) == codes(pack) == [("TST101", "ầm ĩ")]


@pytest.mark.parametrize("parts", ["", "    in: [body]\n", "    in: [headline]\n"])
def test_phrases_without_a_letter_of_vietnamese_alone_are_phrases_too(pack: Path, parts: str) -> None:
    text = RULES.replace("ầm ĩ", "hoang mang").replace("om sòm", "qua loa nghe tin")
    text = text.replace("    score: 0.7\n", f"    score: 0.7\n{parts}")
    if "body" in parts:
        text = text.replace(
            'bad: ["Họp chợ [hoang mang] cả đêm", "Trẻ con [qua loa nghe tin] trước cổng"]',
            'bad: [{body: "Họp chợ [hoang mang] cả đêm"}, {body: "Trẻ con [qua loa nghe tin] trước cổng"}]',
        )
    (pack / "tst.yml").write_text(text, encoding="utf-8")
    assert Guard(packs=(str(pack),)).rules
