"""Many phrases as one regular expression that a search leaves after a letter or two, where none of them stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby, takewhile
from operator import eq

import regex


def any_of(phrases: Iterable[str]) -> str:
    """An expression for any of these phrases; of those that stand at one place, the longest is tried first.

    All that begin alike share their beginning: of one place, no letter is looked at for each phrase anew.
    """
    return f"(?:{'|'.join(_branches(sorted(set(phrases))))})"


def _branches(phrases: Iterable[str]) -> Iterator[str]:
    """An expression for those that begin with each letter; the empty phrase is tried last."""
    empty = False
    for letter, alike in groupby(phrases, key=lambda phrase: phrase[:1]):
        if letter:
            yield _branch(list(alike))
        empty = empty or not letter
    if empty:
        yield ""


def _branch(alike: list[str]) -> str:
    """An expression for phrases, in order, that have their first letter in common."""
    first, last = alike[0], alike[-1]
    shared = sum(1 for _ in takewhile(bool, map(eq, first, last)))
    beginning: str = regex.escape(first[:shared])
    ends = [phrase[shared:] for phrase in alike]
    return f"{beginning}(?:{'|'.join(_branches(ends))})" if any(ends) else beginning
