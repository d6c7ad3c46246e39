"""What people write: packs and rules in YAML, checked and compiled. Heavy parts load when something is compiled."""

from .kept import load
from .pack import ACCEPTED, Clause, Family, Pack
from .places import is_shipped, pack_folder

DEFAULT_PACKS = ("lai-chau-covid-2021",)

__all__ = ["ACCEPTED", "DEFAULT_PACKS", "Clause", "Family", "Pack", "is_shipped", "load", "pack_folder", "schema"]


def schema() -> dict[str, object]:
    """The JSON Schema of every YAML file below ``rules/``: a pack file or a rule file."""
    from pydantic import TypeAdapter

    from .models import PackFile, RuleFile

    return TypeAdapter(PackFile | RuleFile).json_schema()
