"""proselint with the phrases: its engine's existence checks alone, or its whole lint of a text with them.

In batches of the size that proselint itself uses for long lists.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from proselint.registry import CheckRegistry
from proselint.registry.checks import BATCH_COUNT, Check, CheckFlags
from proselint.registry.checks.engine import Engine, Fancy, Fast
from proselint.registry.checks.types import Existence
from proselint.tools import LintFile
from serve import Check as Checker
from serve import Spans, serve

EVERY = {"max_errors": sys.maxsize, "checks": {"phrases": True}}


def engine_re2(phrases: list[str], folder: Path) -> Checker:
    """The engine that proselint uses for its phrases."""
    return _alone(list(_checks(phrases, Fast())))


def engine_re(phrases: list[str], folder: Path) -> Checker:
    """Its other engine, slower, which knows letters beyond ASCII."""
    return _alone(list(_checks(phrases, Fancy())))


def lint(phrases: list[str], folder: Path) -> Checker:
    """All that proselint does with a text: lines, quotes, sorted results with line and column."""
    CheckRegistry().register_many(tuple(_checks(phrases, Fast())))

    def check(text: str) -> Spans:
        return [_span(result.check_result.span) for result in LintFile("draft", text).lint(EVERY)]

    return check


def _checks(phrases: list[str], engine: Engine) -> Iterator[Check]:
    flags = CheckFlags(allow_quotes=True)  # what is quoted counts too
    for at in range(0, len(phrases), BATCH_COUNT):
        batch = tuple(phrases[at : at + BATCH_COUNT])
        # 0.16: without any exception, Fancy takes every match for one
        yield Check(Existence(batch, exceptions=("never",)), engine, "phrases", "{}", flags)


def _alone(checks: list[Check]) -> Checker:
    def check(text: str) -> Spans:
        padded = f"\n{text}\n"  # as it pads every file
        return [_span(result.span) for result in chain.from_iterable(one.check_with_flags(padded) for one in checks)]

    return check


def _span(span: tuple[int, int]) -> tuple[int, int]:
    return span[0] - 1, span[1] - 1


serve({"engine-re2": engine_re2, "engine-re": engine_re, "lint": lint}[sys.argv[3]])
