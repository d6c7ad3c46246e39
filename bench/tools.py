"""The tools that are compared: how each is started, and a running one that answers requests."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from environments import HARPER, PROSELINT, SPACY, TEXTLINT, Environment, Unavailable

HERE = Path(__file__).resolve().parent
SOURCES = HERE.parent / "src"
PEERS = HERE / "peers"


@dataclass(frozen=True)
class Tool:
    """A row of the comparison. ``command`` makes the words to start it from the phrases' file and a folder to write in.

    ``seeks`` tells whether it looks for the 600 phrases, so that its hits can be held against the plain scan.
    """

    name: str
    command: Callable[[Path, Path], Sequence[str]]
    environment: Environment | None = None
    seeks: bool = True


def _ours(mode: str) -> Callable[[Path, Path], Sequence[str]]:
    return lambda phrases, work: [sys.executable, str(PEERS / "ours.py"), str(phrases), str(work), mode]


def _python(environment: Any, script: str, *more: str) -> Callable[[Path, Path], Sequence[str]]:
    return lambda phrases, work: [environment.python, str(PEERS / script), str(phrases), str(work), *more]


def _textlint(phrases: Path, work: Path) -> Sequence[str]:
    return ["node", str(PEERS / "textlint_phrases.js"), str(phrases), str(work), str(TEXTLINT.folder)]


WHOLE = "content-guard, whole default pack"
ONE_RULE = "content-guard, one phrase rule"
AUTOMATON = "bare automaton (ahocorasick-rs)"
TOOLS = (
    Tool(WHOLE, _ours("whole"), seeks=False),
    Tool(ONE_RULE, _ours("one-rule")),
    Tool("textlint with prh", _textlint, TEXTLINT),
    Tool("proselint's engine (RE2)", _python(PROSELINT, "proselint_phrases.py", "engine-re2"), PROSELINT),
    Tool("proselint's engine (re)", _python(PROSELINT, "proselint_phrases.py", "engine-re"), PROSELINT),
    Tool("proselint, a whole lint (RE2)", _python(PROSELINT, "proselint_phrases.py", "lint"), PROSELINT),
    Tool("Harper, one Weir rule", _python(HARPER, "harper_phrases.py"), HARPER),
    Tool("spaCy PhraseMatcher", _python(SPACY, "spacy_phrases.py"), SPACY),
    Tool("pyvi, words only", _python(SPACY, "pyvi_words.py"), SPACY, seeks=False),
    Tool(AUTOMATON, _ours("automaton")),
)


def environment_of(tool: Tool) -> Mapping[str, str]:
    """Ours runs from this checkout; a peer must not see it."""
    variables = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return variables if tool.environment else {**variables, "PYTHONPATH": str(SOURCES)}


class Running:
    """A tool as a process that answers one request at a time. Raises Unavailable when it cannot."""

    def __init__(self, tool: Tool, phrases: Path, work: Path) -> None:
        self.tool = tool
        work.mkdir(parents=True, exist_ok=True)
        self._errors = work / "errors.txt"
        with self._errors.open("w") as errors:
            self._process = subprocess.Popen(
                tool.command(phrases, work),
                env=environment_of(tool),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                encoding="utf-8",
            )
        self.ready: float = self._answer()["ready"]

    def ask(self, do: str, folder: Path | str = "") -> Any:
        """Send a request and wait for its answer."""
        assert self._process.stdin
        self._process.stdin.write(json.dumps({"do": do, "folder": str(folder)}) + "\n")
        self._process.stdin.flush()
        return self._answer()

    def end(self) -> None:
        """Let it go."""
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait()

    def _answer(self) -> Any:
        assert self._process.stdout
        line = self._process.stdout.readline()
        if not line:
            self._process.wait()
            told = self._errors.read_text(encoding="utf-8", errors="replace").strip().splitlines()
            raise Unavailable(told[-1] if told else f"it ended with {self._process.returncode}")
        return json.loads(line)
