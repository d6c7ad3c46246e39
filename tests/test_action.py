"""The GitHub Action: its own scripts, run as a runner would run them. tests/test_ci_page.py runs all of it by act."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
FAULTY = "Kinh hoàng: chết hàng loạt sau tiêm vắc xin!\n"
_EXPRESSION = re.compile(r"\$\{\{ (inputs|github)\.([a-z_-]+) \}\}")


class Runner:
    """A runner's folders, and its way of running a step's script."""

    def __init__(self, folder: Path) -> None:
        self.work = folder / "work"
        self.temp = folder / "temp"
        self.files = {name: folder / name for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
        for made in (self.work, self.temp):
            made.mkdir()
        for file in self.files.values():
            file.touch()

    def run(self, step: int, **inputs: str) -> subprocess.CompletedProcess[str]:
        script = ACTION["runs"]["steps"][step]
        given = {name: str(of.get("default", "")) for name, of in ACTION["inputs"].items()} | inputs
        values = {"inputs": given, "github": {"action_path": str(ROOT)}}
        told = {
            name: _EXPRESSION.sub(lambda m: values[m[1]][m[2]], value) for name, value in script.get("env", {}).items()
        }
        files = {name: str(file) for name, file in self.files.items()}
        env = {**os.environ, **told, **files, "RUNNER_TEMP": str(self.temp), "GITHUB_ACTIONS": "true"}
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script["run"]]
        return subprocess.run(command, cwd=self.work, env=env, capture_output=True, text=True, encoding="utf-8")


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    """A runner after the first step: this checkout's own command stands for what that would install."""
    made = Runner(tmp_path)
    command = made.temp / "content-guard" / "bin" / "content-guard"
    command.parent.mkdir(parents=True)
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m content_guard "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    return made


def test_inputs_reach_scripts_through_the_environment_only() -> None:
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step["run"]


def test_findings_become_annotations_a_summary_and_a_file(runner: Runner) -> None:
    (runner.work / "bản tin 1.md").write_text(f"# {FAULTY}", encoding="utf-8")
    done = runner.run(1, **{"fail-on": "warning", "sarif-file": "out.sarif"})
    assert done.returncode == 1, done.stderr
    assert "file=bản tin 1.md" in done.stdout
    assert "exit-code=1" in runner.files["GITHUB_OUTPUT"].read_text(encoding="utf-8")
    assert "bản tin 1.md" in runner.files["GITHUB_STEP_SUMMARY"].read_text(encoding="utf-8")
    assert json.loads((runner.work / "out.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]


def test_the_configuration_says_what_fails_where_the_workflow_does_not(runner: Runner) -> None:
    (runner.work / "a.md").write_text(FAULTY, encoding="utf-8")
    assert runner.run(1).returncode == 0
    (runner.work / "content-guard.toml").write_text('fail-on = "warning"\n', encoding="utf-8")
    assert runner.run(1).returncode == 1
    assert runner.run(1, **{"fail-on": "never"}).returncode == 0


def test_the_summary_can_be_left_out(runner: Runner) -> None:
    (runner.work / "tin.md").write_text(f"# {FAULTY}", encoding="utf-8")
    assert runner.run(1, summary="false").returncode in (0, 1)
    assert runner.files["GITHUB_STEP_SUMMARY"].read_text(encoding="utf-8") == ""


def test_paths_and_arguments_are_given_as_they_are_written(runner: Runner) -> None:
    for name in ("một.md", "hai $(touch pwned).md", "ba.md"):
        (runner.work / name).write_text(f"# {FAULTY}", encoding="utf-8")
    done = runner.run(1, paths="một.md\nhai $(touch pwned).md", args="--select=HED\n--min-score=0.5")
    assert "file=một.md" in done.stdout
    assert "hai $(touch pwned).md" in done.stdout
    assert "ba.md" not in done.stdout
    assert "VAC" not in done.stdout
    assert not (runner.work / "pwned").exists()


def test_what_cannot_be_read_is_exit_code_2(runner: Runner) -> None:
    assert runner.run(1, paths="missing.md").returncode == 2
    assert "exit-code=2" in runner.files["GITHUB_OUTPUT"].read_text(encoding="utf-8")


@pytest.mark.skipif(shutil.which("zizmor", path=str(Path(sys.executable).parent)) is None, reason="zizmor is missing")
def test_a_security_linter_of_workflows_has_nothing_to_say() -> None:
    zizmor = str(Path(sys.executable).parent / "zizmor")
    done = subprocess.run([zizmor, "--offline", str(ROOT / "action.yml")], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
