"""Every mistake an author can make is told with file:line:column, the code, the field, expected and found."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from content_guard import ConfigError, Guard, RuleError

PACK = """\
id: nha-bao
title: {vi: Thử, en: Trial}
issuer: Tòa soạn
date: 01/01/2022
extends: [common]
families:
  TST: {letter: T, title: {vi: Thử, en: Trial}}
clauses:
  manner: {text: Viết rõ ràng, source: practice, where: Sổ tay}
"""
RULES = """\
lexicons:
  loud:
    phrases: [ầm ĩ, om sòm]
rules:
  - code: TST101
    name: loud-words
    clause: manner
    severity: warning
    kind: phrase
    lists: [loud]
    score: 0.7
    message: {vi: "Từ “{words}” ồn ào.", en: "“{words}” is loud."}
    advice: {vi: [Viết êm hơn.], en: [Write softer.]}
    why: {vi: Ồn., en: Loud.}
    bad: ["Họp chợ [ầm ĩ] cả đêm", "Trẻ con [om sòm] trước cổng"]
    good: ["Họp chợ cả đêm", "Trẻ con chơi trước cổng"]
"""


def write(folder: Path, rules: str = RULES, pack: str = PACK) -> str:
    (folder / "pack.yml").write_text(pack, encoding="utf-8")
    (folder / "tst.yml").write_text(rules, encoding="utf-8")
    return str(folder)


def told(folder: Path, **files: str) -> str:
    with pytest.raises(RuleError) as error:
        Guard(packs=[write(folder, **files)])
    return str(error.value).replace(str(folder) + "/", "")


def test_a_pack_of_ones_own_needs_no_python(tmp_path: Path) -> None:
    guard = Guard(packs=[write(tmp_path)])
    (finding,) = guard.check_text("Họp chợ ầm ĩ cả đêm").findings
    assert (finding.code, finding.text, finding.message) == ("TST101", "ầm ĩ", "Từ “ầm ĩ” ồn ào.")


MISTAKES = {
    "unknown key": (
        "    severity: warning",
        "    sevérity: warning",
        "tst.yml:8:15 TST101 sevérity: is not a name known here",
    ),
    "close key": ("    severity: warning", "    severty: warning", "did you mean 'severity'?"),
    "left out": ("    severity: warning\n", "", "tst.yml:5:5 TST101 severity: expected, but it is not there"),
    "severity": (
        "severity: warning",
        "severity: warn",
        "tst.yml:8:15 TST101 severity: expected 'error', 'warning' or 'info', found 'warn'",
    ),
    "kind": (
        "kind: phrase",
        "kind: phrases",
        "'mismatch', 'pattern', 'tokens', 'plugin', found 'phrases'",
    ),
    "score": ("score: 0.7", "score: 1.7", "tst.yml:11:12 TST101 score: expected less than 1, found '1.7'"),
    "no number": ("score: 0.7", "score: cao", "tst.yml:11:12 TST101 score: expected a valid number"),
    "code": ("code: TST101", "code: tst1", "tst.yml:5:11 tst1 code: expected match pattern"),
    "family": (
        "code: TST101",
        "code: XYZ101",
        "tst.yml:5:11 XYZ101 code: expected one of the families TST, found 'XYZ'",
    ),
    "clause": (
        "clause: manner",
        "clause: maner",
        "tst.yml:7:13 TST101 clause: expected a clause of pack.yml, found 'maner'; did you mean 'manner'?",
    ),
    "list": (
        "lists: [loud]",
        "lists: [lout]",
        "tst.yml:10:13 TST101 lists: expected a list or a class, found 'lout'; did you mean 'loud'?",
    ),
    "unused list": (
        "lists: [loud]",
        "phrases: [ầm ĩ, om sòm]",
        "tst.yml:3:5 loud: expected a rule that uses it, found none",
    ),
    "signal": (
        "score: 0.7",
        "score: 0.7\n    unless: [quted]",
        "tst.yml:12:14 TST101 unless: expected a signal or a list of words, found 'quted'; did you mean 'quoted'?",
    ),
    "window": (
        "score: 0.7",
        "score: 0.7\n    unless: [quoted in chapter]",
        "expected one of the windows sentence, paragraph, top, opening, below, draft, found 'chapter'",
    ),
    "factor": (
        "score: 0.7",
        "score: 0.7\n    weaken: {quoted: 3}",
        "tst.yml:12:13 TST101 weaken: expected a factor below 1 for quoted, found 3",
    ),
    "one example": (
        'bad: ["Họp chợ [ầm ĩ] cả đêm", "Trẻ con [om sòm] trước cổng"]',
        'bad: ["Họp chợ [ầm ĩ] cả đêm"]',
        "tst.yml:15:10 TST101 bad: expected",
    ),
    "twice": (
        "    kind: phrase",
        "    kind: phrase\n    kind: phrase",
        "tst.yml:10:5 kind: expected once, found twice in the same place",
    ),
    "yaml": ("lists: [loud]", "lists: [loud", "expected YAML, found:"),
    "alias": ("lists: [loud]", "lists: *loud", "tst.yml:10:12 aliases (*name) are not read"),
    "not a mapping": (RULES, "- a\n- b\n", "tst.yml:1:1"),
    "pattern": (
        "kind: phrase\n    lists: [loud]",
        "kind: sequence\n    patterns: ['{loud} …']",
        "tst.yml:10:16 TST101 patterns: expected words after the last … in '{loud} …'",
    ),
    "brace": (
        "kind: phrase\n    lists: [loud]",
        "kind: sequence\n    patterns: ['{loud']",
        "expected a closed brace or bracket, found '{loud'",
    ),
    "unseen phrase": ("phrases: [ầm ĩ, om sòm]", 'phrases: [ầm ĩ, om sòm, "\\u200b"]', "found only unseen characters"),
    "includes": (
        "phrases: [ầm ĩ, om sòm]",
        "phrases: [ầm ĩ, om sòm]\n    includes: [loud]",
        "expected another list, found 'loud' that includes itself",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_where_it_stands(mistake: str, tmp_path: Path) -> None:
    old, new, message = MISTAKES[mistake]
    assert old in RULES
    shown = told(tmp_path, rules=RULES.replace(old, new))
    assert message in shown
    assert re.match(r"tst\.yml:\d+:\d+ ", shown)


def test_every_mistake_is_told_at_once(tmp_path: Path) -> None:
    shown = told(tmp_path, rules=RULES.replace("clause: manner", "clause: maner").replace("[loud]", "[lout]"))
    assert len(shown.splitlines()) >= 2


def test_a_mistake_in_pack_yml(tmp_path: Path) -> None:
    shown = told(tmp_path, pack=PACK.replace("source: practice", "source: habit"))
    assert "pack.yml:9:" in shown
    assert "source: expected 'plan', 'law' or 'practice', found 'habit'" in shown


def test_a_rule_that_does_not_prove_itself_is_refused(tmp_path: Path) -> None:
    shown = told(tmp_path, rules=RULES.replace("Họp chợ cả đêm", "Họp chợ om sòm cả đêm"))
    assert "tst.yml:16:12 TST101 good[1]: expected no finding of TST, found TST101 at 'om sòm'" in shown


def test_a_phrase_that_its_own_rule_always_silences_is_refused(tmp_path: Path) -> None:
    signal = "signals:\n  calm: {says: {vi: êm, en: calm}, phrases: [om]}\nrules:\n"
    rules = RULES.replace("rules:\n", signal).replace("    score: 0.7", "    score: 0.7\n    unless: [calm]")
    assert "tst.yml:3:5 loud: expected phrases that match by themselves; 'om sòm' never does" in told(
        tmp_path, rules=rules
    )


def test_proof_is_remembered_until_the_pack_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONTENT_GUARD_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "pack"
    folder.mkdir()
    pack = write(folder)
    Guard(packs=[pack])
    proved = list((tmp_path / "cache").glob("proved-*"))
    assert len(proved) == 1
    monkeypatch.setattr("content_guard.guard.prove", None)  # a second proof would fail
    Guard(packs=[pack])
    write(folder, RULES.replace("score: 0.7", "score: 0.8"))
    with pytest.raises(TypeError):
        Guard(packs=[pack])


@pytest.mark.parametrize("name", ["khong-co", "./khong-co"])
def test_a_pack_that_is_not_there(name: str) -> None:
    with pytest.raises(ConfigError, match=r"There is no pack .*lai-chau-covid-2021"):
        Guard(packs=[name])


def test_a_folder_without_pack_yml(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"has no pack\.yml"):
        Guard(packs=[str(tmp_path)])


def test_a_pack_that_extends_the_first_one(tmp_path: Path) -> None:
    guard = Guard(packs=[write(tmp_path, pack=PACK.replace("[common]", "[lai-chau-covid-2021]"))])
    codes = {f.code for f in guard.check_text("Kinh hoàng: họp chợ ầm ĩ cả đêm").findings}
    assert {"HED101", "TST101"} <= codes


@pytest.mark.parametrize(
    "settings", [{"lang": "fr"}, {"min_score": 2}, {"select": ["QQQ"]}, {"ignore": ["hed"]}, {"packs": []}]
)
def test_a_setting_that_means_nothing_is_refused(settings: dict[str, object]) -> None:
    with pytest.raises(ConfigError):
        Guard(**settings)  # type: ignore[arg-type]
