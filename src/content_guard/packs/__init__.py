"""What people write: packs and rules in YAML, checked and compiled."""

from .compiler import ACCEPTED, load
from .files import is_shipped, pack_folder
from .models import PackFile, RuleFile
from .pack import Pack

DEFAULT_PACKS = ("lai-chau-covid-2021",)

__all__ = ["ACCEPTED", "DEFAULT_PACKS", "Pack", "PackFile", "RuleFile", "is_shipped", "load", "pack_folder", "schema"]


def schema() -> dict[str, object]:
    """The JSON Schema of every YAML file below ``rules/``: a pack file or a rule file."""
    from pydantic import TypeAdapter

    return TypeAdapter(PackFile | RuleFile).json_schema()
