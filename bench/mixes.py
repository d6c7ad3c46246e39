"""The two mixes that speed is measured on: about 3 KB an article, put together from the corpora, the same every time.

``newsroom``: drafts that nobody found fault with, and in three articles of a hundred a faulty one; only those three
have a finding. ``dense``: every article has a faulty headline and opening, and at least one finding. The default pack
tells which candidates qualify; each article is drawn for itself, so that a changed rule changes few of them.
``python bench/mixes.py FOLDER`` writes both as text files, for tools that read files, and prints what they hold.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import count as numbers
from pathlib import Path
from typing import NamedTuple

from content_guard import Draft, Guard
from content_guard.evaluate.corpus import Item, read_corpus

CORPORA = Path(__file__).resolve().parents[1] / "corpora"
FILES = ("public-interest.jsonl", "labelled.jsonl", "more-dev.jsonl")
SIZE = 3000  # bytes of UTF-8: whole drafts are added while that brings an article nearer to it
SEED = 43
FAULTY_IN_A_HUNDRED = 3
COUNT = 400  # articles of a mix


class Text(NamedTuple):
    """Headline, and the paragraphs below it, of a draft of the corpora."""

    headline: str
    paragraphs: tuple[str, ...]


class Stock(NamedTuple):
    """What articles are made of: texts without a label, and texts with one."""

    sober: Sequence[Text]
    faulty: Sequence[Text]


def newsroom(count: int) -> list[Draft]:
    """Sober articles, of which three in a hundred have a faulty draft in their middle, and a finding."""
    return [_newsroom(number) for number in range(count)]


def dense(count: int) -> list[Draft]:
    """Articles that begin with a faulty draft and have a finding."""
    return [_dense(number) for number in range(count)]


MIXES = {"newsroom": newsroom, "dense": dense}


def _newsroom(number: int) -> Draft:
    faulty = number * FAULTY_IN_A_HUNDRED % 100 < FAULTY_IN_A_HUNDRED
    stock, name = _stock(), f"newsroom-{number:04}"
    for chance in _chances(name):
        first, *rest = _drawn(stock.sober, chance)
        draft = _article(first, [chance.choice(stock.faulty), *rest] if faulty else rest, name)
        if bool(_guard().check(draft).findings) == faulty:
            return draft
    raise AssertionError("chances never end")


def _dense(number: int) -> Draft:
    stock, name = _stock(), f"dense-{number:04}"
    for chance in _chances(name):
        draft = _article(chance.choice(stock.faulty), _drawn(stock.sober, chance), name)
        if _guard().check(draft).findings:
            return draft
    raise AssertionError("chances never end")


def _chances(name: str) -> Iterable[random.Random]:
    """One source of chance for each attempt at an article."""
    return (random.Random(f"{SEED} {name} {attempt}") for attempt in numbers())


def _drawn(texts: Sequence[Text], chance: random.Random) -> list[Text]:
    return chance.sample(texts, 12)  # more than an article ever takes


@cache
def _guard() -> Guard:
    return Guard()


@cache
def _stock() -> Stock:
    items = [item for name in FILES for item in read_corpus(CORPORA / name) if isinstance(item, Item)]
    texts = [(any(item.labels.values()), _text(item)) for item in items]
    fit = [(faulty, text) for faulty, text in texts if text.headline and 0 < _bytes(*text.paragraphs) < SIZE]
    return Stock([text for faulty, text in fit if not faulty], [text for faulty, text in fit if faulty])


def _text(item: Item) -> Text:
    fields = {name: item.draft.source[slice(*span)] for name, span in item.draft.fields}
    below = "\n\n".join(fields.get(name, "") for name in ("lead", "body"))
    return Text(fields.get("headline", ""), tuple(filter(None, map(str.strip, below.split("\n\n")))))


def _article(first: Text, rest: Iterable[Text], name: str) -> Draft:
    """The first text's headline over its own paragraphs and those of as many others as come nearest to the size."""
    size, paragraphs = _bytes(first.headline, *first.paragraphs), [*first.paragraphs]
    for text in rest:
        grown = size + _bytes(*text.paragraphs)
        if abs(grown - SIZE) < abs(size - SIZE):
            size, paragraphs = grown, [*paragraphs, *text.paragraphs]
    return Draft(first.headline, paragraphs[0], "\n\n".join(paragraphs[1:]), name=name)


def _bytes(*texts: str) -> int:
    return sum(len(text.encode()) + 2 for text in texts)


def write(folder: Path, count: int = COUNT) -> dict[str, Path]:
    """Write each mix into a folder of its own, one text file an article."""
    folders = {mix: folder / mix for mix in MIXES}
    for mix, into in folders.items():
        into.mkdir(parents=True, exist_ok=True)
        for draft in MIXES[mix](count):
            (into / f"{draft.name}.txt").write_text(draft.source + "\n", encoding="utf-8")
    return folders


def main() -> None:
    """Write both mixes and say what they hold."""
    parser = argparse.ArgumentParser(description="Write the two mixes as text files.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=COUNT, help=f"articles of each mix (default: {COUNT})")
    args = parser.parse_args()
    for folder in write(args.folder, args.count).values():
        reports = [_guard().check_file(file) for file in sorted(folder.iterdir())]
        touched = sum(bool(report.findings) for report in reports) / len(reports)
        size = sum(file.stat().st_size for file in folder.iterdir()) / len(reports)
        findings = sum(len(report.findings) for report in reports) / len(reports)
        each = f"{size:.0f} bytes and {findings:.2f} findings each"
        print(f"{folder}: {len(reports)} articles, {each}, {touched:.1%} with a finding")


if __name__ == "__main__":
    main()
