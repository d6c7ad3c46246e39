"""Who hides what where: by line, between ``disable`` and ``enable``, and in the whole file."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from ..finding import Finding
from .directive import Directive


class Use(NamedTuple):
    """A directive, and the one of its codes that is meant."""

    directive: Directive
    code: str


class Regions:
    """What ``disable`` has switched off where the text has been read to, until an ``enable`` ends it.

    Only known codes are kept: what is open is never more than a pack has, however many comments a draft holds.
    """

    def __init__(self, directives: Iterable[Directive], known: frozenset[str], today: date) -> None:
        self.ended: set[Use] = set()  # by which ``enable``
        self._coming = deque(d for d in directives if d.verb in ("disable", "enable"))
        self._known = known
        self._today = today
        self._off: dict[str, Use | None] = {}  # None: switched on again while its family is off
        self._void: set[str] = set()  # of directives that do not hold: what ends them is not idle

    def over(self, finding: Finding) -> Use | None:
        """Who hides a finding; asked in text order."""
        self._advance(finding.span.start)
        return self._off[finding.code] if finding.code in self._off else self._off.get(finding.family)

    def finish(self) -> None:
        """Read on to the end of the text."""
        while self._coming:
            self._turn(self._coming.popleft())

    def _advance(self, position: int) -> None:
        while self._coming and self._coming[0].comment.span.start < position:
            self._turn(self._coming.popleft())

    def _turn(self, directive: Directive) -> None:
        if directive.verb == "enable" and not directive.codes:
            self._switch_on(Use(directive, directive.verb), "")
        for use in (Use(directive, code) for code in directive.codes if code in self._known):
            if directive.verb == "enable":
                self._switch_on(use, use.code)
            elif directive.holds(self._today):
                self._switch_off(use)
            else:
                self._void.add(use.code)

    def _switch_off(self, use: Use) -> None:
        for code in [code for code, by in self._off.items() if not by and code.startswith(use.code)]:
            del self._off[code]
        self._off.setdefault(use.code, use)

    def _switch_on(self, use: Use, prefix: str) -> None:
        ended = [self._off.pop(code) for code in list(self._off) if code.startswith(prefix)]
        void = {code for code in self._void if code.startswith(prefix)}
        self._void -= void
        if family := self._off.get(prefix[:3]):
            self._off[prefix] = None
        if any(ended) or void or family:
            self.ended.add(use)
