"""A pack that extends another: what it takes over, writes anew, switches off and overrides."""

from __future__ import annotations

from pathlib import Path

import pytest

from content_guard import ConfigError, Draft, Guard, RuleError
from content_guard.entrances.cli import main

FAULTY = "Kinh hoàng: chết hàng loạt sau tiêm vắc xin!"
HEAD = "id: {}\ntitle: {{vi: Thử, en: Trial}}\nissuer: Tòa soạn\ndate: 01/01/2022\n"
OWN = (
    "families:\n  TST: {letter: T, title: {vi: Thử, en: Trial}}\n"
    "clauses:\n  manner: {text: Viết rõ ràng, source: practice, where: Sổ tay}\n"
)
LOUD = """\
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
    unless: [hushed]
    message: {vi: "Từ “{words}” ồn ào.", en: "“{words}” is loud."}
    advice: {vi: [Viết êm hơn.], en: [Write softer.]}
    why: {vi: Ồn., en: Loud.}
    bad: ["Họp chợ [ầm ĩ] cả đêm", "Trẻ con [om sòm] trước cổng"]
    good: ["Họp chợ cả đêm", "Trẻ con chơi trước cổng"]
signals:
  hushed: {says: {vi: đã êm, en: hushed}, phrases: [đã êm]}
"""


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Write a pack below a folder of its own; answer its name."""
    monkeypatch.chdir(tmp_path)

    def write(name: str, more: str = "", **files: str) -> str:
        folder = tmp_path / name
        folder.mkdir()
        (folder / "pack.yml").write_text(HEAD.format(name) + more, encoding="utf-8")
        for stem, text in files.items():
            (folder / f"{stem}.yml").write_text(text, encoding="utf-8")
        return f"./{name}"

    return write


@pytest.fixture
def loud(pack) -> str:
    """A pack with one rule, to be extended."""
    return pack("loud", "extends: [common]\n" + OWN, tst=LOUD)


def found(guard: Guard, headline: str, body: str = "") -> list[tuple[str, str]]:
    return [(f.code, f.text) for f in guard.check(Draft(headline, body=body)).findings]


def told(*packs: str) -> str:
    with pytest.raises(RuleError) as error:
        Guard(packs=packs)
    return str(error.value)


def rule(guard: Guard, code: str):
    return next(rule for rule in guard.rules if rule.code == code)


# Take over, switch off, override.


def test_a_pack_that_only_extends_is_the_one_it_extends(pack) -> None:
    mine = Guard(packs=[pack("mine", "extends: [lai-chau-covid-2021]\n")])
    assert found(mine, FAULTY) == found(Guard(), FAULTY) != []


def test_a_newsroom_that_only_switches_off_and_overrides(pack) -> None:
    mine = Guard(
        packs=[
            pack(
                "mine",
                "extends: [lai-chau-covid-2021]\nswitch-off: [VAC, HED2]\n"
                "override:\n  HED101: {severity: info, score: 0.55}\n  HED102: {preview: true}\n",
            )
        ]
    )
    codes = {rule.code for rule in mine.rules}
    assert not any(code.startswith(("VAC", "HED2")) for code in codes)
    assert "HED102" not in codes
    assert (rule(mine, "HED101").severity, rule(mine, "HED101").score) == ("info", 0.55)
    (finding,) = mine.check_text("Kinh hoàng chốt số 3 phường Tân Phong").findings
    assert (finding.severity, round(finding.score, 2)) == ("info", 0.55)


def test_a_score_below_what_is_shown_is_a_choice_of_the_pack(pack) -> None:
    mine = Guard(packs=[pack("mine", "extends: [lai-chau-covid-2021]\noverride: {HED101: {score: 0.2}}\n")])
    assert "HED101" not in [code for code, _ in found(mine, "Kinh hoàng chốt số 3 phường Tân Phong")]


def test_switching_off_and_overriding_add_up_along_the_way(pack, loud: str) -> None:
    pack("middle", "extends: [../loud]\noverride: {TST101: {severity: error, score: 0.6}}\n")
    top = Guard(packs=[pack("top", "extends: [../middle]\noverride: {TST101: {score: 0.9}}\n")])
    assert (rule(top, "TST101").severity, rule(top, "TST101").score) == ("error", 0.9)
    assert Guard(packs=[pack("silent", "extends: [../top]\nswitch-off: [TST]\n")]).rules == ()


def test_a_pack_may_write_anew_what_the_one_below_switched_off(pack, loud: str) -> None:
    pack("silent", "extends: [../loud]\nswitch-off: [TST101]\n")
    again = pack("again", "extends: [../silent]\n", tst=LOUD.replace("score: 0.7", "score: 0.8"))
    assert rule(Guard(packs=[again]), "TST101").score == 0.8


def test_the_command_line_takes_such_a_pack(pack, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    pack("mine", "extends: [lai-chau-covid-2021]\nswitch-off: [VAC, CAS]\noverride: {HED101: {severity: error}}\n")
    (tmp_path / "tin.txt").write_text(FAULTY, encoding="utf-8")
    assert main(["check", "tin.txt", "--pack", "mine", "--format", "concise"]) == 1
    assert "HED101 error" in capsys.readouterr().out
    assert main(["rules", "--pack", "mine"]) == 0
    assert "VAC1" not in capsys.readouterr().out
    assert main(["test-rules", "--pack", "mine"]) == 0
    assert capsys.readouterr().out == "0 rules, 0 examples: 0 problems\n"


# Write anew.


def test_a_list_is_written_anew(pack, loud: str) -> None:
    mine = pack("mine", "extends: [../loud]\n", tst="lexicons:\n  loud: {phrases: [inh ỏi]}\n")
    guard = Guard(packs=[mine])
    assert found(guard, "Họp chợ inh ỏi cả đêm") == [("TST101", "inh ỏi")]
    assert found(guard, "Họp chợ ầm ĩ cả đêm") == []


def test_a_list_that_includes_its_own_name_is_added_to(pack, loud: str) -> None:
    more = (
        "lexicons:\n  loud: {phrases: [inh ỏi], includes: [loud], shields: [still]}\n  still: {phrases: [ầm ĩ vui]}\n"
    )
    guard = Guard(packs=[pack("mine", "extends: [../loud]\n", tst=more)])
    assert found(guard, "Họp chợ inh ỏi cả đêm") == [("TST101", "inh ỏi")]
    assert found(guard, "Họp chợ ầm ĩ cả đêm") == [("TST101", "ầm ĩ")]
    assert found(guard, "Họp chợ ầm ĩ vui cả đêm") == []


def test_a_signal_is_written_anew_and_keeps_its_factor(pack) -> None:
    quoted = "signals:\n  quoted: {says: {vi: trong móc, en: in brackets}, patterns: ['« …9 @']}\n"
    guard = Guard(packs=[pack("mine", "extends: [lai-chau-covid-2021]\n", own=quoted)], min_score=0.3)
    (finding,) = guard.check_text("« Kinh hoàng » chốt số 3 phường Tân Phong").findings
    shipped = next(rule for rule in Guard().rules if rule.code == finding.code)
    factor = next(factor for use, factor in shipped.factors if use.signal == "quoted")
    assert ("trong móc", factor) in [(step.what, step.effect) for step in finding.because]


def test_a_rule_is_written_anew(pack, loud: str) -> None:
    other = LOUD[: LOUD.index("signals:")].partition("rules:\n")[2].replace("warning", "info")
    mine = pack("mine", "extends: [../loud]\n", tst="rules:\n" + other.replace("    unless: [hushed]\n", ""))
    guard = Guard(packs=[mine])
    assert rule(guard, "TST101").severity == "info"
    assert found(guard, "Họp chợ ầm ĩ cả đêm, nay đã êm") == [("TST101", "ầm ĩ")]


def test_families_and_clauses_are_taken_over(pack, loud: str) -> None:
    rules = LOUD[LOUD.index("rules:") : LOUD.index("signals:")].replace("TST101", "TST901")
    mine = Guard(packs=[pack("mine", "extends: [../loud]\n", tst=rules)])
    assert [r.code for r in mine.rules] == ["TST101", "TST901"]


def test_what_is_written_anew_is_told(pack, loud: str, capsys: pytest.CaptureFixture[str]) -> None:
    more = "lexicons:\n  loud: {phrases: [inh ỏi], includes: [loud]}\n"
    more += "signals:\n  hushed: {says: {vi: đã êm, en: hushed}, phrases: [đã yên]}\n"
    pack("mine", "extends: [../loud]\n", tst=more)
    assert main(["test-rules", "--pack", "mine"]) == 0
    assert capsys.readouterr().out == (
        "mine/tst.yml:2:9 loud: adds to the one of loud/tst.yml:3:5\n"
        "mine/tst.yml:4:11 hushed: takes the place of the one of loud/tst.yml:19:11\n"
        "0 rules, 0 examples: 0 problems\n"
    )


# Proofs.


def test_own_rules_are_held_against_the_good_examples_of_the_pack_below(pack, loud: str) -> None:
    greedy = LOUD[LOUD.index("rules:") : LOUD.index("signals:")].replace("TST101", "TST901")
    greedy = greedy.replace("lists: [loud]", "phrases: [trẻ con, họp]").replace("[ầm ĩ]", "ầm ĩ")
    greedy = (
        greedy.replace("[om sòm]", "om sòm").replace('"Họp chợ ', '"[Họp] chợ ').replace("Trẻ con om", "[Trẻ con] om")
    )
    greedy = greedy.replace('good: ["[Họp] chợ cả đêm", "Trẻ con chơi', 'good: ["Mở chợ cả đêm", "Các em chơi')
    shown = told(pack("mine", "extends: [../loud]\n", tst=greedy))
    assert "loud/tst.yml:17:12 TST101 good[1]: expected no finding of TST, found TST901 at 'Họp'" in shown


def test_a_pack_below_that_does_not_prove_itself_is_refused(pack) -> None:
    pack("wrong", "extends: [common]\n" + OWN, tst=LOUD.replace("Họp chợ cả đêm", "Họp chợ om sòm"))
    assert "wrong/tst.yml:17:12 TST101 good[1]" in told(pack("mine", "extends: [../wrong]\n"))


# Mistakes.

MISTAKES = {
    "switch-off": (
        "switch-off: [VAC, HEX]",
        "mine/pack.yml:6:19 switch-off: expected a code, or the beginning of one, of this pack or one it extends, "
        "found 'HEX'; did you mean 'HED'?",
    ),
    "switch-off a code": ("switch-off: [HED110]", "found 'HED110'; did you mean 'HED1"),
    "switch-off no code": ("switch-off: [hed]", "mine/pack.yml:6:14 switch-off: expected match pattern"),
    "override": (
        "override: {HED110: {score: 0.7}}",
        "mine/pack.yml:6:20 override HED110: expected the code of a rule of this pack or one it extends, "
        "found 'HED110'; did you mean 'HED1",
    ),
    "override nothing": ("override: {HED101: {}}", "override HED101: expected severity, score or preview, found none"),
    "override what is off": (
        "override: {HED101: {score: 0.7}}\nswitch-off: [HED]",
        "mine/pack.yml:6:20 override HED101: expected a rule that is on, found one that is switched off here",
    ),
    "override severity": (
        "override: {HED101: {severity: warn}}",
        "mine/pack.yml:6:31 severity: expected 'error', 'warning' or 'info', found 'warn'",
    ),
    "override another field": (
        "override: {HED101: {severty: info}}",
        "mine/pack.yml:6:30 severty: is not a name known here; did you mean 'severity'?",
    ),
    "override score": ("override: {HED101: {score: 2}}", "mine/pack.yml:6:28 score: expected less than 1, found '2'"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_where_it_stands(mistake: str, pack) -> None:
    written, message = MISTAKES[mistake]
    assert message in told(pack("mine", f"extends: [lai-chau-covid-2021]\n{written}\n"))


def test_a_pack_to_extend_that_is_not_there(pack) -> None:
    shown = told(pack("mine", "extends: [common, lai-chau-covid-2012]\n"))
    assert shown.startswith("mine/pack.yml:5:19 extends: There is no pack 'lai-chau-covid-2012'")
    assert shown.endswith("lai-chau-covid-2021.")


@pytest.mark.parametrize("extends", ["", "extends: [common]\n"])
def test_a_pack_that_extends_no_other_has_families_and_clauses(extends: str, pack) -> None:
    shown = told(pack("mine", extends))
    assert [line.split(" ", 1)[1] for line in shown.splitlines()] == [
        "families: expected, but it is not there",
        "clauses: expected, but it is not there",
    ]


def test_a_pack_that_extends_itself(pack) -> None:
    pack("one", "extends: [../two]\n")
    with pytest.raises(ConfigError, match="extends itself"):
        Guard(packs=[pack("two", "extends: [../one]\n")])


def test_a_name_that_two_packs_share_without_extending_one_another(pack, loud: str) -> None:
    other = LOUD.replace("TST", "OTH").replace("[ầm ĩ, om sòm]", "[ầm ĩ, om sòm, inh ỏi]")
    clash = told(loud, pack("other", "extends: [common]\n" + OWN.replace("TST", "OTH"), oth=other))
    assert (
        "other/oth.yml:3:5 loud: expected a name of its own, found one that loud/tst.yml:3:5 has too; "
        "rename it, or let this pack extend that one" in clash
    )


def test_a_code_that_is_written_twice_in_a_pack(pack) -> None:
    again = LOUD[LOUD.index("rules:") : LOUD.index("signals:")]
    shown = told(pack("mine", "extends: [common]\n" + OWN, one=LOUD, two=again))
    assert shown == "mine/two.yml:2:5 TST101: expected a name of its own, found one that mine/one.yml:5:5 has too"
