"""What people write: packs and rules in YAML, checked and compiled."""

from .compiler import Pack, load
from .models import PackFile, RuleFile

__all__ = ["Pack", "PackFile", "RuleFile", "load"]
