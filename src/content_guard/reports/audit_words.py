"""How the figures and places of an audit are said, alike in text and on the page."""

from __future__ import annotations

from collections.abc import Iterator

from ..audit import Audit, Excerpt, RuleTally, Shift
from ..rule import Rule
from .wording import wording

_SMALLEST = 0.001  # shares below are said as such


class AuditWords:
    """The words of an audit in one language, and how its figures are put."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self._words = wording("audit.yml", lang)

    def __getitem__(self, name: str) -> str:
        return self._words[name]

    def number(self, count: int) -> str:
        """``1.234`` in Vietnamese, ``1,234`` in English."""
        return f"{count:,}".replace(",", "." if self.lang == "vi" else ",")

    def share(self, part: int, whole: int) -> str:
        """One decimal of a percentage; a dash where there is nothing to share."""
        if not whole:
            return "–"
        share = part / whole
        text = "< 0.1%" if 0 < share < _SMALLEST else f"{share:.1%}"
        return text.replace(".", ",") if self.lang == "vi" else text

    def counted(self, count: int, name: str) -> str:
        """The name of a number of things, in the form that the number asks for."""
        one, _, many = self[name].partition("|")
        return (many or one) if count != 1 else one

    def totals(self, audit: Audit) -> Iterator[tuple[str, str]]:
        """What is counted over the whole archive, each with its figure; what never happened is left out."""
        yield self.counted(audit.drafts, "read"), self.number(audit.drafts)
        shares = {"asked": audit.asked, "asked-in-preview": audit.asked_in_preview}
        for name, count in shares.items():
            if name == "asked" or any(one.rule.preview for one in audit.rules):
                yield f"{self[name]} ({self.share(count, audit.drafts)})", self.number(count)
        for name, count in (("skipped", audit.skipped), ("unread", audit.unread)):
            if count:
                yield self.counted(count, name), self.number(count)

    def asks(self, rule: Rule) -> str:
        """A rule's message, with a gap for the words."""
        return rule.message[self.lang].replace("{words}", "…")

    def would_add(self, one: RuleTally, audit: Audit) -> str:
        """What turning a rule on would change."""
        if not one.sole:
            return self["would-add-none"]
        return self["would-add"].format(
            sole=self.number(one.sole),
            before=self.share(audit.asked, audit.drafts),
            after=self.share(audit.asked + one.sole, audit.drafts),
        )

    def where(self, excerpt: Excerpt) -> str:
        """Place, part and score of a sample, and which other rules asked there."""
        score = f"{excerpt.score:.2f}".replace(".", "," if self.lang == "vi" else ".")
        told = [excerpt.place, self[excerpt.part], self["score"].format(score=score)]
        if excerpt.beside:
            told.append(self["beside"].format(codes=", ".join(excerpt.beside)))
        return ", ".join(told)

    def turn(self, shift: Shift) -> str:
        """How a rule's state changed between two packs; empty where it is the same."""
        if shift.there_is is None or shift.here_is is None:
            return self["new"] if shift.there_is is None else self["gone"]
        before, after = (self._state(rule) for rule in (shift.there_is, shift.here_is))
        return self["turned"].format(before=before, after=after) if before != after else ""

    def _state(self, rule: Rule) -> str:
        return self["preview"] if rule.preview else self["on"]

    def errors(self, audit: Audit) -> Iterator[str]:
        """The errors that were kept, and how many others there were."""
        yield from audit.errors
        if more := audit.unread - len(audit.errors):
            yield self["more-errors"].format(count=self.number(more))
