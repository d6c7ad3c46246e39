"""Sentences: hard cases of Vietnamese news prose, and what must hold for any text at all."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from content_guard.text.sentences import sentences
from content_guard.text.view import clean

_HERE = Path(__file__).parent
_COMMON = _HERE.parents[1] / "rules" / "common"


def _read(file: Path) -> object:
    return yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)  # scalars stay strings


MARKED: list[str] = _read(_HERE / "sentences.yml")  # type: ignore[assignment]
ABBREVIATIONS = frozenset(_read(_COMMON / "abbreviations.yml")["abbreviations"])  # type: ignore[index]
MARK = "‖"

news = st.lists(
    st.sampled_from([" ", ". ", ".", "…", '"', "? ", ") ", "(", "- ", "TP", "P", "A", "1", "Lai", "bà", "J", ": "])
).map("".join)
any_text = st.text() | news


def _shown(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text, ABBREVIATIONS)]


@pytest.mark.parametrize("marked", MARKED)
def test_marked_cases_split_exactly_at_their_marks(marked: str) -> None:
    assert _shown(marked.replace(MARK, " ")) == marked.split(MARK)


def test_there_are_many_cases_in_the_clean_view_and_none_twice() -> None:
    plain = [marked.replace(MARK, " ") for marked in MARKED]
    assert len(plain) >= 170
    assert len(set(plain)) == len(plain)
    assert [clean(text) for text in plain] == plain


def test_without_abbreviations_a_title_ends_a_sentence() -> None:
    assert sentences("Ở TP. Lai Châu.", frozenset()) == ((0, 5), (6, 15))


@pytest.mark.parametrize("blank", ["", " ", " \n\t "])
def test_a_blank_paragraph_has_no_sentences(blank: str) -> None:
    assert sentences(blank, ABBREVIATIONS) == ()


@given(any_text)
def test_spans_are_in_order_trimmed_and_cover_all_but_spaces(text: str) -> None:
    spans = sentences(text, ABBREVIATIONS)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(text[start:end] == text[start:end].strip() for start, end in spans)
    assert all(before[1] < after[0] for before, after in pairwise(spans))
    outside = zip((0, *(end for _, end in spans)), (*(start for start, _ in spans), len(text)), strict=True)
    assert all(not text[start:end].strip() for start, end in outside)


WELL_FORMED = [
    "Ca bệnh đã khỏi.",
    "Ai lo lắng?",
    '"Tôi không lo."',
    "Ở TP. Lai Châu có 3 ca.",
    "(Ảnh: Báo tỉnh.)",
    "Tốt quá!",
]


@given(st.lists(st.sampled_from(WELL_FORMED)))
def test_joined_sentences_come_apart_again(parts: list[str]) -> None:
    assert _shown(" ".join(parts)) == parts


@given(news, news)
def test_what_follows_never_moves_an_earlier_boundary(first: str, second: str) -> None:
    """A boundary is decided by bounded surroundings: far text changes nothing, so work grows with length."""
    joined = f"{first} Ca bệnh đã khỏi hẳn rồi. {second}"
    alone = [end for _, end in sentences(f"{first} Ca bệnh đã khỏi hẳn rồi.", ABBREVIATIONS)][:-1]
    assert [end for _, end in sentences(joined, ABBREVIATIONS)][: len(alone)] == alone
