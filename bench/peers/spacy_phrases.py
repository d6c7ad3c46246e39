"""spaCy's PhraseMatcher over its Vietnamese tokens, which pyvi joins into words."""

from __future__ import annotations

import warnings
from pathlib import Path

from serve import Check, Spans, serve

warnings.simplefilter("ignore")
import spacy  # noqa: E402
from spacy.matcher import PhraseMatcher  # noqa: E402


def make(phrases: list[str], folder: Path) -> Check:
    """A matcher of the phrases, whatever their case."""
    nlp = spacy.blank("vi")
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    matcher.add("phrases", [nlp.make_doc(phrase) for phrase in phrases])

    def check(text: str) -> Spans:
        doc = nlp.make_doc(text)
        return [(span.start_char, span.end_char) for span in matcher(doc, as_spans=True)]

    return check


serve(make)
