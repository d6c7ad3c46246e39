"""Whatever makes checking fast changes no answer: the plain way says the same, byte for byte."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content_guard import Draft, Guard
from content_guard.evaluate.corpus import Item, read_corpus

sys.path.insert(0, str(Path(__file__).parent))
from reference import as_json, report

CORPORA = Path(__file__).resolve().parents[2] / "corpora"
NAMES = ("labelled", "more-dev", "public-interest")
EVERY = 37  # drafts apart in a usual run; --whole takes every one


@pytest.fixture(scope="module")
def guard() -> Guard:
    """All rules, those in preview too, and every finding, however low its score."""
    return Guard(preview=True, min_score=0)


def test_the_corpora(guard: Guard, request: pytest.FixtureRequest) -> None:
    items = [item for name in NAMES for item in read_corpus(CORPORA / f"{name}.jsonl") if isinstance(item, Item)]
    step = 1 if request.config.getoption("--whole") else EVERY
    for item in items[::step]:
        assert as_json(guard.check(item.draft)) == report(guard, item.draft), item.id


def test_texts_that_rules_react_to(guard: Guard) -> None:
    @settings(max_examples=25)
    @given(_drafts(guard))
    def same(draft: Draft) -> None:
        assert as_json(guard.check(draft)) == report(guard, draft)

    same()


def _drafts(guard: Guard) -> st.SearchStrategy[Draft]:
    """Drafts of words that patterns name, side by side, divided by what may stand between words."""
    used = {
        name
        for rule in guard.rules
        for p in getattr(rule.options, "patterns", ())
        for i in p.items
        for name in i.options
    }
    used |= {name for s in guard.pack.signals.values() for p in s.patterns for i in p.items for name in i.options}
    lists = [lexicon for lexicon in guard.pack.lexicons if lexicon.name in used]
    word = st.sampled_from(lists).flatmap(lambda lexicon: st.sampled_from(lexicon.phrases)).map(lambda p: p.written)
    plain = st.sampled_from(["của", "và", "12", "45%", "Nguyễn Văn An", "ngày 5/9", "Q.1", "nhà"])
    between = st.sampled_from([" ", " ", " ", " ", ", ", ". ", "; ", " - ", '" ', ' "', "\n", "! ", "? ", "… "])
    words = st.lists(st.tuples(st.one_of(word, word, plain), between), min_size=1, max_size=14)
    text = words.map(lambda pairs: "".join(w + b for w, b in pairs))
    return st.builds(Draft, text, text, st.lists(text, max_size=3).map("\n\n".join))
