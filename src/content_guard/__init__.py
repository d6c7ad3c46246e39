"""content-guard: reads a Vietnamese news draft and asks about the places worth a second look.

The names below are the public face. They load when first used, so that ``--help`` stays quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .draft import Draft
    from .errors import ConfigError, ContentGuardError, DraftError, RuleError
    from .finding import Finding, Report, Severity
    from .guard import Guard, check
    from .outcome import Checked, Failed
    from .readers import read
    from .span import Span

__version__ = "0.1.0"

_HOMES = {
    "Checked": "outcome",
    "ConfigError": "errors",
    "ContentGuardError": "errors",
    "Draft": "draft",
    "DraftError": "errors",
    "Failed": "outcome",
    "Finding": "finding",
    "Guard": "guard",
    "Report": "finding",
    "RuleError": "errors",
    "Severity": "finding",
    "Span": "span",
    "check": "guard",
    "read": "readers",
}

__all__ = [
    "Checked",
    "ConfigError",
    "ContentGuardError",
    "Draft",
    "DraftError",
    "Failed",
    "Finding",
    "Guard",
    "Report",
    "RuleError",
    "Severity",
    "Span",
    "check",
    "read",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_HOMES[name]}", __name__), name)
