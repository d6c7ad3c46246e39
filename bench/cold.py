"""What it costs to start a tool for one small file, or for its help: each command a few times, in turns."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from environments import HARPER, PROSELINT, SPACY, TEXTLINT, Environment
from tools import PEERS, SOURCES

Command = Callable[[Path], Sequence[str]]  # from the file


@dataclass(frozen=True)
class Start:
    """A command to start, and the bare interpreter that it is compared with."""

    name: str
    command: Command
    environment: Environment | None = None
    empty_cache: bool = False


def _ours(*arguments: str) -> Command:
    return lambda file: [sys.executable, "-m", "content_guard", *(a.replace("FILE", str(file)) for a in arguments)]


def _proselint(*arguments: str) -> Command:
    return lambda file: [PROSELINT.python, "-m", "proselint", *(a.replace("FILE", str(file)) for a in arguments)]


def _textlint(*arguments: str) -> Command:
    program = str(TEXTLINT.folder / "node_modules" / "textlint" / "bin" / "textlint.js")
    return lambda file: ["node", program, *(a.replace("FOLDER", str(file.parent)) for a in arguments)]


HARPER_ONCE = "from harper import Linter; import sys; Linter().lint(open(sys.argv[1]).read(), language='plaintext')"
SPACY_ONCE = "import spacy, sys; spacy.blank('vi')(open(sys.argv[1]).read())"
TEXTLINT_ONE = ("--config", "FOLDER/textlintrc.json", "--rules-base-directory", str(TEXTLINT.folder / "node_modules"))
STARTS = (
    Start("python -c pass", lambda _: [sys.executable, "-c", "pass"]),
    Start("content-guard --help", _ours("--help")),
    Start("content-guard check", _ours("check", "--exit-zero", "FILE")),
    Start("content-guard check, nothing kept", _ours("check", "--exit-zero", "FILE"), empty_cache=True),
    Start("node -e 0", lambda _: ["node", "-e", "0"], TEXTLINT),
    Start("textlint --help", _textlint("--help"), TEXTLINT),
    Start("textlint, 600 phrases", _textlint(*TEXTLINT_ONE, "FOLDER/one.txt"), TEXTLINT),
    Start("proselint --help", _proselint("--help"), PROSELINT),
    Start("proselint check, its own rules", _proselint("check", "FILE"), PROSELINT),
    Start("Harper as a library, its own rules", lambda file: [HARPER.python, "-c", HARPER_ONCE, str(file)], HARPER),
    Start("spaCy, a blank Vietnamese pipeline", lambda file: [SPACY.python, "-c", SPACY_ONCE, str(file)], SPACY),
)


def measure(available: Sequence[Environment], text: str, sought: Sequence[str], rounds: int) -> dict[str, Any]:
    """Medians of wall and CPU seconds and of peak memory, for each command that can be started."""
    starts = [start for start in STARTS if start.environment is None or start.environment in available]
    runs: dict[str, list[Mapping[str, float]]] = {start.name: [] for start in starts}
    with tempfile.TemporaryDirectory() as name:
        file = _small_file(Path(name), text, sought)
        for number in range(1 + rounds):
            for start in starts:
                run = _run(start, file, Path(name) / ("empty" if start.empty_cache else "cache"))
                if number:
                    runs[start.name].append(run)
    return {start: medians(every) for start, every in runs.items()}


def medians(runs: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """The median of each figure."""
    return {what: median(run[what] for run in runs) for what in ("seconds", "cpu", "memory")}


def _small_file(folder: Path, text: str, sought: Sequence[str]) -> Path:
    """A text file beside what textlint wants to be told."""
    file, prh = folder / "one.txt", folder / "prh.yml"
    file.write_text(text, encoding="utf-8")
    rules = [{"expected": "-", "pattern": f"/{phrase}/i"} for phrase in sought]
    prh.write_text(json.dumps({"version": 1, "rules": rules}), encoding="utf-8")
    (folder / "textlintrc.json").write_text(json.dumps({"rules": {"prh": {"rulePaths": [str(prh)]}}}), encoding="utf-8")
    return file


def _run(start: Start, file: Path, cache: Path) -> Mapping[str, float]:
    if start.empty_cache:
        cache = Path(tempfile.mkdtemp(dir=file.parent))
    variables = {} if start.environment else {"PYTHONPATH": str(SOURCES), "CONTENT_GUARD_CACHE": str(cache)}
    return launched(start.command(file), variables)


def launched(command: Sequence[str], variables: Mapping[str, str]) -> Mapping[str, float]:
    """Start a command once in a small process of its own. Raises RuntimeError with what it said when it fails."""

    launcher = [sys.executable, "-I", str(PEERS / "launch.py"), *command]
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    run = subprocess.run(launcher, env={**inherited, **variables}, capture_output=True, encoding="utf-8")
    if run.returncode:
        raise RuntimeError(f"{' '.join(command[:3])} …: {run.stderr.strip()}")
    answer: Mapping[str, float] = json.loads(run.stdout)
    return answer
