"""CONTRIBUTING.md says what works: its commands are run, in order, in a copy of the rules and drafts."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
NOT_HERE = ("pip", "pytest", "git")  # set up, run these very tests, or write history


def blocks() -> list[str]:
    """The shell blocks, without the indentation of the list they stand in."""
    found = re.findall(r"^( *)```sh\n(.*?)^ *```$", PAGE, flags=re.M | re.S)
    return [re.sub(rf"^{indent}", "", block, flags=re.M) for indent, block in found]


def test_its_commands_work_one_after_the_other(tmp_path: Path) -> None:
    for name in ("rules", "corpora/drafts"):
        shutil.copytree(ROOT / name, tmp_path / name)
    here = [block for block in blocks() if not any(re.search(rf"\b{word}\b", block) for word in NOT_HERE)]
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    shown = [
        subprocess.run(
            ["sh", "-euc", block], cwd=tmp_path, env={**os.environ, "PATH": path}, capture_output=True, check=True
        ).stdout.decode()
        for block in here
    ]
    assert len(here) == 3
    assert len(blocks()) == 6
    assert "HED499, a rule of kind phrase, marked preview" in shown[0]
    assert shown[1].endswith(": 0 problems\n")


def test_it_is_one_page() -> None:
    assert len(PAGE.splitlines()) <= 66
