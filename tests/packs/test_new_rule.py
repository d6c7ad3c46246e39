"""``content-guard new-rule``: what it writes is complete at once, and what was there stays byte for byte."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
import yaml

from content_guard import Guard
from content_guard.entrances.cli import main
from content_guard.entrances.cli.new_rule import _KINDS
from content_guard.packs import schema
from content_guard.packs.models import RULE_MODELS
from content_guard.packs.scaffold import TEMPLATES

ROOT = Path(__file__).parents[2]
WITHOUT_MORE = [kind for kind in _KINDS if kind != "plugin"]  # spaCy is there where tests run

PACK = """\
id: nha-bao
title: {vi: Thử, en: Trial}
issuer: Tòa soạn
date: 01/01/2022
extends: [common]
families: # họ
  TST: {letter: T, title: {vi: Thử, en: Trial}}
clauses:
  manner: {text: Viết rõ ràng, source: practice, where: Sổ tay}
"""
RULE = """\
- code: TST107   # số bảy
  name: loud-words
  clause: manner
  severity: warning
  kind: phrase
  lists: [loud]
  score: 0.7
  message: {vi: "Từ “{words}” ồn ào.", en: "“{words}” is loud."}
  advice: {vi: [Viết êm hơn.], en: [Write softer.]}
  why:
    vi: |
      Ồn.
      # không phải chú thích
    en: Loud.
  bad: ["Họp chợ [inh ỏi] cả đêm", "Trẻ con [inh ỏi] trước cổng"]
  good: ["Họp chợ cả đêm", "Trẻ con chơi trước cổng"]
"""
LISTS = """\
lexicons:
   loud:
      phrases: [inh ỏi] # ồn
"""
INDENTED = "".join(f"    {line}" for line in RULE.splitlines(keepends=True))


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """Run ``content-guard`` in a folder of its own; answer (exit code, stdout, stderr)."""
    monkeypatch.chdir(tmp_path)

    def command(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(arguments)
        return code, *capsys.readouterr()

    return command


def pack(folder: Path, rules: str, name: str = "tst.yml", pack: str = PACK) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "pack.yml").write_text(pack, encoding="utf-8")
    (folder / name).write_bytes(rules.encode())
    return folder / name


def test_every_kind_has_a_template() -> None:
    assert set(_KINDS) == set(RULE_MODELS) == {file.stem for file in TEMPLATES.glob("*.yml")} - {"pack", "rule"}


@pytest.mark.parametrize("kind", WITHOUT_MORE)
def test_a_new_rule_in_a_new_pack_proves_itself_and_is_silent(kind: str, run, tmp_path: Path) -> None:
    code, out, _ = run("new-rule", "TST101", "--pack", "bai/cua-toi", "--kind", kind, "--name", "cua-toi")
    assert code == 0
    assert "bai/cua-toi/tst.yml" in out
    assert "content-guard test-rules --pack bai/cua-toi" in out
    assert run("test-rules", "--pack", "bai/cua-toi")[:2] == (0, "1 rules, 4 examples: 0 problems\n")
    (rule,) = Guard(packs=["bai/cua-toi"], preview=True).rules
    assert (rule.code, rule.name, rule.kind, rule.preview) == ("TST101", "cua-toi", kind, True)
    assert Guard(packs=["bai/cua-toi"]).rules == ()


@pytest.mark.parametrize("kind", _KINDS)
def test_a_new_rule_is_valid_by_the_schema_alone_and_commented_line_by_line(kind: str, run, tmp_path: Path) -> None:
    run("new-rule", "TST101", "--pack", "cua-toi", "--kind", kind)
    for file in (tmp_path / "cua-toi").glob("*.yml"):
        value = yaml.safe_load(file.read_text(encoding="utf-8"))
        jsonschema.Draft202012Validator(schema()).validate(json.loads(json.dumps(value, default=str)))
    written = (tmp_path / "cua-toi" / "tst.yml").read_text(encoding="utf-8")
    lines = written.partition("rules:\n")[2].splitlines()
    own = [line for line in lines if line.startswith(("  - ", "    ")) and line[4] not in " #-"]
    assert len(own) >= 13
    assert all(" # " in line for line in own)
    assert "XYZ" not in written.upper()


def test_all_kinds_live_in_one_family_even_of_a_full_pack(run, tmp_path: Path) -> None:
    run("new-rule", "TST", "--pack", "moi")
    (tmp_path / "moi" / "pack.yml").write_text(
        "id: moi\ntitle: {vi: Thử, en: Trial}\nissuer: x\ndate: 01/01/2022\nextends: [lai-chau-covid-2021]\n"
        "families: {TST: {letter: T, title: {vi: Thử, en: Trial}}}\n"
        "clauses: {clear-writing: {text: Viết rõ, source: practice, where: Sổ tay}}\n",
        encoding="utf-8",
    )
    for kind in WITHOUT_MORE:
        assert run("new-rule", "TST", "--pack", "moi", "--kind", kind)[0] == 0
        assert run("new-rule", "HED", "--pack", "moi", "--kind", kind)[0] == 0
    code, out, _ = run("test-rules", "--pack", "moi")
    assert (code, out) == (0, f"{2 * len(WITHOUT_MORE) + 1} rules, {8 * len(WITHOUT_MORE) + 4} examples: 0 problems\n")
    codes = [rule.code for rule in Guard(packs=["moi"], preview=True).rules]
    assert {"TST101", "TST110", "HED101", "HED901", "HED909"} <= set(codes)


BEFORE = {
    "indented": LISTS + "\nrules:\n" + INDENTED,
    "not indented": LISTS + "rules:\n" + RULE,
    "no last newline": LISTS + "rules:\n" + RULE.rstrip("\n"),
    "comments behind": LISTS + "rules:\n" + INDENTED + "\n\n# hết\n",
    "a section behind": "rules:\n" + INDENTED + "\n# danh sách\n" + LISTS,
    "windows": (LISTS + "rules:\n" + RULE).replace("\n", "\r\n"),
    "byte order mark": "\ufeff" + LISTS + "rules:\n" + RULE,
}


@pytest.mark.parametrize("kind", ["phrase", "together"])
@pytest.mark.parametrize("before", BEFORE)
def test_what_was_there_stays_byte_for_byte(before: str, kind: str, run, tmp_path: Path) -> None:
    file = pack(tmp_path / "p", BEFORE[before], "am-thanh.yml")
    old = file.read_bytes()
    code, out, err = run("new-rule", "tst", "--pack", "p", "--kind", kind)
    assert (code, err) == (0, "")
    new = file.read_bytes()
    assert _is_subsequence(old.splitlines(), new.splitlines())
    assert b"\r\n" not in new or b"\n" not in new.replace(b"\r\n", b"")
    shown = next(line for line in out.splitlines() if "TST108" in line)
    line = int(shown.split(":")[1])
    assert "code: TST108" in new.decode().splitlines()[line - 1]
    assert (tmp_path / "p" / "pack.yml").read_text(encoding="utf-8") == PACK
    assert run("test-rules", "--pack", "p")[:2] == (0, "2 rules, 8 examples: 0 problems\n")


def _is_subsequence(old: list[bytes], new: list[bytes]) -> bool:
    rest = iter(new)
    return all(line in rest for line in old)


def test_the_file_of_a_family_without_rules_is_made_or_filled(run, tmp_path: Path) -> None:
    first = "# yaml-language-server: $schema=../schema.json\n"
    pack(tmp_path / "p", first + "# còn trống\n", pack=first + PACK)
    run("new-rule", "TST", "--pack", "p")
    assert (tmp_path / "p" / "tst.yml").read_text(encoding="utf-8").startswith(first + "# còn trống\n\nrules:\n")
    (tmp_path / "p" / "tst.yml").unlink()
    _, out, _ = run("new-rule", "TST", "--pack", "p")
    assert out.startswith("p/tst.yml: new file\n")
    assert (tmp_path / "p" / "tst.yml").read_text(encoding="utf-8").startswith(first)


def test_the_pack_is_this_folder_or_a_new_one(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("new-rule", "TST")[1].startswith("my-pack/pack.yml: new file\nmy-pack/tst.yml: new file\n")
    monkeypatch.chdir(tmp_path / "my-pack")
    assert "tst.yml:28: TST102" in run("new-rule", "TST")[1]
    assert run("test-rules", "--pack", ".")[0] == 0


REFUSED = {
    "short": (("TS1",), "'TS1' is no code. A code is three letters of a family and three digits, such as TST101"),
    "long": (("TST1000",), "'TST1000' is no code."),
    "taken": (("TST107",), "TST107 is taken (p/tst.yml:5:3). TST108 is free."),
    "family": (("TSX",), "p has no family TSX; it has TST. Did you mean TST? A new one is a line under `families`"),
    "name": (("TST", "--name", "Ồn ào"), "'Ồn ào' is no name for a rule. Use small letters, digits and hyphens"),
    "other folder": (("TST", "--pack", "bai"), "bai is no pack: it has no pack.yml and is not empty."),
    "shipped": (("TST", "--pack", "lai-chau-covid-2021"), "write `extends: [lai-chau-covid-2021]` in its pack.yml"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_code_a_name_or_a_folder_that_will_not_do(case: str, run, tmp_path: Path) -> None:
    arguments, message = REFUSED[case]
    pack(tmp_path / "p", LISTS + "rules:\n" + RULE)
    (tmp_path / "bai").mkdir()
    (tmp_path / "bai" / "tin.txt").write_text("Tin", encoding="utf-8")
    before = _everything(tmp_path)
    code, _, err = run("new-rule", *arguments, *(() if "--pack" in arguments else ("--pack", "p")))
    assert code == 2
    assert message in err
    assert _everything(tmp_path) == before


def _everything(folder: Path) -> dict[str, bytes]:
    return {str(file): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_a_code_of_an_extended_pack_is_taken(run, tmp_path: Path) -> None:
    pack(tmp_path / "p", "", pack=PACK.replace("common", "lai-chau-covid-2021"))
    code, _, err = run("new-rule", "HED101", "--pack", "p")
    assert code == 2
    assert "HED101 is taken (rules/lai-chau-covid-2021/hed.yml:" in err
    assert "HED901 is free. To change its severity or score, write `override: {HED101: {severity: …}}`" in err


@pytest.mark.parametrize("section", ["rules: []\n", "lexicons: {loud: {phrases: [inh ỏi]}}\nrules:\n" + RULE])
def test_a_section_in_brackets_is_left_alone(section: str, run, tmp_path: Path) -> None:
    file = pack(tmp_path / "p", section)
    code, _, err = run("new-rule", "TST", "--pack", "p", "--kind", "together")
    name = section.partition(":")[0]
    assert code == 2
    assert f"p/tst.yml:1:{len(name) + 3} {name}: expected a block, found one in brackets." in err
    assert file.read_text(encoding="utf-8") == section


def test_a_pack_with_a_mistake_is_told_first(run, tmp_path: Path) -> None:
    pack(tmp_path / "p", LISTS + "rules:\n" + RULE.replace("warning", "warn"))
    code, _, err = run("new-rule", "TST", "--pack", "p")
    assert code == 2
    assert err.startswith("p/tst.yml:8:13 TST107 severity: expected 'error', 'warning' or 'info', found 'warn'")


def test_kinds_that_need_more_say_so(run, tmp_path: Path) -> None:
    assert "pip install 'content-guard[spacy]'" in run("new-rule", "TST", "--kind", "tokens")[1]
    assert "content_guard.kinds" in run("new-rule", "TST", "--kind", "plugin")[1]
    assert "TST102 plugin: expected an installed plug-in" in run("test-rules", "--pack", "my-pack")[2]


def test_tokens_without_spacy_are_told_where_they_stand(run, tmp_path: Path) -> None:
    run("new-rule", "TST", "--kind", "tokens")
    code = "import sys; sys.modules['spacy'] = None\nimport content_guard\ncontent_guard.Guard(packs=['my-pack'])"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True)
    assert "my-pack/tst.yml:13:11 TST101 kind: expected spaCy for this kind" in done.stderr
    assert "pip install 'content-guard[spacy]'" in done.stderr
