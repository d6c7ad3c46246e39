"""proselint's engine: existence checks of the phrases, in batches of the size that proselint itself uses."""

from __future__ import annotations

import sys
from itertools import chain
from pathlib import Path

from proselint.registry.checks import BATCH_COUNT, Check
from proselint.registry.checks.engine import Fancy, Fast
from proselint.registry.checks.types import Existence
from serve import Spans, serve

ENGINES = {"re2": Fast, "re": Fancy}  # the one its phrase checks use; the slower one, which knows letters beyond ASCII
EXCEPTIONS = {"re2": (), "re": ("never",)}  # without any, the slower one takes everything for an exception (0.16)


def make(phrases: list[str], folder: Path) -> object:
    """One check for each batch."""
    engine = ENGINES[sys.argv[3]]()
    batches = [tuple(phrases[at : at + BATCH_COUNT]) for at in range(0, len(phrases), BATCH_COUNT)]
    checks = [Check(Existence(batch, exceptions=EXCEPTIONS[sys.argv[3]]), engine, "phrases", "{}") for batch in batches]

    def check(text: str) -> Spans:
        padded = f"\n{text}\n"  # as it pads every file
        found = chain.from_iterable(check.check_with_flags(padded) for check in checks)
        return [(result.span[0] - 1, result.span[1] - 1) for result in found]

    return check


serve(make)
