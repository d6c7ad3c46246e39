"""What a run came to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from ..finding import Severity
from ..outcome import Checked, Failed
from .words import counted


class Totals:
    """Drafts, findings, suppressed findings and files not read, counted while outcomes pass by."""

    def __init__(self) -> None:
        self.drafts = 0
        self.errors = 0
        self.suppressed = 0
        self.severities: Counter[Severity] = Counter()

    def watch(self, outcomes: Iterable[Checked | Failed]) -> Iterator[Checked | Failed]:
        """The outcomes, each counted."""
        for outcome in outcomes:
            self.drafts += 1
            if isinstance(outcome, Failed):
                self.errors += 1
            else:
                self.suppressed += len(outcome.report.suppressed)
                self.severities.update(f.severity for f in outcome.report.findings)
            yield outcome

    def sentence(self, words: Mapping[str, str]) -> str:
        """One sentence for people."""
        counts = ", ".join(f"{self.severities[s]} {words[s]}" for s in Severity if self.severities[s])
        found = counted(self.severities.total(), "findings", words) + (f" ({counts})" if counts else "")
        rest = {"suppressed": self.suppressed, "errors": self.errors}
        others = (counted(count, what, words) for what, count in rest.items() if count)
        return ", ".join((counted(self.drafts, "drafts", words), found, *others)) + "."
