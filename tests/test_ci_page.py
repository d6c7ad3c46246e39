"""docs/ci.md: every block is run, or read by what would read it."""

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
PAGE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", PAGE, re.M | re.S)
SHELL = [text for kind, text in BLOCKS if kind == "sh"]
WORKFLOW, GITLAB = (text for kind, text in BLOCKS if kind == "yaml")
FAULTY = "# Kinh hoàng: chết hàng loạt sau tiêm vắc xin!\n\nTin.\n"


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Run lines in a clone whose branch adds a faulty draft, with content-guard on the path."""
    path = tmp_path / "bin"
    path.mkdir()
    command = path / "content-guard"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m content_guard "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    env = {**os.environ, "PATH": f"{path}:{os.environ['PATH']}", "HOME": str(tmp_path)}

    def run(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["bash", "-c", script], cwd=folder, env=env, capture_output=True, text=True, encoding="utf-8"
        )

    begun = (
        "git init -q -b main origin && cd origin && git config user.email a@b.c && git config user.name Ai"
        " && mkdir -p content/tin && printf '# Tin\\n\\nTrạm y tế xã mở cửa.\\n' > content/tin/a.md"
        " && git add . && git commit -qm Tin && cd .. && git clone -q origin clone && cd clone && git switch -qc bài"
    )
    assert run(begun, tmp_path).returncode == 0
    (tmp_path / "clone" / "content" / "tin" / "b.md").write_text(FAULTY, encoding="utf-8")
    return lambda script: run(script, tmp_path / "clone")


def test_there_is_a_block_of_each() -> None:
    assert len(SHELL) >= 5


@pytest.mark.parametrize("block", SHELL, ids=lambda block: block.splitlines()[0][:60])
def test_lines_for_a_shell_do_what_they_say(shell, block: str) -> None:
    done = shell(block)
    assert done.returncode in (0, 1), done.stderr
    assert "usage:" not in done.stderr
    assert "b.md" in done.stdout or "entries" in done.stdout


def test_the_settings_of_a_site_leave_its_drafts(shell, tmp_path: Path) -> None:
    (settings,) = (text for kind, text in BLOCKS if kind == "toml")
    clone = tmp_path / "clone"
    (clone / "content-guard.toml").write_text(settings, encoding="utf-8")
    for name in ("README.md", "themes/x/a.md", "public/a.md", "node_modules/x/README.md", "a.txt", "blog/a.mdx"):
        (clone / name).parent.mkdir(parents=True, exist_ok=True)
        (clone / name).write_text(FAULTY, encoding="utf-8")
    done = shell("content-guard check --format jsonl")
    assert done.returncode == 1  # fail-on: all of it are warnings
    assert [json.loads(line)["name"] for line in done.stdout.splitlines()] == [
        "blog/a.mdx",
        "content/tin/a.md",
        "content/tin/b.md",
    ]


def test_the_job_for_gitlab_writes_its_reports(shell, tmp_path: Path) -> None:
    job = yaml.safe_load(GITLAB)["drafts"]
    install, check = job["script"]
    assert install == "pip install content-guard"
    assert shell(check).returncode == 1
    for report in job["artifacts"]["reports"].values():
        assert (tmp_path / "clone" / report).is_file()


def test_the_workflow_uses_inputs_that_the_action_has() -> None:
    steps = yaml.safe_load(WORKFLOW)["jobs"]["drafts"]["steps"]
    (given,) = (step["with"] for step in steps if "content-guard@" in step["uses"])
    assert set(given) <= set(yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["inputs"])


def test_the_workflow_tells_what_a_branch_adds(act, shell, tmp_path: Path) -> None:
    """By act: the page's own workflow, and the action that this checkout is; an upload that keeps what it is given."""
    action, upload = tmp_path / "action", tmp_path / "codeql-action"
    for name in ("action.yml", "pyproject.toml", "README.md", "LICENSE"):
        action.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, action)
    for name in ("src", "rules"):
        shutil.copytree(ROOT / name, action / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    keep = {"shell": "bash", "run": f'cp "$FILE" "{tmp_path}/kept.sarif"', "env": {"FILE": "${{ inputs.sarif_file }}"}}
    stand_in = {"inputs": {"sarif_file": {"required": True}}, "runs": {"using": "composite", "steps": [keep]}}
    (upload / "upload-sarif").mkdir(parents=True)
    (upload / "upload-sarif" / "action.yml").write_text(json.dumps(stand_in), encoding="utf-8")

    clone, name = tmp_path / "clone", "content/tin/tin số 1, 50%: ổ dịch.md"
    (clone / "content" / "tin" / "b.md").rename(clone / name)
    workflow = clone / ".github" / "workflows" / "drafts.yml"
    workflow.parent.mkdir(parents=True)
    workflow.write_text(WORKFLOW, encoding="utf-8")
    assert shell("git add . && git -c user.name=Ai -c user.email=a@b.c commit -qm Tin").returncode == 0
    used = {"your-organisation/content-guard@v0.1.0": action, "github/codeql-action@v3": upload}
    log = act(clone, "pull_request", used)

    assert log[-1]["jobResult"] == "failure"
    assert {e["arg"] for e in log if e.get("command") == "set-output" and e["name"] == "exit-code"} == {"1"}
    annotations = [e for e in log if e.get("command") in ("error", "warning", "notice")]
    assert {e["kvPairs"]["file"] for e in annotations} == {name}
    assert {e["command"] for e in annotations} == {"warning", "notice"}
    (told,) = {e["content"] for e in log if e.get("command") == "summary"}
    assert told.startswith("### content-guard\n\n1 bản thảo, ")  # the draft of the main branch is not among them
    assert f"{name}:1:3" in told
    results = json.loads((tmp_path / "kept.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]
    assert len(results) == len(annotations) > 2


@pytest.mark.skipif(shutil.which("zizmor", path=str(Path(sys.executable).parent)) is None, reason="zizmor is missing")
def test_a_security_linter_of_workflows_finds_nothing_but_tags(tmp_path: Path) -> None:
    """Versions stand as tags: a page that is read for years cannot know the hashes of that day."""
    file = tmp_path / ".github" / "workflows" / "drafts.yml"
    file.parent.mkdir(parents=True)
    file.write_text(WORKFLOW, encoding="utf-8")
    config = tmp_path / "zizmor.yml"
    config.write_text(
        "rules:\n  unpinned-uses:\n    config:\n      policies:\n        '*': ref-pin\n", encoding="utf-8"
    )
    zizmor = str(Path(sys.executable).parent / "zizmor")
    done = subprocess.run([zizmor, "--offline", "--config", config, file], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
