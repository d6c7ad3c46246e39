"""Two aligned views of a part, and the exact way back to the source.

``clean`` is what a reader sees, in one spelling: NFC, one tone placement, plain quotes and dashes, one
kind of space. ``folded`` is the same lowered. Both have the same length, and ``starts[i]:ends[i]`` is
the source range of their character ``i``; the ranges ascend and never overlap.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from ..draft import Piece
from ..span import Span

_START, _END = attrgetter("start"), attrgetter("end")
_TONES = "\u0300\u0301\u0309\u0303\u0323"


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _tone_table() -> dict[str, str]:
    """``òa`` → ``oà``, ``òe`` → ``oè``, ``ùy`` → ``uỳ``, in every mix of cases."""
    table = {}
    for first, second in ("oa", "oe", "uy"):
        for a in (first, first.upper()):
            for b in (second, second.upper()):
                for tone in _TONES:
                    table[_nfc(a + tone) + b] = a + _nfc(b + tone)
    return table


# One tone placement, the new one (hoà, thuỷ): pyvi's own word list knows no other, and of the words it
# joins in 347 leads with such syllables, its list knows 241 of 294 (82 %) so, and 201 of 300 (67 %) in the old.
_OLD_TO_NEW = _tone_table()
# At the end of a syllable only, and never after q, whose u is no vowel. A set of letters in front finds its place
# thirteen times as fast as the alternatives would; what it takes besides them stays as it is.
_FIRST, _SECOND = ("".join(sorted({pair[n] for pair in _OLD_TO_NEW})) for n in (0, 1))
_OLD_TONE = re.compile(rf"[{_FIRST}][{_SECOND}](?<![qQ]..)(?![^\W\d_])")
_SURROGATES = "\ud800-\udfff"  # a lone one is no character: what reads the views would refuse it
_ONE_FOR_ONE = {
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
    **dict.fromkeys(map(ord, "“”„‟«»″＂"), '"'),
    **dict.fromkeys(map(ord, "‘’‚‛′＇`´"), "'"),
    **dict.fromkeys(map(ord, "‐‑‒–—―−﹣－"), "-"),
    ord("ð"): "đ",
    ord("Ð"): "Đ",
    ord("Ɖ"): "Đ",
}
_UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
)
_SIMPLE_ODD = "".join(re.escape(chr(c)) for c in _ONE_FOR_ONE if not 0xD800 <= c < 0xE000)
_ODD = re.compile(
    rf"[{_SIMPLE_ODD}{_SURROGATES}\t-\r\x1c-\x1f\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]"
)
_UNSEEN_ONES = re.compile(f"[{_UNSEEN}]")
_DOTS = re.compile(r"(?:\.{3,}|…)+")
_SPACES = re.compile(r"\s+")
_MARKS_AT_MOST = 30  # as Unicode's stream-safe format: longer runs of marks make normalising quadratic
_MARK = re.compile("[\u0300-\u036f]")
_TOO_MANY_MARKS = re.compile(rf"{_MARK.pattern}{{{_MARKS_AT_MOST}}}")


class View(NamedTuple):
    """``clean`` and ``folded`` (equal lengths), and the source range of each of their characters."""

    clean: str
    folded: str
    starts: Sequence[int]
    ends: Sequence[int]

    def source_span(self, span: Span) -> Span:
        """Map a non-empty span of the views back to the source."""
        return Span(self.starts[span.start], self.ends[span.end - 1])

    def span_of(self, source: Span) -> Span:
        """Map a source range of visible text to the views."""
        return Span(bisect_left(self.starts, source.start), bisect_left(self.starts, source.end))


def view(source: str, pieces: Iterable[Piece]) -> View:
    """Make the views of the visible text in ``pieces``. Linear in its length."""
    pieces = tuple(pieces)
    if len(pieces) == 1 and pieces[0].shown is None:
        start, end, _ = pieces[0]
        text = _in_place(source[start:end])
        if text is not None:
            text = _one_tone_placement(text)
            return View(text, fold(text), range(start, end), range(start + 1, end + 1))
    runs = tuple(_runs(source, pieces))
    text = "".join(run.shown for run in runs)
    if _is_composed(text):
        return _laid_out(text, *_places(runs))
    return _from_clusters(_clusters(runs))


def fold(clean: str) -> str:
    """Lower code point by code point, so that the length stays (``İ`` would become two)."""
    if "İ" in clean or "Σ" in clean:
        return "".join("i" if c == "İ" else c.lower() for c in clean)
    return clean.lower()


def clean(text: str) -> str:
    """The clean view of a plain string: for phrases and other text without positions."""
    return view(text, (Piece(0, len(text)),)).clean


def respelled(expression: str) -> str:
    """A regular expression in the spelling of the views: composed, one tone placement; nothing else moves."""
    return _one_tone_placement(_nfc(expression))


def shown(source: str, pieces: Sequence[Piece], span: Span) -> str:
    """What a reader sees of ``source[span]``: no markup, one space for many, the writer's own spelling."""
    first, last = bisect_right(pieces, span.start, key=_END), bisect_left(pieces, span.end, key=_START)
    text = "".join(
        source[max(start, span.start) : min(end, span.end)] if instead is None else instead
        for start, end, instead in pieces[first:last]
    )
    return _nfc(_SPACES.sub(" ", _UNSEEN_ONES.sub("", text)))


def _in_place(text: str) -> str | None:
    """The text one for one, if every character of the clean view stands where its source character stands."""
    if _UNSEEN_ONES.search(text) or not (text.isascii() or _is_nfc(text)):
        return None
    text = _ODD.sub(_one_for_one, text)  # few are odd: to look each of them up costs less than to translate all
    moves = "  " in text or "..." in text or "……" in text or text[:1] == " " or text[-1:] == " "
    return None if moves else text


def _one_for_one(odd: re.Match[str]) -> str:
    return _ONE_FOR_ONE.get(ord(odd[0]), " ")


def _is_nfc(text: str) -> bool:
    if _MARK.search(text) and _TOO_MANY_MARKS.search(text):  # most texts have none, and one is found the quick way
        return False
    return unicodedata.is_normalized("NFC", text)


def _is_composed(text: str) -> bool:
    """Tell whether every character of a visible text stands for itself: NFC, and no mark hangs on another."""
    return text.isascii() or (_is_nfc(text) and not any(map(_hangs, set(text))))


@lru_cache(maxsize=4096)
def _hangs(c: str) -> bool:
    return c >= "\u0300" and _is_mark(c)


def _one_tone_placement(text: str) -> str:
    return _OLD_TONE.sub(lambda m: _OLD_TO_NEW.get(m[0], m[0]), text)


class _Char(NamedTuple):
    shown: str
    start: int
    end: int


class _Run(NamedTuple):
    """Visible characters; ``plain`` ones stand in the source one by one, others share the range."""

    shown: str
    start: int
    end: int
    plain: bool


def _runs(source: str, pieces: Iterable[Piece]) -> Iterator[_Run]:
    """The pieces without the characters that nobody sees; what an entity stands for shares its range."""
    for start, end, shown in pieces:
        if shown is not None:
            yield _Run(_UNSEEN_ONES.sub("", shown), start, end, False)
            continue
        at = start
        for unseen in _UNSEEN_ONES.finditer(source, start, end):
            yield _Run(source[at : unseen.start()], at, unseen.start(), True)
            at = unseen.end()
        yield _Run(source[at:end], at, end, True)


def _places(runs: Iterable[_Run]) -> tuple[list[int], list[int]]:
    """Where each visible character starts and ends in the source."""
    starts: list[int] = []
    ends: list[int] = []
    for shown, start, end, plain in runs:
        starts += range(start, end) if plain else [start] * len(shown)
        ends += range(start + 1, end + 1) if plain else [end] * len(shown)
    return starts, ends


def _clusters(runs: Sequence[_Run]) -> Iterator[_Char]:
    """Join what NFC would compose: a base and its marks become one or more composed characters."""
    text, start, end, marks = "", -1, -1, 0
    places = zip("".join(run.shown for run in runs), *_places(runs), strict=True)
    for character in map(_Char._make, places):
        c = character.shown
        joins = (
            text
            and c >= "\u0300"
            and marks < _MARKS_AT_MOST
            and (_is_mark(c) or _nfc(text + c) != _nfc(text) + _nfc(c))
        )
        if joins:
            text, end, marks = text + c, character.end, marks + 1
            continue
        if text:
            yield _Char(_nfc(text), start, end)
        text, start, end = character
        marks = 0
    if text:
        yield _Char(_nfc(text), start, end)


def _is_mark(c: str) -> bool:
    """Tell marks that NFC moves; a few are made of two marks and have no class of their own."""
    return unicodedata.combining(unicodedata.normalize("NFD", c)[0]) > 0


def _from_clusters(clusters: Iterable[_Char]) -> View:
    """Lay the characters of the clusters out."""
    shown: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for text, start, end in clusters:
        for c in text:
            shown.append(c)
            starts.append(start)
            ends.append(end)
    return _laid_out("".join(shown), starts, ends)


def _laid_out(text: str, starts: list[int], ends: list[int]) -> View:
    """The views of composed text: one for one, then runs of spaces and of dots become one character each."""
    text = text.translate(_ONE_FOR_ONE)
    for runs, one in ((_SPACES, " "), (_DOTS, "…")):
        text = _shrink(text, runs, one, starts, ends)
    lead = len(text) - len(text.lstrip(" "))
    text = text.strip(" ")
    starts, ends = starts[lead : lead + len(text)], ends[lead : lead + len(text)]
    text = _one_tone_placement(text)
    return View(text, fold(text), starts, ends)


def _shrink(text: str, runs: re.Pattern[str], one: str, starts: list[int], ends: list[int]) -> str:
    """Replace every run by ``one`` character that covers the run's source range."""
    kept: list[str] = []
    at = to = 0
    for run in runs.finditer(text):
        a, b = run.span()
        kept += (text[at:a], one)
        width = a - at
        starts[to : to + width], ends[to : to + width] = starts[at:a], ends[at:a]
        starts[to + width], ends[to + width] = starts[a], ends[b - 1]
        to += width + 1
        at = b
    kept.append(text[at:])
    rest = len(text) - at
    starts[to : to + rest], ends[to : to + rest] = starts[at:], ends[at:]
    del starts[to + rest :], ends[to + rest :]
    return "".join(kept)
