"""The record of a fit, beside the pack: what authors wrote before it, so that a second fit starts there too."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ...errors import ConfigError
from .book import SCORE_SPREAD, STRENGTH_SPREAD
from .fit import Fitted

RECORD = "fitted.json"


def written_before(file: Path, values: Mapping[str, float]) -> dict[str, float]:
    """What authors wrote, by key, where the number that a fit put there still stands.

    ``values`` are the numbers that stand there now: one that was changed since is its author's again.
    """
    if not file.is_file():
        return {}
    try:
        numbers = json.loads(file.read_text(encoding="utf-8"))["numbers"]
        return {key: float(n["written"]) for key, n in numbers.items() if values.get(key) == float(n["fitted"])}
    except (ValueError, KeyError, TypeError, AttributeError):
        raise ConfigError(f"{file}: expected the record of a fit. Restore it, or delete it to start anew.") from None


def record(fitted: Fitted, about: Mapping[str, Any]) -> str:
    """The record as JSON: ``about`` (when, from which corpora, figures), how it was done, and every changed number."""
    numbers = {
        s.key: {"written": s.written, "fitted": float(fitted.values[s.key])}
        for s in fitted.scalars
        if float(fitted.values[s.key]) != s.written
    }
    how = {
        "matches": fitted.matches,
        "parameters": fitted.parameters,
        "score_spread": SCORE_SPREAD,
        "strength_spread": STRENGTH_SPREAD,
    }
    return json.dumps({"schema": 1, **about, **how, "numbers": numbers}, ensure_ascii=False, indent=1) + "\n"
