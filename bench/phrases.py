"""The 600 literal phrases that every tool looks for, and the plain scan that says where they stand.

They are phrases of the default pack's own lists, of two syllables or more, those that the corpora hold most often; none
lies within another, so that a tool that keeps one hit at a place loses next to none.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from mixes import CORPORA, FILES

from content_guard import Guard
from content_guard.evaluate.corpus import Item, read_corpus

COUNT = 600
_SEED = 600
_BETWEEN = re.compile(r"[^\w ]+")


def phrases(count: int = COUNT) -> list[str]:
    """The phrases in lower case, in the order of the alphabet."""
    candidates, kept = _candidates(), list[str]()
    often = Counter(run for run in _runs(_corpora()) if run in candidates)
    for phrase in sorted(candidates, key=lambda p: (-often[p], p)):
        if not any(f" {phrase} " in f" {other} " or f" {other} " in f" {phrase} " for other in kept):
            kept.append(phrase)
        if len(kept) == count:
            return sorted(kept)
    raise ValueError(f"the pack has only {len(kept)} such phrases")


def hits(text: str, sought: Iterable[str]) -> list[tuple[int, int]]:
    """Where phrases stand at syllable edges, whatever the case: code points, half-open, in order."""
    folded = text.lower()
    return sorted(span for phrase in sought for span in _places(folded, phrase))


def invented(count: int, absent_from: str) -> list[str]:
    """Phrases of two to four syllables of the corpora, put together by chance, that a text does not hold."""
    chance, syllables = random.Random(_SEED), sorted(set(_syllables(_corpora())))
    taken: dict[str, None] = {}
    inside = f" {' '.join(_syllables(absent_from))} "
    while len(taken) < count:
        phrase = " ".join(chance.choices(syllables, k=chance.choice((2, 2, 3, 4))))
        if f" {phrase} " not in inside:
            taken[phrase] = None
    return list(taken)


def _places(folded: str, phrase: str) -> Iterator[tuple[int, int]]:
    at = folded.find(phrase)
    while at >= 0:
        end = at + len(phrase)
        if not folded[at - 1 : at].isalnum() and not folded[end : end + 1].isalnum():
            yield at, end
        at = folded.find(phrase, at + 1)


def _candidates() -> Collection[str]:
    pack = Guard().pack
    lists = (lexicon.phrases for lexicon in pack.lexicons if lexicon.name in pack.own_lists)
    lowered = {unicodedata.normalize("NFC", phrase.written).lower() for several in lists for phrase in several}
    return {phrase for phrase in lowered if " " in phrase and all(map(str.isalpha, phrase.split(" ")))}


def _corpora() -> str:
    items = (item for name in FILES for item in read_corpus(CORPORA / name) if isinstance(item, Item))
    return "\n".join(item.draft.source for item in items)


def _syllables(text: str) -> list[str]:
    return "".join(c if c.isalpha() else " " for c in text.lower()).split()


def _runs(text: str) -> Iterator[str]:
    """All runs of two to six syllables with nothing but a space between them."""
    for stretch in _BETWEEN.split(text.lower()):
        syllables = stretch.split()
        for length in range(2, 7):
            yield from (" ".join(syllables[at : at + length]) for at in range(len(syllables) - length + 1))
