"""Configuration: found near the draft, read with the place of every mistake, and obeyed."""

from __future__ import annotations

import io
import json
import pickle
import re
import sys
import tomllib
import unicodedata
from collections.abc import Callable
from functools import cache
from math import prod
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from content_guard import ConfigError, Draft, Guard, Report, RuleError
from content_guard.config import Choice, Overrides, RuleSetting
from content_guard.entrances.cli import main
from content_guard.finding import Severity, Step
from content_guard.guards import Guards

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
SHOCK = "Kinh hoàng chốt số 3 phường Tân Phong"  # HED101 alone, a warning, in both packs
LOUD = "Họp chợ ầm ĩ cả đêm"  # TST101 and TST201 of the pack below
PACK = """\
id: %s
title: {vi: Thử, en: Trial}
issuer: x
date: 01/01/2022
families: {%s}
clauses: {manner: {text: Viết rõ, source: practice, where: Sổ tay}}
"""
FAMILY = "%s: {letter: %s, title: {vi: Thử, en: Trial}}"
LISTS = """\
signals:
  told: {says: {vi: có nguồn, en: sourced}, lists: [heard], factor: 0.8}
lexicons:
  heard: {phrases: [theo bà Lò Thị Xuân, chói tai]}
"""
LISTS_OF_TST = """\
  loud: {phrases: [ầm ĩ, om sòm, chói tai], boundary: syllable}
  market: {phrases: [chợ]}
"""
RULE = """\
  - code: %s
    name: %s
    clause: manner
    severity: warning
    score: 0.72
    kind: %s
    %s
    message: {vi: "Từ “{words}”.", en: "The word “{words}”."}
    advice: {vi: [Bớt đi.], en: [Less.]}
    why: {vi: Ồn., en: Noisy.}
    weaken: [told]
    bad: ["%s", "%s"]
    good: ["Chợ họp cả đêm", "Chợ họp sáng nay"]
"""
RULES = (
    ("HED101", "a", "phrase", "phrases: [kinh hoàng, rùng rợn]", "[Kinh hoàng] ở chợ", "[Rùng rợn] ở chợ"),
    ("HED201", "b", "phrase", "phrases: [trời ơi, ối giời]", "[Trời ơi] là chợ", "[Ối giời] là chợ"),
    ("HED301", "c", "pattern", 'expression: "!{2,}"', "Chợ họp[!!]", "Chợ họp[!!!]"),
    ("TST101", "d", "phrase", "lists: [loud]", "Họp chợ [ầm ĩ] cả đêm", "Họp chợ [om sòm]"),
    ("TST201", "e", "sequence", "patterns: ['{market} …2 {loud}']", "Họp [chợ ầm ĩ]", "Họp [chợ om sòm]"),
    ("TST301", "f", "pattern", 'expression: "ồn{3,}"', "Họp chợ [ồnnn] cả đêm", "Chợ [ồnnnn]"),
    ("VAC101", "g", "phrase", "phrases: [tai biến, sốc thuốc]", "Có [tai biến]", "Bị [sốc thuốc]"),
)


def write(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def write_pack(folder: Path, id: str = "tst", families: tuple[str, ...] = ("HED", "TST", "VAC")) -> Path:
    titles = ", ".join(FAMILY % (family, family[0]) for family in families)
    write(folder / "pack.yml", PACK % (id, titles))
    rules = "".join(RULE % rule for rule in RULES if rule[0].startswith(families))
    lists = LISTS + (LISTS_OF_TST if "TST" in families else "")
    write(folder / "tst.yml", f"{lists}rules:\n{rules}")
    return folder


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository of its own, to which all paths of a test lead; with a pack in ``quy-tac``."""
    (tmp_path / ".git").mkdir()
    write_pack(tmp_path / "quy-tac")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    def command(*arguments: str) -> tuple[int, str, str]:
        try:
            code = main(arguments)
        except SystemExit as left:  # argparse's own errors
            code = int(str(left.code))
        return (code, *capsys.readouterr())

    return command


@pytest.fixture
def small(run: Callable[..., tuple[int, str, str]]) -> Callable[..., tuple[int, str, str]]:
    """As ``run``, with the pack of these tests: it compiles in no time."""
    return lambda *arguments: run(*arguments, "--pack", "quy-tac")


def findings(out: str) -> dict[str, list[str]]:
    """Name of the draft (composed) → every code that was found, from a report in ``jsonl``."""
    drafts = map(json.loads, out.splitlines())
    return {unicodedata.normalize("NFC", d["name"]): codes_of(d["findings"]) for d in drafts}


def codes_of(told: list[dict[str, Any]]) -> list[str]:
    return sorted({code for f in told for code in (f["code"], *f["also"])})


def codes(report: Report) -> list[str]:
    return codes_of(report.to_dict()["findings"])


def made(file: str = "a.toml", **settings: Any) -> Guard:
    """The guard of a file, with the pack of these tests."""
    return Guard.from_config(file, packs=["quy-tac"], **settings)


@cache
def shipped() -> Guard:
    return Guard()


# One rule that is not ready yet.


def test_a_rule_in_preview_is_on_where_its_whole_code_is_named(here: Path, small: Callable) -> None:
    file = here / "quy-tac" / "tst.yml"
    written = file.read_text(encoding="utf-8").replace("name: d\n", "name: d\n    preview: true\n")
    write(file, written.replace("name: e\n", "name: e\n    preview: true\n"))
    write(here / "a.txt", LOUD)

    def found(*options: str) -> list[str]:
        return findings(small("check", "a.txt", "--format", "jsonl", *options)[1])["a.txt"]

    assert found() == found("--select", "TST") == []
    assert found("--select", "TST101") == ["TST101"]
    write(here / "content-guard.toml", "rules = {TST101 = 'on', TST = 'info'}")
    assert found() == ["TST101"]
    assert found("--preview") == ["TST101", "TST201"]
    write(here / "content-guard.toml", "rules = {TST101 = 'off'}")
    assert found() == []


# What speaks for a whole run.


def test_the_baseline_of_a_configuration_is_used_and_written(here: Path, small: Callable) -> None:
    write(here / "content-guard.toml", "baseline = 'chung/da-biet.toml'")
    write(here / "tin" / "a.txt", SHOCK)
    (here / "chung").mkdir()
    told = "chung/da-biet.toml: there is no such baseline. Make one: content-guard baseline PATHS"
    assert told in small("check", "tin")[2]
    assert small("baseline", "tin")[0] == 0
    assert small("check", "tin", "--fail-on", "warning")[0] == 0
    assert small("check", "tin", "--fail-on", "warning", "--isolated")[0] == 1
    assert 'baseline = "chung/da-biet.toml"  # content-guard.toml:1:1' in small("config", "tin/a.txt")[1]
    assert Guard.from_config("content-guard.toml", packs=["quy-tac"]).check_file("tin/a.txt").findings == ()
    write(here / "b.toml", (here / "chung" / "da-biet.toml").read_text(encoding="utf-8").split("\n\n")[0])
    assert small("check", "tin", "--fail-on", "warning", "--baseline", "b.toml")[0] == 1  # the command line wins
    assert small("audit", "tin", "--format", "json")[1].count('"findings": 1')  # an audit counts everything


def test_a_score_that_equals_the_least_one_is_shown(here: Path, small: Callable) -> None:
    file = here / "quy-tac" / "tst.yml"
    write(file, file.read_text(encoding="utf-8").replace("score: 0.72", "score: 0.6"))
    write(here / "a.txt", SHOCK)
    for least in ("0.6", "0.60000001"):
        out = small("check", "a.txt", "--format", "jsonl", "--min-score", least)[1]
        assert findings(out)["a.txt"] == (["HED101"] if least == "0.6" else [])


@pytest.mark.parametrize("option", ["--config=", "--baseline=", "--select=", "--select=,", "--ignore="])
def test_an_option_that_is_given_empty_is_refused(here: Path, small: Callable, option: str) -> None:
    """As by a variable that is not set: what was meant would silently not be done."""
    code, out, err = small("check", option)
    assert (code, out) == (2, "")
    assert err.startswith(f"{option.partition('=')[0]} was given, but empty.")


def test_hooks_that_name_files_leave_out_what_a_check_of_the_folder_does(here: Path, small: Callable) -> None:
    write(here / "content-guard.toml", "exclude = ['loa/']")
    write(here / ".gitignore", "nhap.txt")
    named = ["loa/a.txt", "nhap.txt", "tin/b.txt", ".an.txt"]
    for name in named:
        write(here / name, SHOCK)
    out = small("check", *named, "--format", "jsonl", "--force-exclude")[1]
    assert list(findings(out)) == ["tin/b.txt"]
    assert len(findings(small("check", *named, "--format", "jsonl")[1])) == 4
    assert "khong-co.txt: cannot be read" in small("check", "khong-co.txt", "--force-exclude")[1]


def test_a_limit_beyond_all_memory_takes_none(here: Path, small: Callable, monkeypatch) -> None:
    write(here / "content-guard.toml", "max-megabytes = 1e15\n")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SHOCK.encode())))
    assert small("check", "-")[0] == 0


def test_patterns_of_a_file_that_is_named_are_read_from_its_folder_if_that_is_above(
    here: Path, run: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(here / "cfg" / "ci.toml", "exclude = ['/loa/']")
    write(here / "content-guard.toml", "extend = 'cfg/ci.toml'")
    for name in ("loa/a.txt", "desk/loa/b.txt"):
        write(here / name, SHOCK)
    monkeypatch.chdir(here / "desk")
    for options in ((), ("--config", "../content-guard.toml")):
        out = run("check", "..", "--format", "jsonl", *options, "--pack", "../quy-tac")[1]
        assert list(findings(out)) == ["../desk/loa/b.txt"]


@pytest.mark.parametrize("limit", ["0.001", "1"])
def test_files_above_the_limit_are_not_read(here: Path, small: Callable, limit: str, monkeypatch) -> None:
    write(here / "content-guard.toml", f"max-megabytes = {limit}\n")
    write(here / "a.txt", f"{SHOCK}\n\n{LOUD}.\n" * 20)
    text = (here / "a.txt").read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))
    refused = limit == "0.001"
    for path in ("a.txt", "-"):
        code, out, _ = small("check", path, "--exit-zero")
        assert (code, "bytes is more than the limit of 1,049" in out) == (2 * refused, refused)
    assert ("skipped" in small("check")[2]) == refused
    guard = Guard.from_config("content-guard.toml", packs=["quy-tac"])
    (one,) = pickle.loads(pickle.dumps(guard)).check_many(["a.txt"])
    assert hasattr(one, "error") == refused
    with pytest.raises(ConfigError, match="max_megabytes is 0; expected a number above 0"):
        Guard(max_megabytes=0)


# Where it is found.


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("content-guard.toml", "ignore = ['TST1']"),
        (".content-guard.toml", "ignore = ['TST1']"),
        ("pyproject.toml", "[build-system]\nrequires = []\n[tool.content-guard]\nignore = ['TST1']"),
        ("content-guard.toml", "\ufeffignore = ['TST1']\r\n"),
    ],
)
def test_the_nearest_file_applies(here: Path, run: Callable, name: str, text: str) -> None:
    write(here / "content-guard.toml", "packs = ['quy-tac']")
    write(here / "tin" / name, text.replace("ignore", "packs = ['../quy-tac']\nignore"))
    write(here / "tin" / "sau" / "a.txt", LOUD)
    write(here / "b.txt", LOUD)
    code, out, err = run("check", "--format", "jsonl")
    assert (code, err) == (0, "")
    assert findings(out) == {"b.txt": ["TST101", "TST201"], "tin/sau/a.txt": ["TST201"]}


def test_of_one_folder_the_plain_name_comes_first_and_a_project_file_of_others_is_no_configuration(
    here: Path, small: Callable
) -> None:
    write(here / "content-guard.toml", "lang = 'en'")
    write(here / ".content-guard.toml", "lang = 'vi'")
    assert "# read: content-guard.toml\n" in small("config")[1]
    write(here / "tin" / "pyproject.toml", "[tool.ruff]\nline-length = 3")
    assert "# read: content-guard.toml\n" in small("config", "tin/a.txt")[1]
    write(here / "tin" / "pyproject.toml", "this is = no TOML =")  # of no concern: it never speaks of us
    assert "# read: content-guard.toml\n" in small("config", "tin/a.txt")[1]


def test_the_search_ends_at_the_root_of_the_repository(here: Path, small: Callable) -> None:
    write(here / "content-guard.toml", "lang = 'en'")
    (here / "trong" / ".git").mkdir(parents=True)
    assert "# no configuration file was read" in small("config", "trong/a.txt")[1]
    assert 'lang = "en"  # content-guard.toml:1:1' in small("config", "tin/a.txt")[1]


def test_the_guard_itself_reads_no_configuration(here: Path) -> None:
    write(here / "content-guard.toml", "ignore = ['HED']")
    assert Guard(packs=["quy-tac"]).check_text(SHOCK).findings
    assert made("content-guard.toml").check_text(SHOCK).findings == ()
    (finding,) = made("content-guard.toml", ignore=(), lang="en").check_text(SHOCK).findings
    assert finding.message == "The word “Kinh hoàng”."


# Mistakes are told with their place.


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("ignroe = ['HED']", "content-guard.toml:1:1 ignroe: is not a setting; did you mean 'ignore'?"),
        ("lang = 'vi'\n  min_score = 0.5", "content-guard.toml:2:3 min_score: is not a setting; did you mean 'min-sc"),
        ("xyz = 1", "content-guard.toml:1:1 xyz: is not a setting; these are: extend, packs, "),
        (
            "[rules]\nHED101 = {severtiy = 'info'}",
            "content-guard.toml:2:11 rules.HED101.severtiy: is not a setting; did",
        ),
        ("[rules.HED101]\nodds = 0", "content-guard.toml:2:1 rules.HED101.odds: expected greater than 0, found 0"),
        ("[rules]\nHED101 = 'of'", "content-guard.toml:2:1 rules.HED101: expected one of off, on, error, warning, inf"),
        ("[rules]\nSUP003 = {odds = 2}", "content-guard.toml:1:2 rules: expected severity or off for SUP003"),
        ("[rules]\nHED101 = 'off'\nHED9 = 'off'", "content-guard.toml:3:1 rules: No rule's code begins with 'HED9'"),
        (
            "[rules]\nHED110 = 'off'",
            "content-guard.toml:2:1 rules: No rule's code begins with 'HED110'. Did you mean HED",
        ),
        ("max-megabytes = inf", "content-guard.toml:1:1 max-megabytes: expected a finite number"),
        ("baseline = '~khong-co-ai/x'", "content-guard.toml:1:1 baseline: expected a path, found '~khong-co-ai/x'"),
        ("extend = '~khong-co-ai/x'", "content-guard.toml:1:1 extend: expected a path, found '~khong-co-ai/x'"),
        ("packs = ['~khong-co-ai/x']", "content-guard.toml:1:10 packs: expected a path, found '~khong-co-ai/x'"),
        ('baseline = "a\\u0000"', "content-guard.toml:1:1 baseline: expected a path, found 'a\\x00'"),
        ("[rules]\n'' = 'off'", "content-guard.toml:2:1 rules.: expected something, found none"),
        ("max-megabytes = 0", "content-guard.toml:1:1 max-megabytes: expected greater than 0, found 0"),
        (
            "[rules]\nHED101 = 'no'",
            "content-guard.toml:2:1 rules.HED101: expected one of off, on, error, warning, info",
        ),
        (
            "select = ['HED', \n 'hed101']",
            "content-guard.toml:2:2 select: No rule's code begins with 'hed101'. Did y",
        ),
        ("extend-ignore = ['X']", "content-guard.toml:1:18 ignore: No rule's code begins with 'X'"),
        (
            "[per-file-ignores]\n'*.md' = ['X']",
            "content-guard.toml:2:1 per-file-ignores: No rule's code begins with 'X'",
        ),
        (
            "[per-file-ignores]\n'!a' = ['HED']",
            "content-guard.toml:2:1 per-file-ignores.!a: expected a pattern without",
        ),
        ("exclude = ['a', '/']", "content-guard.toml:1:17 exclude: expected a pattern as in .gitignore"),
        ("accept = 'a'", "content-guard.toml:1:1 accept: expected a list in [brackets], found 'a'"),
        ("accept = ['a', ' \u200b']", "content-guard.toml:1:16 accept: expected words, found only spaces or unseen"),
        ("lang = 'fr'", "content-guard.toml:1:1 lang: expected 'vi' or 'en', found 'fr'"),
        ("min-score = '0.5'", "content-guard.toml:1:1 min-score: expected a valid number, found '0.5'"),
        ("min-score = 1.5", "content-guard.toml:1:1 min-score: expected less than or equal to 1, found 1.5"),
        (
            "fail-on = 'all'",
            "content-guard.toml:1:1 fail-on: expected 'error', 'warning', 'info' or 'never', found 'a",
        ),
        ("preview = 'yes'", "content-guard.toml:1:1 preview: expected a valid boolean, found 'yes'"),
        (
            "packs = ['khong-co']",
            "content-guard.toml:1:10 packs: expected a folder, or a pack that ships with content-g",
        ),
        ("packs = []", "content-guard.toml:1:1 packs: expected something, found none"),
        ("extend = 'khong-co.toml'", "content-guard.toml:1:1 extend: expected a file, found none at khong-co.toml"),
        ("extend = 'content-guard.toml'", "content-guard.toml:1:1 extend: content-guard.toml extends itself"),
        ("lang = 'vi'\nlang = 'en'", "content-guard.toml:2:12 expected TOML, found: cannot overwrite a value"),
        ("odds = nan\nmin-score = nan", "content-guard.toml:2:1 min-score: expected "),
        ("[rules]\nHED101 = {odds = nan}", "content-guard.toml:2:11 rules.HED101.odds: expected "),
        (f"x = {'[' * 300}{']' * 300}", "content-guard.toml:1:605 expected TOML, found: "),
        ("rules = 3", "content-guard.toml:1:1 rules: expected a table, found 3"),
        ("'a.b' = 1\n\"c\\u0064\".e = 2", "content-guard.toml:1:1 a.b: is not a setting; these are"),
    ],
)
def test_a_mistake_is_told_with_its_place_and_what_to_do(here: Path, small: Callable, text: str, told: str) -> None:
    write(here / "content-guard.toml", text)
    write(here / "a.txt", SHOCK)
    code, out, err = small("check", "a.txt", "--format", "json")
    assert (code, out) == (2, "")
    assert any(line.startswith(told) for line in err.splitlines()), err


def test_all_mistakes_of_a_file_are_told_at_once_in_their_order(here: Path, small: Callable) -> None:
    write(here / "pyproject.toml", "[tool.content-guard]\nlang = 1\nx = 1\n[tool.content-guard.rules]\nA = {b = 1}")
    lines = small("check")[2].splitlines()
    assert [line.split(" ")[0] for line in lines] == ["pyproject.toml:2:1", "pyproject.toml:3:1", "pyproject.toml:5:6"]


def test_a_mistake_below_is_told_before_anything_is_printed(here: Path, small: Callable) -> None:
    write(here / "a.txt", SHOCK)
    write(here / "tin" / "content-guard.toml", "x = 1")
    write(here / "tin" / "b.txt", SHOCK)
    code, out, err = small("check", "--format", "json")
    assert (code, out) == (2, "")
    assert err.startswith("tin/content-guard.toml:1:1 x: is not a setting")


def test_a_file_that_cannot_be_read_is_told(here: Path, small: Callable) -> None:
    assert (
        "khong-co.toml: cannot be read (No such file or directory). Name a TOML file."
        in small("check", "--config", "khong-co.toml")[2]
    )
    (here / "content-guard.toml").write_bytes(b"accept = ['\xff']")
    assert "content-guard.toml: is not UTF-8. Save it as UTF-8" in small("check")[2]


# One file over another.


def test_a_file_adds_to_the_one_it_extends_or_takes_its_place(here: Path, run: Callable) -> None:
    write(
        here / "chung" / "toa-soan.toml",
        "packs = ['../quy-tac']\naccept = ['om sòm']\nlang = 'en'\nmin-score = 0.7\nignore = ['TST2']\n"
        "[rules]\nTST101 = 'off'\nTST301 = 'off'\n[per-file-ignores]\n'loa/' = ['TST']\n",
    )
    write(
        here / "tin" / "content-guard.toml",
        "extend = '../chung/toa-soan.toml'\naccept = ['ầm ĩ']\nmin-score = 0.6\nextend-ignore = ['SUP']\n"
        "[rules]\nTST101 = 'info'\n",
    )
    _, out, err = run("config", "tin/a.txt")
    value = tomllib.loads(out)
    assert err == ""
    assert "# read: tin/content-guard.toml, which extends chung/toa-soan.toml\n" in out
    assert value["packs"] == ["./quy-tac"]
    assert (value["accept"], value["ignore"]) == (["om sòm", "ầm ĩ"], ["TST2", "SUP"])
    assert value["min-score"] == 0.6
    assert '# lang = "en"  # chung/toa-soan.toml:3:1, where nothing outside tin is checked\n' in out
    assert value["rules"] == {"TST101": {"severity": "info"}, "TST301": {"off": True}}
    assert "min-score = 0.6  # tin/content-guard.toml:3:1\n" in out
    assert '  "om sòm",  # chung/toa-soan.toml:2:11\n' in out


def test_a_list_written_anew_forgets_the_one_below(here: Path, run: Callable) -> None:
    write_pack(here / "quy-tac", families=("TST",))
    write(
        here / "chung.toml", "extend-packs = ['quy-tac']\nselect = ['HED']\nextend-select = ['TST']\nignore = ['HED2']"
    )
    write(here / "content-guard.toml", "extend = 'chung.toml'\nextend-select = ['VAC']\nignore = ['HED3']")
    value = tomllib.loads(run("config")[1])
    assert value["packs"] == ["lai-chau-covid-2021", "./quy-tac"]
    assert (value["select"], value["ignore"]) == (["HED", "TST", "VAC"], ["HED3"])
    write(here / "content-guard.toml", "extend = 'chung.toml'\npacks = ['quy-tac']\nselect = ['TST']\nignore = []")
    value = tomllib.loads(run("config")[1])
    assert (value["packs"], value["select"], value["ignore"]) == (["./quy-tac"], ["TST"], [])


def test_a_project_file_that_is_named_has_our_table(here: Path, small: Callable) -> None:
    write(here / "pyproject.toml", "tool = 3 # content-guard")
    told = "pyproject.toml: has no table [tool.content-guard]. Write one, or name another file.\n"
    assert small("config", "--config", "pyproject.toml") == (2, "", told)
    assert "# no configuration file was read" in small("config")[1]
    write(here / "pyproject.toml", "[tool]\ncontent-guard = 3")
    assert small("config")[2] == "pyproject.toml:2:1 tool.content-guard: expected a table, found 3\n"


def test_files_that_extend_each_other_are_refused(here: Path, small: Callable) -> None:
    write(here / "a.toml", "extend = 'b.toml'")
    write(here / "b.toml", "extend = 'a.toml'")
    code, _, err = small("config", "--config", "a.toml")
    assert code == 2
    assert err.startswith("b.toml:1:1 extend: a.toml extends itself, by way of this file.")


# The command line wins.


def test_the_command_line_wins(here: Path, small: Callable) -> None:
    write(
        here / "content-guard.toml",
        "lang = 'en'\nfail-on = 'warning'\nmin-score = 0.9\nselect = ['VAC']\nignore = ['HED101', 'HED3']\n"
        "[rules]\nHED101 = 'off'\nHED201 = 'off'\n[per-file-ignores]\n'*.txt' = ['HED101']\n",
    )
    write(here / "a.txt", SHOCK)
    assert findings(small("check", "--format", "jsonl")[1]) == {"a.txt": []}
    said = "a.txt:1:1: HED101 warning 0.72 The word"
    code, out, _ = small("check", "--select", "HED101", "--min-score", "0.5", "--format", "concise")
    assert code == 1
    assert out.startswith(said)
    options = ("check", "--select", "HED101", "--min-score", "0.5", "--format", "concise")
    assert small(*options, "--lang", "vi", "--fail-on", "error")[:2] == (
        0,
        "a.txt:1:1: HED101 warning 0.72 Từ “Kinh hoàng”.\n",
    )
    assert small(*options, "--ignore", "HED1") == (0, "", "")


def test_who_selects_a_family_leaves_its_rules_off_that_the_file_names(here: Path, small: Callable) -> None:
    write(here / "content-guard.toml", "ignore = ['HED2']\n[rules]\nHED101 = 'off'")
    value = tomllib.loads(small("config", "--select", "HED", "--ignore", "HED3")[1])
    assert (value["select"], value["ignore"], value["rules"]) == (["HED"], ["HED2", "HED3"], {"HED101": {"off": True}})
    value = tomllib.loads(small("config", "--select", "HED101,HED2")[1])
    assert (value["ignore"], value["rules"]) == ([], {"HED101": {}})


def test_another_configuration_or_none(here: Path, small: Callable) -> None:
    write(here / "content-guard.toml", "ignore = ['HED']")
    write(here / "khac" / "ci.toml", "[rules]\nHED101 = 'error'\n[per-file-ignores]\n'loa/' = ['HED']")
    write(here / "a.txt", SHOCK)
    write(here / "loa" / "b.txt", SHOCK)
    assert findings(small("check", "--format", "jsonl")[1]) == {"a.txt": [], "loa/b.txt": []}
    code, out, _ = small("check", "--format", "jsonl", "--config", "khac/ci.toml")
    assert (code, findings(out)) == (1, {"a.txt": ["HED101"], "loa/b.txt": []})  # its patterns are read from here
    code, out, _ = small("check", "--format", "jsonl", "--isolated")
    assert (code, findings(out)) == (0, {"a.txt": ["HED101"], "loa/b.txt": ["HED101"]})
    assert small("check", "--isolated", "--config", "khac/ci.toml")[0] == 2


def test_what_speaks_for_the_run_comes_from_what_all_paths_share(here: Path, small: Callable) -> None:
    write(here / "tin" / "content-guard.toml", "lang = 'en'\nfail-on = 'warning'")
    write(here / "tin" / "a.txt", SHOCK)
    write(here / "b.txt", SHOCK)
    assert (small("check", "tin")[0], small("check", "tin/a.txt")[0]) == (1, 1)
    code, out, _ = small("check", "tin/a.txt", "b.txt", "--format", "concise")
    assert code == 0
    assert out.count("Từ “Kinh hoàng”.") == 2


def test_commands_about_rules_know_the_packs_of_this_folder(here: Path, run: Callable) -> None:
    write(here / "content-guard.toml", "packs = ['quy-tac']\nlang = 'en'\n[rules]\nTST101 = 'off'")
    assert "TST  Trial\n  TST101  warning" in run("rules")[1]
    assert "The word “…”." in run("rule", "TST101")[1]
    assert run("test-rules")[1] == "7 rules, 28 examples: 0 problems\n"
    assert "HED101" in run("rules", "--isolated")[1]


# Rules.


def test_a_severity_counts_in_the_exit_code_and_the_score(here: Path, small: Callable) -> None:
    write(here / "a.txt", SHOCK)
    scores = {}
    for severity, expected in (("error", 1), ("warning", 0), ("info", 0)):
        write(here / "content-guard.toml", f"[rules]\nHED101 = '{severity}'")
        code, out, _ = small("check", "--format", "json")
        report = json.loads(out)
        assert (code, report["summary"]["by_severity"]) == (expected, {severity: 1})
        scores[severity] = report["drafts"][0]["score"]
    assert scores == {"error": 72.0, "warning": 43.2, "info": 14.4}


@pytest.mark.parametrize("name", ["content-guard.toml", "pyproject.toml"])
def test_odds_are_a_step_of_the_score(here: Path, name: str) -> None:
    table = "tool.content-guard.rules" if name == "pyproject.toml" else "rules"
    write(here / name, f"[{table}]\nHED = {{odds = 0.25, severity = 'info'}}\nHED101 = {{odds = 0.75}}\n")
    (finding,) = made(name).check_text(SHOCK).findings
    assert finding.because[1] == Step(name, 0.75)
    odds = prod(step.effect for step in finding.because)
    assert finding.score == pytest.approx(odds / (1 + odds))
    assert finding.score == pytest.approx(0.75 * 0.72 / (0.75 * 0.72 + 0.28))
    assert finding.severity == "info"  # each from the longest beginning that gives it


def test_odds_are_shown_where_the_arithmetic_is(here: Path, run: Callable) -> None:
    write(here / "content-guard.toml", "[rules]\nHED101 = {odds = 0.75}")
    write(here / "a.txt", SHOCK)
    expected = "3,55 (HED101) × 0,75 (content-guard.toml) = 2,66 → 0,73\n"
    assert expected in run("check", "--verbose")[1]


def test_a_family_off_and_one_of_its_rules_on(here: Path) -> None:
    write(here / "a.toml", "[rules]\nHED = 'off'\nHED101 = 'on'\nVAC = {off = true}")
    assert [rule.code for rule in made().rules] == ["HED101", "TST101", "TST201", "TST301"]


def test_overrides_from_python() -> None:
    overrides = Overrides(rules=(RuleSetting("HED101", severity=Severity.ERROR, odds=2.0),))
    guard = Guard(packs=_packs, overrides=overrides, accept=["chốt số 3"])
    (finding,) = guard.check_text(SHOCK).findings
    assert (finding.severity, finding.because[1:]) == (Severity.ERROR, (Step("configuration", 2.0),))
    again = pickle.loads(pickle.dumps(guard))
    assert again.check_text(SHOCK) == guard.check_text(SHOCK)
    with pytest.raises(ConfigError, match="No rule's code begins with 'XYZ'"):
        Guard(packs=_packs, overrides=Overrides(rules=(RuleSetting("XYZ"),)))


# Paths.


def test_rules_are_off_below_a_path(here: Path, run: Callable) -> None:
    write(
        here / "content-guard.toml",
        "packs = ['quy-tac']\n[per-file-ignores]\n"
        "'loa/' = ['TST']\n'*-nháp.txt' = ['TST2', 'TST3']\n'/a.txt' = ['TST2']\n",
    )
    names = ("a.txt", "tin/a.txt", "loa/a.txt", "tin/loa/sâu/a.txt", unicodedata.normalize("NFD", "b-nháp.txt"))
    for name in names:
        write(here / name, "Chợ họp ầm ĩ, ồnnnn cả đêm")
    _, out, _ = run("check", "--format", "jsonl", "--jobs", "2")
    assert findings(out) == {
        "a.txt": ["TST101", "TST301"],
        "b-nháp.txt": ["TST101"],
        "loa/a.txt": [],
        "tin/a.txt": ["TST101", "TST201", "TST301"],
        "tin/loa/sâu/a.txt": [],
    }
    guard = Guard.from_config("content-guard.toml")
    assert codes(guard.check_file("loa/a.txt")) == []
    assert codes(guard.check(Draft(LOUD, name="b-nháp.txt"))) == ["TST101"]
    assert codes(guard.check(Draft(LOUD))) == ["TST101", "TST201"]
    assert codes(pickle.loads(pickle.dumps(guard)).check_file("loa/a.txt")) == []
    assert guard.at("loa/a.txt").pack is guard.pack  # compiled once
    assert guard.at("loa/a.txt") is guard.at("tin/loa/b.txt") is not guard.at("a.txt")


def test_standard_input_has_the_configuration_of_its_name(
    here: Path, small: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(here / "tin" / "content-guard.toml", "[per-file-ignores]\n'loa/' = ['HED101']")
    for name, expected in (("tin/loa/a.txt", []), ("tin/b.txt", ["HED101"]), ("loa/a.txt", ["HED101"])):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SHOCK.encode())))
        out = small("check", "-", "--stdin-filename", name, "--format", "jsonl")[1]
        assert findings(out) == {name: expected}


def test_patterns_are_read_from_the_file_that_has_them_or_from_the_project(here: Path, small: Callable) -> None:
    write(here / "du-an" / ".git" / "HEAD", "")
    write(here / "ngoai" / "chung.toml", "[per-file-ignores]\n'loa/a.txt' = ['HED101']\n'tin/loa/b.txt' = ['HED101']")
    write(here / "du-an" / "content-guard.toml", "extend = '../ngoai/chung.toml'\nexclude = ['/c.txt']")
    write(here / "du-an" / "tin" / "content-guard.toml", "extend = '../content-guard.toml'")
    for name in ("loa/a.txt", "tin/loa/a.txt", "tin/loa/b.txt", "tin/c.txt", "c.txt"):
        write(here / "du-an" / name, SHOCK)
    assert findings(small("check", "du-an", "--format", "jsonl")[1]) == {
        "du-an/loa/a.txt": [],  # the shared file stands elsewhere: its patterns are read from the project's folder
        "du-an/tin/c.txt": ["HED101"],  # the project's file stands above: /c.txt means the one beside it
        "du-an/tin/loa/a.txt": [],
        "du-an/tin/loa/b.txt": ["HED101"],
    }


# Many configurations below one command.


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_folders_with_packs_of_their_own_below_one_command(here: Path, run: Callable, jobs: str) -> None:
    for family in ("TST", "HED"):
        write_pack(here / family.lower(), family.lower(), (family,))
    write(here / "content-guard.toml", "packs = ['hed']")
    write(here / "a" / "content-guard.toml", "packs = ['../tst']")
    write(here / "b" / "content-guard.toml", "extend = '../content-guard.toml'\n[rules]\nHED101 = 'error'")
    text = f"{SHOCK}: họp chợ ầm ĩ"
    for number in range(40):
        write(here / "ab"[number % 2] / f"{number:02}.txt", text)
        write(here / f"{number:02}.txt", text)
    write(here / "99.txt", "\xff").write_bytes(b"\xff")
    paths = [path for n in range(40) for path in (f"{'ab'[n % 2]}/{n:02}.txt", f"{n:02}.txt")]
    code, out, _ = run("check", *paths, "99.txt", "--format", "json", "--jobs", jobs)
    report = json.loads(out)
    assert (code, report["packs"]) == (2, ["hed", "tst"])
    assert [draft["name"] for draft in report["drafts"]] == [*paths, "99.txt"]
    by_folder = {name[:2]: codes_of(draft["findings"]) for draft in report["drafts"] if (name := draft["name"])}
    assert (by_folder["a/"], by_folder["b/"], by_folder["39"]) == (["TST101", "TST201"], ["HED101"], ["HED101"])
    assert report["summary"]["by_severity"] == {"error": 20, "warning": 60}


def test_clauses_of_every_pack_are_shown(here: Path, run: Callable) -> None:
    write(here / "a" / "content-guard.toml", "packs = ['../quy-tac']")
    write_pack(here / "quy-tac", families=("TST",))
    for name in ("a/a.txt", "b.txt"):
        write(here / name, f"{SHOCK}: họp chợ ầm ĩ")
    out = run("check")[1]
    assert "Sổ tay: “Viết rõ”" in out
    assert "Kế hoạch 43-KH/ThU" in out


def test_a_guard_is_made_once_for_all_that_ask_for_the_same(here: Path) -> None:
    write(here / "content-guard.toml", "packs = ['quy-tac']\nmin-score = 0.6")
    for name in ("a", "b", "c"):
        write(here / name / "content-guard.toml", "extend = '../content-guard.toml'")
    write(here / "c" / "content-guard.toml", "extend = '../content-guard.toml'\nmin-score = 0.7")
    guards = Guards(Choice().of)
    numbers = [guards.number(Path(name)) for name in ("x.txt", "a/x.txt", "b/y/x.txt", "c/x.txt", "d/x.txt")]
    assert (numbers, len(guards.guards)) == ([0, 0, 0, 1, 0], 2)


def test_packs_that_say_two_things_of_one_name_are_not_shown_together(here: Path, run: Callable) -> None:
    write(here / "a" / "content-guard.toml", "packs = ['../quy-tac']")
    write_pack(here / "quy-tac", families=("TST",))
    other = write_pack(here / "quy-tac-2", "khac", families=("TST",))
    write(other / "pack.yml", (other / "pack.yml").read_text(encoding="utf-8").replace("Viết rõ", "Viết ngắn"))
    write(here / "b" / "content-guard.toml", "packs = ['../quy-tac-2']")
    for name in ("a/a.txt", "b/b.txt"):
        write(here / name, LOUD)
    code, out, err = run("check")
    assert (code, out) == (2, "")
    assert err.startswith("Two packs, for different folders, have a clause 'manner' of different content;")
    assert run("check", "a")[0] == run("check", "b")[0] == 0


# Accepted phrases.


@pytest.mark.parametrize(
    ("accept", "text", "expected"),
    [
        ([], "Họp chợ ầm ĩ cả đêm", ["TST101", "TST201"]),
        (["ầm ĩ"], "Họp chợ ầm ĩ cả đêm", []),
        (["Ầm ĩ"], "HỌP CHỢ ẦM Ĩ CẢ ĐÊM", []),
        (["chợ ầm ĩ"], "Họp chợ ầm ĩ cả đêm", []),
        (["chợ ầm ĩ"], "Họp chợ rất ầm ĩ cả đêm", ["TST101", "TST201"]),
        (["ầm ĩ cả"], "Họp chợ ầm ĩ cả đêm, chợ om sòm", ["TST101", "TST201"]),
        (["ầm ĩ cả đêm ấy"], "Họp chợ ầm ĩ cả đêm", ["TST101", "TST201"]),
        (["ĩ cả"], "Họp chợ ầm ĩ cả đêm", ["TST101", "TST201"]),  # only a part of the words is accepted
        (["họp chợ"], "Họp chợ ầm ĩ cả đêm", ["TST101"]),  # of a sequence, one word is
        (["chợ ồnnn"], "Họp chợ ồnnn cả đêm", []),  # whatever the kind of the rule
        (["nnn"], "Họp chợ ồnnn cả đêm", ["TST301"]),  # a syllable is not cut
    ],
)
def test_nothing_is_asked_within_accepted_phrases(accept: list[str], text: str, expected: list[str]) -> None:
    guard = accepting(tuple(accept))
    for form in ("NFC", "NFD"):
        assert codes(guard.check(Draft(unicodedata.normalize(form, text)))) == expected


@pytest.fixture(scope="module", autouse=True)
def _shared_pack(tmp_path_factory: pytest.TempPathFactory) -> None:
    _packs.append(str(write_pack(tmp_path_factory.mktemp("quy-tac"))))


_packs: list[str] = []


@cache
def accepting(accept: tuple[str, ...]) -> Guard:
    return Guard(packs=_packs, accept=accept)


def test_an_accepted_phrase_is_spelled_as_its_pack_spells(here: Path) -> None:
    write(here / "a.toml", "accept = ['sau tiêm vắc-xin']")
    text = "Kinh hoàng: chết hàng loạt sau tiêm vaccine"
    assert "VAC104" in codes(shipped().check_text(text))
    assert "VAC104" not in codes(Guard.from_config("a.toml").check_text(text))


def test_an_accepted_source_is_still_a_source() -> None:
    """What weakens or excuses a finding holds within accepted phrases too: accepting never makes a finding."""
    text = "Theo bà Lò Thị Xuân, chợ họp ầm ĩ"
    (before,) = accepting(()).check_text(text).findings
    (after,) = accepting(("theo bà Lò Thị Xuân",)).check_text(text).findings
    assert before.score == after.score == pytest.approx(0.8 * 0.72 / (0.8 * 0.72 + 0.28))
    text = "Chợ om sòm, ai cũng nghe chói tai"  # a list that a rule and a signal share
    assert [f.words for f in accepting(("chói tai",)).check_text(text).findings] == ["Chợ om sòm"]
    assert accepting(("chói tai",)).check_text(text).findings[0].because[1:] == (Step("có nguồn", 0.8),)


def test_accepting_makes_no_finding_on_reports_in_the_public_interest() -> None:
    lines = (ROOT / "corpora" / "public-interest.jsonl").read_text(encoding="utf-8").splitlines()
    drafts = [Draft(*(d.get(k, "") for k in ("headline", "lead", "body"))) for d in map(json.loads, lines)]
    words = [
        "theo",
        "cho biết",
        "Bộ Y tế",
        "Sở Y tế",
        "bác sĩ",
        "ngày",
        "tại",
        "nguyên nhân",
        "không",
        "chưa",
        "ông",
        "bà",
    ]
    guard = Guard(accept=words)
    assert len(drafts) > 50
    assert [f.code for draft in drafts for f in guard.check(draft).findings] == []


def test_an_own_pack_is_proved_without_what_is_accepted(here: Path) -> None:
    write(here / "quy-tac" / "more.yml", "lexicons:\n  other: {phrases: [loảng xoảng]}\n")
    write(here / "a.toml", "packs = ['quy-tac']\naccept = ['ầm ĩ']\n[rules]\nTST101 = {odds = 0.1}\nTST2 = 'off'")
    with pytest.raises(RuleError, match="other: expected a rule that uses it"):
        Guard.from_config("a.toml")
    (here / "quy-tac" / "more.yml").unlink()
    write_pack(here / "quy-tac", "chua-tung-thu")
    guard = Guard.from_config("a.toml")
    assert guard.prove().problems == ()
    assert guard.check_text(LOUD).findings == ()


# Suppressions.


def suppressed(guard: Guard, text: str, name: str = "a.md") -> tuple[list[str], list[str]]:
    report = guard.check_text(text, "markdown", name)
    return [f.code for f in report.findings], [f.code for f in report.suppressed]


COMMENTED = f"<!-- content-guard: disable-next-line HED101 -- trích nguyên văn -->\n# {SHOCK}\n\nBà con đi lại.\n"
IDLE = "# Bà con xuống chợ\n\n<!-- content-guard: disable-file HED101 -- trích nguyên văn -->\n\nBà con đi lại.\n"


def test_comments_hide_what_is_asked_and_are_idle_where_it_is_accepted(here: Path) -> None:
    write(here / "a.toml", "accept = ['Kinh hoàng']")
    assert suppressed(accepting(()), COMMENTED) == ([], ["HED101"])
    assert suppressed(made(), COMMENTED) == (["SUP003"], [])


@pytest.mark.parametrize(
    "text", ["[rules]\nHED101 = 'off'", "ignore = ['HED101']", "[per-file-ignores]\n'*.md' = ['HED101']"]
)
def test_a_comment_about_a_rule_that_is_off_is_not_called_idle(here: Path, text: str) -> None:
    write(here / "a.toml", text)
    assert suppressed(accepting(()), IDLE) == (["SUP003"], [])
    assert suppressed(made(), IDLE) == ([], [])
    assert suppressed(made(), COMMENTED) == ([], [])


def test_notices_have_a_severity_and_can_be_off(here: Path) -> None:
    write(here / "a.toml", "[rules]\nSUP003 = 'error'\nSUP001 = 'off'\n[per-file-ignores]\n'loa/' = ['SUP']")
    guard = made()
    (notice,) = guard.check_text(IDLE, "markdown", "a.md").findings
    assert (notice.code, notice.severity) == ("SUP003", "error")
    assert suppressed(guard, IDLE, "loa/a.md") == ([], [])
    without_reason = COMMENTED.replace(" -- trích nguyên văn", "")
    assert suppressed(accepting(()), without_reason)[0] == ["SUP001", "HED101"]
    assert suppressed(guard, without_reason)[0] == ["HED101"]


# What applies, and from where.


def test_what_is_shown_means_the_same(here: Path, run: Callable) -> None:
    write(
        here / "content-guard.toml",
        "packs = ['quy-tac']\nextend-packs = []\nselect = ['HED', 'TST']\nignore = ['HED2']\npreview = true\n"
        "lang = 'en'\nmin-score = 0.25\n"
        "fail-on = 'never'\naccept = ['a \"b\" \\\\ c']\ninclude = ['*.md']\nexclude = ['luu/']\n"
        "[rules]\nHED = {severity = 'info', odds = 2}\nHED101 = 'on'\n[per-file-ignores]\n'loa/' = ['HED', 'TST101']\n",
    )
    _, out, _ = run("config", "loa/a.md")
    assert re.search(r"^# loa/a\.md: \d+ rules are on$", out, re.M)
    assert "# content-guard.toml:16:1, covers loa/a.md" in out
    assert "preview = true  # content-guard.toml:5:1\n" in out
    write(here / "lai.toml", out)
    _, again, _ = run("config", "loa/a.md", "--config", "lai.toml")
    assert tomllib.loads(again) == tomllib.loads(out)
    assert tomllib.loads(out)["accept"] == ['a "b" \\\\ c']


def test_what_speaks_for_the_run_is_shown_as_a_check_of_this_folder_takes_it(here: Path, small: Callable) -> None:
    write(here / "tin" / "content-guard.toml", "lang = 'en'\nfail-on = 'warning'\nmin-score = 0.6")
    write(here / "tin" / "a.txt", SHOCK)
    out = small("config", "tin/a.txt")[1]
    assert small("check")[0] == 0
    assert 'fail-on = "error"  # default, where this folder is checked\n' in out
    assert '# fail-on = "warning"  # tin/content-guard.toml:2:1, where nothing outside tin is checked\n' in out
    assert '# lang = "en"  # tin/content-guard.toml:1:1, where nothing outside tin is checked\n' in out
    assert "min-score = 0.6  # tin/content-guard.toml:3:1\n" in out
    value = tomllib.loads(out)
    assert (value["lang"], value["fail-on"], value["min-score"]) == ("vi", "error", 0.6)
    assert small("config", "tin/a.txt", "--fail-on", "info")[1].count("fail-on") == 1

    write(here / "content-guard.toml", "fail-on = 'never'\nbaseline = 'b.toml'")
    out = small("config", "tin")[1]
    assert 'fail-on = "never"  # content-guard.toml:1:1, where this folder is checked\n' in out
    assert 'baseline = "b.toml"  # content-guard.toml:2:1, where this folder is checked\n' in out
    assert "# no baseline  # default, where nothing outside tin is checked\n" in out
    assert "nothing outside" not in small("config", "loa")[1]


def test_the_command_line_is_shown_as_an_origin(here: Path, run: Callable) -> None:
    out = run("config", "--lang", "en", "--select", "HED101", "--preview", "--min-score", "0.4", "--fail-on", "info")[1]
    assert out.startswith("# .: 1 rules are on\n# no configuration file was read\n")
    for line in ('lang = "en"', "preview = true", "min-score = 0.4", 'fail-on = "info"', '  "HED101",'):
        assert f"{line}  # command line\n" in out
    assert 'packs = [\n  "lai-chau-covid-2021",  # default\n]\n' in out


def test_rules_off_for_a_path_are_not_counted(here: Path, run: Callable) -> None:
    write(here / "content-guard.toml", "packs = ['quy-tac']\n[per-file-ignores]\n'loa/' = ['TST2']")
    assert run("config", "loa/a.txt")[1].startswith("# loa/a.txt: 6 rules are on\n")
    assert run("config", "a.txt")[1].startswith("# a.txt: 7 rules are on\n")


def test_a_mistake_is_told_by_config_too(here: Path, small: Callable) -> None:
    write(here / "content-guard.toml", "ignore = ['XYZ']")
    assert small("config", "a.txt")[0] == 2


# The page.


def blocks() -> list[str]:
    return re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize("block", blocks(), ids=lambda block: block.splitlines()[0])
def test_every_block_of_the_page_is_a_configuration(here: Path, run: Callable, block: str) -> None:
    name = "pyproject.toml" if "[tool.content-guard]" in block else "content-guard.toml"
    write_pack(here / "quy-tac-cua-toa-soan", families=("TST",))
    write(here / "chung" / "toa-soan.toml", "lang = 'vi'\n")
    write(here / "tin" / name, block)
    code, out, err = run("config", "tin/a.md")
    assert (code, err) == (0, "")
    assert f"# read: tin/{name}" in out


@pytest.mark.parametrize("block", blocks(), ids=lambda block: block.splitlines()[0])
def test_every_block_of_the_page_is_valid_by_the_printed_schema(block: str, run: Callable) -> None:
    schema, written = json.loads(run("schema", "--config-file")[1]), tomllib.loads(block)
    written = written.get("tool", {}).get("content-guard", written)
    jsonschema.validate(written, schema)
    for wrong in ({"minscore": 1}, {"min-score": 2}, {"rules": {"HED": "no"}}, {"rules": {"HED": {"od": 1}}}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(written | wrong, schema)


def test_the_page_names_every_setting() -> None:
    from content_guard.config.models import Settings

    for field in Settings.model_fields.values():
        assert f"`{field.alias}`" in PAGE, field.alias
