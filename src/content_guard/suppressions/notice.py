"""What is said of directives: findings of family SUP."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any, NamedTuple

import yaml

from ..draft import Comment
from ..finding import SUP, Finding, Severity, Step, fingerprint
from ..packs import Clause
from ..score import CERTAIN, probability

REASONLESS, UNKNOWN, UNUSED, EXPIRED, MALFORMED = NOTICES = ("SUP001", "SUP002", "SUP003", "SUP004", "SUP005")


class Notice(NamedTuple):
    """The words of a finding of family SUP."""

    name: str
    message: str
    advice: tuple[str, ...]


def notice(code: str, lang: str, about: str = "…") -> Notice:
    """What a finding of family SUP says of ``about``."""
    written = _words()[code]
    about = written.get("faults", {}).get(about, {}).get(lang, about)
    return Notice(written["name"], written["message"][lang].replace("{about}", about), tuple(written["advice"][lang]))


def finding(code: str, about: str, comment: Comment, part: str, column: int, lang: str) -> Finding:
    """The finding about a comment: its code, what it is about, the part it stands in and its 1-based column."""
    words = " ".join(comment.text.split())
    because = (Step(code, CERTAIN),)
    said = notice(code, lang, about)
    return Finding(
        code=code,
        name=said.name,
        family=SUP,
        severity=Severity.WARNING,
        score=probability(because),
        part=part,
        span=comment.span,
        line=comment.line,
        column=column,
        text=comment.text,
        words=words,
        message=said.message,
        advice=said.advice,
        clause=SUP,
        because=because,
        fingerprint=fingerprint(code, words),
    )


def clause(lang: str) -> Clause:
    """The clause that findings of family SUP stand under."""
    written = _words()["clause"]
    return Clause(written["text"][lang], "practice", written["where"][lang])


def reason(why: str, lang: str) -> str:
    """Why a finding is left out where nobody wrote it: it is ``recorded``, or was there ``before``."""
    return str(_words()["reasons"][why][lang])


def title(lang: str) -> str:
    """What family SUP is about."""
    return str(_words()["title"][lang])


@cache
def _words() -> dict[str, Any]:
    text = resources.files(__package__).joinpath("words.yml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    return found
