"""What a draft is asked: its passages are read once, rules match there, signals tell what is around a match."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from .checks import KINDS
from .draft import PART_NAMES, Draft, PartName
from .packs import Pack
from .patterns import Bits, Index, Language, Lists, Passage, Reading, Scanner, Sought, Tools, Work, patterns_sought
from .reach import reach
from .rule import Match, Rule, Signal, Use
from .signals import Signals
from .text.view import view

_FEW = 3  # places: to match a rule there is cheaper than to look for its signals in the whole draft
_VIETNAMESE = re.compile(r"[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]")
_LOOKED_AT = 4000  # characters
_ENOUGH = 0.04  # Vietnamese letters among all letters; Vietnamese prose has about 0.25, English none


def tools_for(pack: Pack, rules: Sequence[Rule], signals: Iterable[str] = ()) -> Tools:
    """What drafts are read with: the automaton, and what these rules and signals could match."""
    asked = reach(pack, rules, signals)
    lists = Lists(Scanner(asked.lexicons), pack.classes)
    bits = Bits(lists.scanner.lists_of, lists.scanner.numbers_of, pack.classes)
    indexes = _indexes(rules, bits)
    wanted = {name: Index({name: _signal_sought(signal, pack)}, bits) for name, signal in asked.signals.items()}
    language = Language(pack.abbreviations, pack.classes, pack.numbers)
    return Tools(lists, bits, indexes, wanted, language)


def _signal_sought(signal: Signal, pack: Pack) -> tuple[Sought, ...]:
    """A signal's patterns, those without a class of words first: one that stands will do, and classes cost most."""
    return patterns_sought(sorted(signal.patterns, key=lambda pattern: pattern.asks_any_of(pack.classes)))


def _indexes(rules: Sequence[Rule], bits: Bits) -> Mapping[PartName, Index]:
    """For each part of a draft, what the rules that read it could match there."""
    sought = {rule.code: KINDS[rule.kind].sought(rule.options) for rule in rules}
    read_in = {part: tuple(rule.code for rule in rules if rule.reads(part)) for part in PART_NAMES}
    made = {codes: Index({code: sought[code] for code in codes}, bits) for codes in set(read_in.values())}
    return {part: made[codes] for part, codes in read_in.items()}


def passages_of(draft: Draft, tools: Tools, work: Work) -> Reading | None:
    """The passages of a draft, scanned at once; None when there is too little Vietnamese to read."""
    views = [view(draft.source, part.pieces) for part in draft.parts]
    if not _is_vietnamese("".join(v.folded for v in views)):
        return None
    visible = [(part, v) for part, v in zip(draft.parts, views, strict=True) if v.clean]
    found = tools.lists.scanner.scan([v.folded for _, v in visible])
    work.scans += 1
    numbered = enumerate(zip(visible, found, strict=True))
    passages = [Passage(n, part, v, f, tools.lists, tools.language, work) for n, ((part, v), f) in numbered]
    return Reading(passages, tools, work)


def matches(rules: Iterable[Rule], reading: Reading, signals: Signals) -> Iterator[Match]:
    """What the rules match; those that could not match in this draft are not asked."""
    codes = reading.codes
    for rule in rules:
        if rule.code in codes and _may_be_asked(rule, reading, signals):
            yield from KINDS[rule.kind].match(rule, reading, signals)


def _may_be_asked(rule: Rule, reading: Reading, signals: Signals) -> bool:
    """Tell whether all that a rule waits for could hold, looked at no closer than matching the rule would cost."""
    if not rule.when:
        return True
    few = len(reading.where(rule.code)) <= _FEW
    return all(map(signals.could_stand if few else signals.could_hold, rule.when))


def weighing(match: Match, signals: Signals) -> Iterator[tuple[Use, float]]:
    """The signals that change the score of a match, each with its factor."""
    rule, passage, span = match
    return ((use, factor) for use, factor in rule.factors if signals.holds(use, passage, span))


def excused(match: Match, signals: Signals) -> bool:
    """Tell whether a signal excuses a match, or one that its rule waits for does not hold."""
    rule, passage, span = match
    return any(signals.holds(use, passage, span) for use in rule.unless) or not all(
        signals.holds(use, passage, span) for use in rule.when
    )


def _is_vietnamese(folded: str) -> bool:
    """Tell Vietnamese by its letters; the beginning of most drafts settles it for all that is looked at."""
    looked_at = folded[:_LOOKED_AT]
    if len(_VIETNAMESE.findall(looked_at[: len(looked_at) // 3])) > _ENOUGH * len(looked_at):
        return True
    letters = sum(map(str.isalpha, looked_at))
    return bool(letters) and len(_VIETNAMESE.findall(looked_at)) >= _ENOUGH * letters
