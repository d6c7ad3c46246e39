"""What people write: packs and rules in YAML, checked and compiled."""

from .compiler import load
from .files import pack_folder
from .models import PackFile, RuleFile
from .pack import Pack

__all__ = ["Pack", "PackFile", "RuleFile", "load", "pack_folder", "schema"]


def schema() -> dict[str, object]:
    """The JSON Schema of every YAML file below ``rules/``: a pack file or a rule file."""
    from pydantic import TypeAdapter

    return TypeAdapter(PackFile | RuleFile).json_schema()
