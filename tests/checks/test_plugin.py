"""``plugin``: a Python function of a newsroom's own, found by entry point."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from content_guard import Draft, Guard

EXAMPLE = Path(__file__).parents[1] / "plugin_example"
LONG = "Sáng nay bà con bản Nà Khằm rủ nhau xuống chợ mua muối mua dầu rồi về."  # 17 syllables


@pytest.fixture
def example(monkeypatch: pytest.MonkeyPatch) -> None:
    """The example package, as pip would install it: a module beside its dist-info."""
    monkeypatch.syspath_prepend(EXAMPLE)


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    """Install a package of one module, whose plug-in has the same name."""

    def installed(name: str, code: str) -> None:
        site = tmp_path / "site"
        info = site / f"{name}-1.0.dist-info"
        info.mkdir(parents=True)
        (site / f"{name}.py").write_text(code, encoding="utf-8")
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text(f"[content_guard.kinds]\n{name} = {name}\n")
        monkeypatch.syspath_prepend(site)

    return installed


def rule(name: str, more: str = "") -> str:
    return f"kind: plugin\nplugin: {name}\n{more}"


def test_the_example_is_what_the_project_file_declares() -> None:
    import tomllib

    project = tomllib.loads((EXAMPLE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    written = (EXAMPLE / "long_sentence-1.0.dist-info" / "entry_points.txt").read_text(encoding="utf-8")
    ((group, points),) = project["entry-points"].items()
    assert written == f"[{group}]\n" + "".join(f"{name} = {value}\n" for name, value in points.items())


def test_the_example_matches_with_its_own_options(example: None, own: Callable[..., Guard]) -> None:
    draft = Draft("Tin sáng nay", body=f"Chợ họp sớm. {LONG}")
    (finding,) = own(rule("long-sentence", "options: {at-most: 15}")).check(draft).findings
    assert (finding.code, finding.text, finding.part) == ("TST101", LONG, "body")
    assert own(rule("long-sentence", "options: {at-most: 17}")).check(draft).findings == ()
    assert own(rule("long-sentence")).check(draft).findings == ()


def test_a_plug_in_speaks_only_in_the_parts_of_its_rule(
    install: Callable[[str, str], None], own: Callable[..., Guard]
) -> None:
    install("everywhere", MATCHES.format("(rule, p.index, (0, 3)) for p in reading.passages"))
    report = own(rule("everywhere", "in: [body]")).check(Draft("Tin sáng nay", body="Chợ họp sớm."))
    assert [(f.part, f.text) for f in report.findings] == [("body", "Chợ")]


MATCHES = "options = dict\n\n\ndef match(rule, reading, signals, options):\n    yield from ({})\n"
BAD_PLACES = [
    "(rule, 0, (0, 9999)) for _ in [1]",
    "(rule, 0, (-1, 2)) for _ in [1]",
    "(rule, 0, (2, 2)) for _ in [1]",
    "(rule, 9, (0, 2)) for _ in [1]",
    "(rule, 0, None) for _ in [1]",
    "(rule, 'body', ('a', 'b')) for _ in [1]",
    "1 / 0 for _ in [1]",
    "[][5] for _ in [1]",
]


@pytest.mark.parametrize("code", BAD_PLACES)
def test_a_plug_in_that_fails_is_left_out_and_noted(
    install: Callable[[str, str], None], own: Callable[..., Guard], code: str
) -> None:
    name = f"broken-{BAD_PLACES.index(code)}".replace("-", "_")
    install(name, MATCHES.format(code))
    report = own(rule(name)).check(Draft("Họp chợ ầm ĩ cả đêm", body="Chợ họp sớm."))
    (note,) = report.stats["notes"]
    assert note.startswith("TST101: left out, its plug-in failed (")
    assert "\n" not in note
    assert [f.code for f in report.findings] == ["TST900"]


def test_a_rule_that_changes_hands_keeps_its_own(
    install: Callable[[str, str], None], own: Callable[..., Guard]
) -> None:
    install("lender", MATCHES.format("(None, p.index, (0, 3)) for p in reading.passages"))
    (finding,) = own(rule("lender")).check(Draft(body="Chợ họp sớm.")).findings
    assert finding.code == "TST101"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("{at-most: nhiều}", "expected at-most: a whole number; found {'at-most': 'nhiều'}"),
        ("{at-mos: 3}", "expected at-most: a whole number; found {'at-mos': '3'}"),
        ("{at-most: [3]}", "AttributeError: 'list' object has no attribute 'isdecimal'"),
    ],
)
def test_wrong_options_are_told_in_the_words_of_the_plug_in(
    example: None, mistake: Callable[..., str], written: str, told: str
) -> None:
    shown = mistake(rule("long-sentence", f"options: {written}"))
    expected = "tst.yml:8:14 TST101 options: expected options of the plug-in 'long-sentence'; it says: "
    assert shown == expected + told


def test_an_unknown_plug_in_is_told_with_those_that_are_installed(example: None, mistake: Callable[..., str]) -> None:
    shown = mistake(rule("long-sentense"))
    assert shown.startswith("tst.yml:7:13 TST101 plugin: expected an installed plug-in (")
    assert "long-sentence" in shown
    assert "found 'long-sentense'" in shown
    assert "install the package whose entry point in 'content_guard.kinds' has this name" in shown


def test_a_plug_in_that_is_left_out_is_told_at_its_field(mistake: Callable[..., str]) -> None:
    assert mistake(rule("''")).startswith("tst.yml:7:13 TST101 plugin: expected have at least 1 character")


@pytest.mark.parametrize(
    ("name", "code", "told"),
    [
        ("no_match", "options = dict\n", "no_match has no match"),
        ("no_options", "def match(*_): ...\n", "no_options has no options"),
        ("not_a_call", "options = match = 3\n", "not_a_call has no options"),
        ("does_not_load", "import nothing_of_the_kind\n", "does not: ModuleNotFoundError: No module named"),
        ("no_python", "def match(:\n", "no_python does not: SyntaxError"),
    ],
)
def test_a_plug_in_that_cannot_be_used_is_told(
    install: Callable[[str, str], None], mistake: Callable[..., str], name: str, code: str, told: str
) -> None:
    install(name, code)
    shown = mistake(rule(name))
    assert shown.startswith("tst.yml:7:13 TST101 plugin: expected a plug-in ")
    assert told in shown
    assert len(shown.splitlines()) == 1
