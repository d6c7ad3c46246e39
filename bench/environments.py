"""The peers' own environments, in a folder that Git does not see; what cannot be had is reported and left out."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / ".peers"
_PATIENCE = 900  # seconds for one installation


class Unavailable(Exception):
    """An environment that could not be made, and why."""


@dataclass(frozen=True)
class Environment:
    """Packages of one registry, in a folder of their own."""

    name: str
    packages: tuple[str, ...]

    @property
    def folder(self) -> Path:
        """Where it is."""
        return FOLDER / self.name

    def made(self) -> dict[str, str]:
        """Install what is missing, and answer the packages' versions. Raises Unavailable."""
        done = self.folder / "made.json"
        if not done.is_file():
            shutil.rmtree(self.folder, ignore_errors=True)
            self.folder.mkdir(parents=True)
            for command in self.installs():
                _run(command, self.folder)
            done.write_text(json.dumps(self.versions()), encoding="utf-8")
        versions: dict[str, str] = json.loads(done.read_text(encoding="utf-8"))
        return versions

    def installs(self) -> list[list[str]]:
        """The commands that install it."""
        raise NotImplementedError

    def versions(self) -> dict[str, str]:
        """What was installed."""
        raise NotImplementedError


class PythonEnvironment(Environment):
    """A virtual environment of this Python."""

    @property
    def python(self) -> str:
        """Its interpreter."""
        return str(self.folder / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python")

    def installs(self) -> list[list[str]]:
        """``venv``, then ``pip install``."""
        return [
            [sys.executable, "-m", "venv", str(self.folder / "venv")],
            [self.python, "-m", "pip", "install", "--quiet", *self.packages],
        ]

    def versions(self) -> dict[str, str]:
        """Ask the environment."""
        ask = "import sys; from importlib.metadata import version; print(*map(version, sys.argv[1:]))"
        told = _run([self.python, "-c", ask, *self.packages], self.folder).split()
        return dict(zip(self.packages, told, strict=True))


class NodeEnvironment(Environment):
    """A folder with ``node_modules``."""

    def installs(self) -> list[list[str]]:
        """``npm install``."""
        (self.folder / "package.json").write_text('{"private": true}', encoding="utf-8")
        return [["npm", "install", "--silent", "--no-audit", "--no-fund", *self.packages]]

    def versions(self) -> dict[str, str]:
        """Read the packages' own files."""
        modules = self.folder / "node_modules"
        return {name: json.loads((modules / name / "package.json").read_text())["version"] for name in self.packages}


def _run(command: list[str], folder: Path) -> str:
    quiet = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    try:
        run = subprocess.run(command, cwd=folder, env=quiet, capture_output=True, text=True, timeout=_PATIENCE)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Unavailable(f"{command[0]}: {error}") from None
    if run.returncode:
        raise Unavailable((run.stderr.strip() or run.stdout.strip()).splitlines()[-1])
    return run.stdout


TEXTLINT = NodeEnvironment("textlint", ("textlint", "textlint-rule-prh"))
PROSELINT = PythonEnvironment("proselint", ("proselint",))
HARPER = PythonEnvironment("harper", ("harper-py",))
SPACY = PythonEnvironment("spacy", ("spacy", "pyvi"))
