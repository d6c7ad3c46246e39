"""How a report is to look."""

from __future__ import annotations

from dataclasses import dataclass

from ..finding import Severity
from ..packs import Pack


@dataclass(frozen=True, slots=True)
class Style:
    """Language, colour and detail of a report, and the pack that its clauses come from.

    From ``fail_on`` on, a finding is a failure (None: never).
    """

    lang: str
    packs: Pack
    color: bool = False
    verbose: bool = False
    fail_on: Severity | None = Severity.ERROR

    def fails(self, severity: Severity) -> bool:
        """Tell whether a finding of this severity is a failure."""
        return self.fail_on is not None and severity.rank >= self.fail_on.rank
