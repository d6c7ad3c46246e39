"""pyvi and our decoder of its model on the same sentences, in one run: ``python bench/words.py FILE.jsonl``.

The file holds one object a line with ``headline`` and ``lead``. Prints seconds for each, their ratio, and how
many texts come apart differently; then the sentence splitter's characters a second.
"""

from __future__ import annotations

import json
import re
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from content_guard import Guard
from content_guard.text.sentences import sentences
from content_guard.text.tables import tables
from content_guard.text.view import clean
from content_guard.text.words import Segmenter

_T = TypeVar("_T")


def timed(work: Callable[[], _T]) -> tuple[float, _T]:
    """The best of three runs, and its result."""
    best, result = float("inf"), None
    for _ in range(3):
        start = time.perf_counter()
        result = work()
        best = min(best, time.perf_counter() - start)
    assert result is not None
    return best, result


def main() -> None:
    """Time both on the sentences of the file."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pyvi.ViTokenizer import ViTokenizer
    items = [json.loads(line) for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()]
    texts = [clean(item[field]) for item in items for field in ("headline", "lead") if item.get(field)]
    abbreviations = Guard().pack.abbreviations
    cuts, spans = timed(lambda: [sentences(text, abbreviations) for text in texts])
    pieces = [text[start:end] for text, found in zip(texts, spans, strict=True) for start, end in found]
    segmenter = Segmenter(tables())
    pyvi, expected = timed(lambda: [ViTokenizer.spacy_tokenize(piece)[0] for piece in pieces])
    ours, found = timed(lambda: [segmenter.words(piece, lower_shouting=False) for piece in pieces])
    different = sum(
        [re.sub(r"[\s_]", "", word) for word in words] != [re.sub(r"[\s_]", "", piece[a:b]) for a, b in mine]
        for piece, words, mine in zip(pieces, expected, found, strict=True)
    )
    print(f"{len(pieces)} sentences: pyvi {pyvi:.2f} s, ours {ours:.2f} s, {pyvi / ours:.1f} times; {different} differ")
    print(f"sentences: {sum(map(len, texts)) / cuts / 1e6:.1f} million characters a second")


if __name__ == "__main__":
    main()
