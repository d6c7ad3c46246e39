"""pyvi alone: it cuts a text into words and looks for nothing, a reference for what words cost."""

from __future__ import annotations

import warnings
from pathlib import Path

from serve import Check, Spans, serve

warnings.simplefilter("ignore")
from pyvi import ViTokenizer  # noqa: E402


def make(phrases: list[str], folder: Path) -> Check:
    """Words only: nothing is ever found."""

    def check(text: str) -> Spans:
        ViTokenizer.tokenize(text)
        return ()

    return check


serve(make)
