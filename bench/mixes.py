"""The two mixes that speed is measured on: about 3 KB an article, put together from the corpora, the same every time.

``newsroom``: paragraphs of drafts that readers found nothing in; three articles of a hundred get a faulty paragraph.
``dense``: every article has a faulty headline and a faulty paragraph. ``python bench/mixes.py FOLDER`` writes both
as text files, for tools that read files.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

from content_guard import Draft
from content_guard.evaluate.corpus import Item, read_corpus

CORPORA = Path(__file__).resolve().parents[1] / "corpora"
SIZE = 3000  # bytes of UTF-8, at least
SEED = 43
FAULTY_IN_A_HUNDRED = 3


def newsroom(count: int) -> list[Draft]:
    """Sober articles, of which three in a hundred have a faulty paragraph."""
    chance = random.Random(SEED)
    sober, faulty = _shuffled(chance, _sober()), _shuffled(chance, _faulty())
    made = []
    for number in range(count):
        first = next(sober)
        extra = [next(faulty).body] if number * FAULTY_IN_A_HUNDRED % 100 < FAULTY_IN_A_HUNDRED else []
        made.append(_article(first.headline, [first.lead, first.body, *extra], sober, f"newsroom-{number:04}"))
    return made


def dense(count: int) -> list[Draft]:
    """Articles that begin with a faulty draft."""
    chance = random.Random(SEED)
    sober, faulty = _shuffled(chance, _sober()), _shuffled(chance, _faulty())
    made = []
    for number in range(count):
        first = next(faulty)
        made.append(_article(first.headline, [first.lead, first.body], sober, f"dense-{number:04}"))
    return made


MIXES = {"newsroom": newsroom, "dense": dense}


class _Text:
    """Headline, lead and body of a draft of the corpora."""

    def __init__(self, item: Item) -> None:
        fields = {name: item.draft.source[slice(*span)] for name, span in item.draft.fields}
        self.headline, self.lead, self.body = (fields.get(n, "") for n in ("headline", "lead", "body"))


def _items() -> Iterator[Item]:
    for name in ("public-interest", "labelled"):
        yield from (item for item in read_corpus(CORPORA / f"{name}.jsonl") if isinstance(item, Item))


def _sober() -> list[_Text]:
    return [t for item in _items() if not any(item.labels.values()) and (t := _Text(item)).body and t.headline]


def _faulty() -> list[_Text]:
    return [t for item in _items() if any(item.labels.values()) and (t := _Text(item)).body and t.headline]


def _shuffled(chance: random.Random, texts: list[_Text]) -> Iterator[_Text]:
    return cycle(chance.sample(texts, len(texts)))


def _article(headline: str, paragraphs: list[str], more: Iterator[_Text], name: str) -> Draft:
    paragraphs = [p for p in paragraphs if p]
    while sum(len(p.encode()) for p in paragraphs) < SIZE:
        paragraphs.append(next(more).body)
    return Draft(headline, paragraphs[0], "\n\n".join(paragraphs[1:]), name=name)


def main() -> None:
    """Write both mixes, 400 articles each."""
    for mix, make in MIXES.items():
        folder = Path(sys.argv[1]) / mix
        folder.mkdir(parents=True, exist_ok=True)
        for draft in make(400):
            (folder / f"{draft.name}.txt").write_text(draft.source + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
