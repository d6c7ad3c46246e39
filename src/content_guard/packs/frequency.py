"""How common words are, told from the examples of rules: of several lists, the rarest is looked for first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from ..rule import Phrase
from ..text.view import clean, fold
from .models import Example

_SYLLABLE = re.compile(r"[^\W_]+")
_UNSEEN = 0.2  # a syllable that no example has
_FURTHER = 0.1  # what each further syllable leaves of a phrase; measured: little hangs on it between 0.05 and 0.2


class Frequency:
    """Counts of syllables in examples."""

    def __init__(self, examples: Iterable[Example]) -> None:
        texts = (e if isinstance(e, str) else "\n".join(e.model_dump().values()) for e in examples)
        self._counts = Counter(s for text in texts for s in _SYLLABLE.findall(fold(clean(text))))

    def of(self, phrases: Iterable[Phrase]) -> float:
        """How often one of the phrases may be met: the rarest syllable of each limits it."""
        return sum(map(self._of, phrases))

    def _of(self, phrase: Phrase) -> float:
        syllables = _SYLLABLE.findall(phrase.folded)
        if not syllables:  # marks such as “,” stand everywhere
            return float(self._counts.total())
        rarest = min(self._counts.get(s, _UNSEEN) for s in syllables)
        return rarest * _FURTHER ** (len(syllables) - 1)
