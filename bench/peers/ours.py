"""content-guard itself: the default pack, or one phrase rule of a pack made for this; and its automaton alone."""

from __future__ import annotations

import sys
from pathlib import Path

import ahocorasick_rs
from serve import Check, Spans, serve

from content_guard import Guard

sys.path.append(str(Path(__file__).resolve().parents[1]))
from made_packs import write_pack


def whole(phrases: list[str], folder: Path) -> Check:
    """All rules of the default pack."""
    return _spans_of(Guard())


def one_rule(phrases: list[str], folder: Path) -> Check:
    """The phrases, written in YAML and compiled like any other pack."""
    return _spans_of(Guard([str(write_pack(folder / "pack", [phrases]))], proven=True))


def automaton(phrases: list[str], folder: Path) -> Check:
    """What a scan costs without anything around it; syllable edges are looked at afterwards."""
    found_by = ahocorasick_rs.AhoCorasick(phrases)

    def check(text: str) -> Spans:
        folded = text.lower()
        found = found_by.find_matches_as_indexes(folded, overlapping=True)
        return [(a, b) for _, a, b in found if not (folded[a - 1 : a].isalnum() or folded[b : b + 1].isalnum())]

    return check


def _spans_of(guard: Guard) -> Check:
    def check(text: str) -> Spans:
        return [finding.span for finding in guard.check_text(text).findings]

    return check


serve({"whole": whole, "one-rule": one_rule, "automaton": automaton}[sys.argv[3]])
