"""The scan finds what a plain search finds, whatever the alphabet: more characters than a byte has values, too."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from hypothesis import example, given
from hypothesis import strategies as st

from content_guard import Draft, Guard
from content_guard.asking import passages_of
from content_guard.patterns import Passage, Scanner, Work
from content_guard.patterns.codepage import Codepage
from content_guard.rule import Lexicon, Phrase

MANY = "".join(map(chr, range(0x4E00, 0x4E00 + 300)))  # takes all bytes that there are, and more
LETTERS = "aế1ж𝒳" + MANY[0] + MANY[-1]
MARKS = " -.,%…🙂_"
texts = st.text(LETTERS + MARKS, max_size=12)
spellings = st.text(LETTERS + MARKS, min_size=1, max_size=5).map(str.strip).filter(bool)


@given(st.lists(spellings, min_size=1, max_size=6, unique=True), st.lists(texts, min_size=1, max_size=3))
@example(["a ế"], ["a,ế a-ế a  ế a ế", "a", "ế"])
@example([MANY[-1], "𝒳"], [f"{MANY[-2]} {MANY[-1]} 𝒳 ж"])
@example(["…"], ["🙂 … 🙂"])
def test_the_scan_finds_what_a_plain_search_finds(sought: list[str], read: list[str]) -> None:
    scanner = Scanner([_list("sought", sought), _list("many", list(MANY))])
    for text, found in zip(read, scanner.scan(read), strict=True):
        spots = [(number, start - found.offset, end - found.offset - 2) for number, start, end in found.spelled]
        hits = [(hit.phrase.folded, hit.start, hit.end) for hit in scanner.hits("sought", spots)]
        assert sorted(hits) == sorted(_plainly(sought, text))
        assert list(found.ends) == sorted(found.ends)


@given(st.text())
def test_a_byte_for_each_code_point(text: str) -> None:
    page = Codepage(["ế", MANY])
    syllables = page.spaced(page.encoded(text))
    assert [byte != ord(" ") for byte in syllables] == [c.isalnum() for c in text]


@cache
def guard() -> Guard:
    return Guard(select=["HED101"])


def passages(text: str) -> list[Passage]:
    reading = passages_of(Draft(text), guard()._tools, Work())
    assert reading
    return list(reading.passages)


def _list(name: str, written: list[str]) -> Lexicon:
    return Lexicon(name, tuple(Phrase(text, text, False) for text in written))


def _plainly(sought: list[str], text: str) -> Iterator[tuple[str, int, int]]:
    for spelling in sought:
        for start in range(len(text)):
            end = start + len(spelling)
            if text.startswith(spelling, start) and not any(_inside(text, at) for at in (start, end)):
                yield spelling, start, end


def _inside(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


@given(st.text("aế1 ,.-🙂", min_size=1, max_size=14))
@example("a")
def test_syllables_are_counted_as_they_begin(text: str) -> None:
    """In every range, also an empty one at the end, and one that begins within a syllable."""
    (passage,) = passages(f"Việt {text}")
    folded = passage.view.folded
    begins = [c.isalnum() and not (at and folded[at - 1].isalnum()) for at, c in enumerate(folded)]
    for start in range(len(folded) + 1):
        for end in range(start, len(folded) + 1):
            assert passage.syllables_in(start, end) == sum(begins[start:end])
