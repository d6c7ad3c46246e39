"""Sentences of one paragraph, by the marks that end them and what stands on both sides.

A stop (``.``, ``!``, ``?`` or ``…``, closing quotes and brackets, a space) ends a sentence unless what
follows goes on in lower case, or what precedes is an abbreviation, an initial or the label of a list
item. Only stops are looked at, each with a bounded look behind and ahead: time is linear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_MARKS = ".!?…"
_LETTER = r"[^\W\d_]"
_STOP = re.compile(r"([.!?…][\"')\]}]*+)\s++")
_OPENING = re.compile(r"([-*+•·] ?)?[\"'(\[{]{0,3}")
# What cannot begin a sentence: it belongs to the one before, however it came to stand apart.
_NEVER_FIRST = frozenset(",;:.!?…)]}%/")
_LABEL = re.compile(
    rf"[\"'(\[]?(?:{_LETTER}{{1,8}} )?"  # with the name of its level: a chapter, an article
    rf"(?:\d{{1,2}}(?:\.\d{{1,2}}){{0,3}}|[IVXLC]{{1,5}}|{_LETTER})"
)
_LONGEST_LABEL = 24  # code points
_FIRST_LABELS = frozenset("1aAI")
_NEXT_ITEM = re.compile(rf"{_LETTER}[.)]\s")
_NEXT_INITIAL = re.compile(rf"{_LETTER}\.")
_WORD = re.compile(rf"{_LETTER}{{2,20}}(?![\w-])")
# The form of a Vietnamese syllable: a surname that does not have it (Biden, Bush) is foreign.
_SYLLABLE = re.compile(
    r"(?:ngh|[cgknpt]h|ng|tr|[bcdđghklmnpqrstvx])?[^\W\d_bcdđfghjklmnpqrstvwxz]{1,3}(?:ch|n[gh]|[cmnpt])?",
    re.IGNORECASE,
)
_LOOK_BEHIND = 24  # code points: the longest abbreviation and the word before it


def sentences(clean: str, abbreviations: frozenset[str]) -> tuple[tuple[int, int], ...]:
    """Find the sentences of a paragraph: half-open code-point spans, in order, without outer spaces.

    Every character that is not a space lies in exactly one span. ``abbreviations`` are those that a
    name or a number follows, so that they end no sentence; case counts, the final dot is left out.
    """
    return tuple(_spans(clean, abbreviations))


def _spans(clean: str, abbreviations: frozenset[str]) -> Iterator[tuple[int, int]]:
    start = len(clean) - len(clean.lstrip())
    end = len(clean.rstrip())
    for stop in _STOP.finditer(clean, start, end):
        if _ends_sentence(clean, start, stop, abbreviations):
            yield start, stop.end(1)
            start = stop.end()
    if start < end:
        yield start, end


def _ends_sentence(clean: str, start: int, stop: re.Match[str], abbreviations: frozenset[str]) -> bool:
    at, closed = stop.start(), stop.end(1)
    opening = _OPENING.match(clean, stop.end())
    assert opening is not None  # it may be empty
    first = opening.end()
    if not _may_begin(clean, first) or not _has_words(clean, start, at):
        return False
    if closed > at + 1:
        return not _goes_on_after_closing(clean, at, closed, opening)
    if clean[at] == "…":
        return not clean[first].isdigit()  # "only… 3 days": a pause before the figure
    if clean[at] == "." and clean[at - 1] not in _MARKS:
        return not _is_label(clean, start, at) and not _is_short(clean, start, at, first, abbreviations)
    return True


def _may_begin(clean: str, first: int) -> bool:
    """Tell whether a sentence may begin with the character at ``first``, the opening marks passed."""
    c = clean[first : first + 1]
    if not c or c in _NEVER_FIRST:
        return False
    # Lower case goes on, but for names such as mRNA or nCoV, and for the label of an item: a) or a.
    return not c.islower() or clean[first + 1 : first + 2].isupper() or _NEXT_ITEM.match(clean, first) is not None


def _has_words(clean: str, start: int, at: int) -> bool:
    """Tell a sentence from leading marks; a long run of marks may stand alone, to keep the look bounded."""
    return at - start > 8 or any(c.isalnum() for c in clean[start:at])


def _goes_on_after_closing(clean: str, at: int, closed: int, opening: re.Match[str]) -> bool:
    """Tell an editor's (?) or […], and a quotation with its speaker after a dash."""
    if clean[at + 1] in ")]" and clean[max(0, at - 3) : at].rstrip(_MARKS).endswith(("(", "[")):
        return True
    dashed = (opening[1] or "").startswith("-") and '"' not in opening[0]
    return dashed and '"' in clean[at + 1 : min(closed, at + 4)]


def _is_label(clean: str, start: int, at: int) -> bool:
    """Tell whether the dot at ``at`` belongs to the number or letter of a list item or a heading."""
    if at - start <= _LONGEST_LABEL and _LABEL.fullmatch(clean, start, at):
        return True
    before, _, label = clean[max(start, at - _LOOK_BEHIND) : at].rpartition(" ")
    # After a colon only the first of a list: a count may stand there too.
    return (before.endswith(":") and label in _FIRST_LABELS) or (
        before.endswith(";") and _LABEL.fullmatch(label) is not None
    )


def _is_short(clean: str, start: int, at: int, first: int, abbreviations: frozenset[str]) -> bool:
    """Tell whether the word before the dot at ``at`` is cut short and what follows belongs to it."""
    before, _, word = clean[max(start, at - _LOOK_BEHIND) : at].rpartition(" ")
    word = word.lstrip("\"'([{")
    if word in abbreviations and len(word) > 1:
        return True
    head, _, last = word.rpartition(".")
    if len(last) == 1 and last.isupper():
        if _leads_to_name(clean, first):
            return True
        previous = before.rpartition(" ")[2]
        # An initial after a name ends it, after anything else it is a ward, a district, a street.
        after_name = bool(head) or (previous.isalpha() and previous.istitle())
        return last in abbreviations and (clean[first].isdigit() or not after_name)
    return all(part in abbreviations for part in last.split("-"))


def _leads_to_name(clean: str, first: int) -> bool:
    """Tell whether another initial or a foreign surname follows an initial."""
    if _NEXT_INITIAL.match(clean, first):
        return True
    word = _WORD.match(clean, first)
    return word is not None and word[0].istitle() and _SYLLABLE.fullmatch(word[0]) is None
