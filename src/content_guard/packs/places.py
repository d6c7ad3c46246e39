"""Where packs and their files stand."""

from __future__ import annotations

import hashlib
from os.path import normpath
from pathlib import Path

from ..errors import ConfigError

_HERE = Path(__file__).resolve().parent.parent
SHARED = "common"


def rules_root() -> Path:
    """The folder of the shipped packs: inside the wheel, or beside ``src`` in a checkout."""
    for folder in (_HERE / "_rules", _HERE.parent.parent / "rules"):
        if folder.is_dir():
            return folder
    raise ConfigError("The rules that ship with content-guard are missing. Install the package again.")


def pack_folder(name: str) -> Path:
    """Find a pack by its name (a shipped one) or by the path of its folder."""
    if is_shipped(name):
        return rules_root() / name
    folder = Path(name)
    if folder.is_dir():
        return folder
    known = sorted(p.parent.name for p in rules_root().glob("*/pack.yml"))
    raise ConfigError(
        f"There is no pack {name!r}: expected the path of a folder with a pack.yml, or one of: {', '.join(known)}."
    )


def is_shipped(name: str) -> bool:
    """Tell whether a pack of this name ships with content-guard."""
    return "/" not in name and (rules_root() / name / "pack.yml").is_file()


def base_folder(folder: Path, base: str) -> str:
    """Find a pack that another extends: beside that one, or among the shipped ones. Raises ConfigError."""
    return normpath(folder / base) if (folder / base).is_dir() else str(pack_folder(base))


def rule_files(folder: Path) -> list[Path]:
    """The rule files of a pack's folder, in the order in which they are read."""
    return sorted(file for file in folder.glob("*.yml") if file.name != "pack.yml")


def checksum(content: bytes) -> str:
    """Tell contents of files apart."""
    return hashlib.sha256(content).hexdigest()
