"""What people write: packs and rules in YAML, checked and compiled. Heavy parts load when something is compiled."""

from .kept import load
from .pack import Clause, Family, Pack

__all__ = ["Clause", "Family", "Pack", "load", "schema"]


def schema() -> dict[str, object]:
    """The JSON Schema of every YAML file below ``rules/``: a pack file or a rule file."""
    from pydantic import TypeAdapter

    from .models import PackFile, RuleFile

    return TypeAdapter(PackFile | RuleFile).json_schema()
