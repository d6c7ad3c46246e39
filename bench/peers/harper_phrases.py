"""Harper with one rule of its own, in its rule language, that names the phrases; its English rules are off."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

from harper import Linter
from serve import Check, Spans, serve

RULE = """expr main [{phrases}]

let message "A phrase of the list."
let description "Any phrase of the list."
let kind "Miscellaneous"
let becomes "-"
let strategy "Exact"
"""
MANIFEST = {"name": "phrases", "author": "bench", "version": "1", "description": "Literal phrases.", "license": "MIT"}


def make(phrases: list[str], folder: Path) -> Check:
    """A linter with the phrases alone."""
    linter = Linter()
    linter.set_lint_config(dict.fromkeys(linter.get_lint_config(), False))
    failures = linter.load_weirpack(_pack(phrases))
    assert failures is None, failures

    def check(text: str) -> Spans:
        return [(lint.span.start, lint.span.end) for lint in linter.lint(text, language="plaintext")]

    return check


def _pack(phrases: list[str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("manifest.json", json.dumps(MANIFEST))
        archive.writestr("Phrases.weir", RULE.format(phrases=", ".join(f"({phrase})" for phrase in phrases)))
    return made.getvalue()


serve(make)
