"""Words by pyvi's model, decoded here: the same words as pyvi on the same text, without its weight.

A token's score is a sum of parts that depend on it and its neighbours; the parts are remembered. With two
labels only the difference of their scores matters, so Viterbi carries one number.
"""

from __future__ import annotations

import re
import string
from functools import cache, lru_cache
from itertools import groupby
from typing import NamedTuple

from .tables import Tables, tables
from .view import fold

# pyvi's own tokens, in its order of preference; the e-mail pattern is bounded, as pyvi's is quadratic.
_TOKEN = re.compile(
    r"[A-ZĐ]+\.|Tp\.|Mr\.|Mrs\.|Ms\.|Dr\.|ThS\."
    r"|==>|->|\.\.\.|>>|\n"
    r"|\w+://[^\s]+"
    r"|[a-zA-Z0-9_.+-]{1,64}@(?:[a-zA-Z0-9-]{1,63}\.){1,8}[a-zA-Z0-9-]{1,63}"
    r"|\d+(?:[\.,_]\d+)+"
    r"|[^\w\s]"
    r"|\w+"
)
_SYLLABLE = re.compile(r"[^\W\d_]+")
_SHOUTING = 4  # capital syllables in a row
_REMEMBERED = 1 << 15  # tokens, and as many neighbourhoods: a few megabytes at most


class _Token(NamedTuple):
    """What of a token its own score and its neighbours' scores depend on."""

    lower: str
    own: float
    as_previous: float
    as_next: float


class Segmenter:
    """Splits sentences into words. Safe to share between threads."""

    def __init__(self, found: Tables) -> None:
        self._tables = found
        weight = found.weights.get
        self._pair = weight("-1:word.bi_gram()", 0.0), weight("+1:word.bi_gram()", 0.0)
        self._triple = weight("-2:word.tri_gram()", 0.0), weight("+2:word.tri_gram()", 0.0)
        self._token = lru_cache(_REMEMBERED)(self._token_of)
        self._neighbours = lru_cache(_REMEMBERED)(self._neighbours_of)

    def words(self, sentence: str, *, lower_shouting: bool = True) -> tuple[tuple[int, int], ...]:
        """The words of a sentence in the clean view, as half-open spans of code points, in order.

        Runs of four or more capital syllables are read lowered: pyvi joins nearly nothing in capitals.
        """
        text = _lowered(sentence) if lower_shouting else sentence
        spans = [m.span() for m in _TOKEN.finditer(text)]
        if not spans:
            return ()
        tokens = [text[start:end] for start, end in spans]
        inside = self._goes_on([self._token(token) for token in tokens])
        found = [spans[0]]
        for n in range(1, len(tokens)):
            if inside[n] and _may_join(tokens[n - 1], tokens[n]):
                found[-1] = (found[-1][0], spans[n][1])
            else:
                found.append(spans[n])
        return tuple(found)

    def _goes_on(self, tokens: list[_Token]) -> list[bool]:
        """For each token, whether it goes on with the word before: Viterbi over differences."""
        bb, bi, ib, ii = self._tables.transitions
        scores = self._scores(tokens)
        from_inside: list[tuple[bool, bool]] = []  # for each token but the first: best predecessor of either label
        lead = scores[0]
        for score in scores[1:]:
            to_begin, to_inside = lead + ib - bb, lead + ii - bi
            from_inside.append((to_begin > 0, to_inside > 0))
            lead = score + (max(lead + ii, bi) - max(lead + ib, bb))
        state = lead > 0
        labels = [state]
        for begin, inside in reversed(from_inside):
            state = inside if state else begin
            labels.append(state)
        labels.reverse()
        return labels

    def _scores(self, tokens: list[_Token]) -> list[float]:
        scores = [token.own for token in tokens]
        lowers = [token.lower for token in tokens]
        for n in range(len(tokens) - 1):
            scores[n] += tokens[n + 1].as_next
            scores[n + 1] += tokens[n].as_previous
            pair = self._neighbours(lowers[n], lowers[n + 1], lowers[n + 2] if n + 2 < len(lowers) else "")
            if pair & 1:
                scores[n] += self._pair[1]
                scores[n + 1] += self._pair[0]
            if pair & 2:
                scores[n] += self._triple[1]
                scores[n + 2] += self._triple[0]
        return scores

    def _token_of(self, token: str) -> _Token:
        weight = self._tables.weights.get
        lower, upper, title = token.lower(), token.isupper(), token.istitle()

        def part(prefix: str) -> float:
            return (
                weight(f"{prefix}word.lower():{lower}", 0.0)
                + (weight(f"{prefix}word.isupper()", 0.0) if upper else 0.0)
                + (weight(f"{prefix}word.istitle()", 0.0) if title else 0.0)
            )

        own = weight("bias", 0.0) + part("") + (weight("word.isdigit()", 0.0) if token.isdigit() else 0.0)
        return _Token(lower, own, part("-1:"), part("+1:"))

    def _neighbours_of(self, one: str, two: str, three: str) -> int:
        """1 when the first two are a word of the list, plus 2 when all three are."""
        pair = f"{one} {two}"
        return (pair in self._tables.pairs) + 2 * (bool(three) and f"{pair} {three}" in self._tables.triples)


@cache
def segmenter() -> Segmenter:
    """The segmenter of this process. Raises ConfigError when pyvi's model cannot be read."""
    return Segmenter(tables())


def _may_join(one: str, two: str) -> bool:
    """pyvi's own veto on what the model joins; its test for marks is one for parts of a string."""
    return not (
        two in string.punctuation
        or one in string.punctuation
        or two[0].isdigit()
        or one[0].isdigit()
        or (two[0].istitle() and not one[0].istitle())
    )


def _lowered(sentence: str) -> str:
    """Lower the runs of four or more capital syllables; the length stays."""
    for upper, run in groupby(_SYLLABLE.finditer(sentence), key=lambda syllable: syllable[0].isupper()):
        shouted = list(run) if upper else []
        if len(shouted) >= _SHOUTING:
            start, end = shouted[0].start(), shouted[-1].end()
            sentence = sentence[:start] + fold(sentence[start:end]) + sentence[end:]
    return sentence
