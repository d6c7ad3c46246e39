"""Phrases that share their beginnings in an expression are found as if they were written one by one."""

from __future__ import annotations

import regex
from hypothesis import given
from hypothesis import strategies as st

from content_guard.packs.alternatives import any_of

words = st.text("ab .|(", min_size=1, max_size=4)


@given(st.lists(words, min_size=1, max_size=6), st.text("ab .|(", max_size=12))
def test_what_one_alternative_for_each_finds(phrases: list[str], text: str) -> None:
    one_by_one = "|".join(map(regex.escape, sorted(phrases, key=len, reverse=True)))
    for around in ("{}", "{}(?= )", "(?<!{})a", "(?<=b){}b"):
        plain, shared = (regex.compile(around.format(found)) for found in (f"(?:{one_by_one})", any_of(phrases)))
        assert [m.span() for m in shared.finditer(text)] == [m.span() for m in plain.finditer(text)]
