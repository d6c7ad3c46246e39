"""Reading a directive: a comment that tells content-guard what to pass over, and why."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from ..draft import Comment

VERBS = ("disable-next-line", "disable-line", "disable-file", "disable", "enable")
_DIRECTIVE = re.compile(r"[Cc]ontent-guard\s*:\s*(?P<verb>\S*)(?P<rest>.*)", re.S)
_DASHES = re.compile(r"--|[—–]")  # word processors make one dash of two
_UNTIL = re.compile(r"(?:^|(?<= ))until (\d\S*)$")
_UNREAD = re.compile(r"\buntil\W{0,3}\d", re.I)  # it looks like a day, and would hold for ever as a reason
_CODE = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Directive:
    """A comment, read: ``fault`` says what about it cannot be; then the rest is empty."""

    comment: Comment
    verb: str = ""
    codes: tuple[str, ...] = ()  # of rules and families, as they are written
    reason: str = ""
    until: date | None = None
    fault: str = ""

    def holds(self, today: date) -> bool:
        """Tell whether it does anything: it is whole, has its reason, and its last day has not passed."""
        return not self.fault and bool(self.reason or self.verb == "enable") and not self.has_expired(today)

    def has_expired(self, today: date) -> bool:
        """Tell whether its last day has passed."""
        return self.until is not None and self.until < today


def read(comment: Comment) -> Directive:
    """Read ``content-guard: VERB CODE[, CODE…] -- reason [until YYYY-MM-DD]``."""
    found = _DIRECTIVE.match(comment.text)
    if not found:
        return Directive(comment, fault="colon")
    if found["verb"] not in VERBS:
        return Directive(comment, fault="verb")
    head, *reasons = _DASHES.split(found["rest"], maxsplit=1)
    codes = tuple(dict.fromkeys(code.strip().upper() for code in head.split(",")))
    if codes == ("",) and found["verb"] == "enable":
        codes = ()
    if not all(map(_CODE.fullmatch, codes)):
        return Directive(comment, fault="codes")
    return _reasoned(Directive(comment, found["verb"], codes), " ".join("".join(reasons).split()))


def _reasoned(directive: Directive, reason: str) -> Directive:
    until = _UNTIL.search(reason)
    if not until:
        return (
            Directive(directive.comment, fault="date") if _UNREAD.search(reason) else replace(directive, reason=reason)
        )
    try:
        day = date(*map(int, until[1].split("-", 2)))
    except (ValueError, TypeError, OverflowError):
        return Directive(directive.comment, fault="date")
    return replace(directive, reason=reason[: until.start()].strip(), until=day)
