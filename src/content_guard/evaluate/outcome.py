"""What a guard says of labelled drafts, held against their labels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..finding import Finding
from ..guard import Guard
from ..packs import Pack
from ..text.view import clean, fold
from .corpus import Item

DRAFT_LEVEL = frozenset({"measure", "mismatch"})  # kinds that speak of the whole: their part is their place


@dataclass(frozen=True)
class Outcome:
    """One draft and one family: what was expected, and the findings, right and wrong."""

    item: Item
    family: str
    letter: str  # the family's, in the labels
    expected: bool
    right: tuple[Finding, ...]
    wrong: tuple[Finding, ...]
    stock: bool  # the evidence holds a stock word: one so worn that any list for this fault has it

    @property
    def caught(self) -> bool:
        """Whether an expected question was asked at the right words."""
        return bool(self.right)

    @property
    def missed(self) -> bool:
        """Whether an expected question was not asked."""
        return self.expected and not self.right

    @property
    def rules(self) -> frozenset[str]:
        """The rules that caught it."""
        return frozenset(code for f in self.right for code in (f.code, *f.also))


def outcomes(guard: Guard, items: Iterable[Item]) -> Iterator[Outcome]:
    """Check every draft once; answer one outcome for each family of the pack."""
    kinds = {rule.code: rule.kind for rule in guard.pack.rules}
    stock = StockWords(guard.pack)
    for item in items:
        findings = guard.check(item.draft).findings
        for family, model in guard.pack.families.items():
            own = [f for f in findings if f.family == family]
            right = tuple(f for f in own if is_right(f, item, model.letter, kinds))
            wrong = tuple(f for f in own if f not in right)
            expected = item.labels.get(model.letter, False)
            worn = expected and stock.stand_in(item, model.letter)
            yield Outcome(item, family, model.letter, expected, right, wrong, worn)


def is_right(finding: Finding, item: Item, letter: str, kinds: Mapping[str, str]) -> bool:
    """Its family is labelled, and its words meet the evidence; of a draft-level kind, its part does."""
    if not item.labels.get(letter):
        return False
    if kinds[finding.code] in DRAFT_LEVEL:
        part = "body" if finding.part not in ("headline", "lead") else finding.part
        return any(e.field == part for e in item.evidence[letter])
    return any(finding.span.overlaps(e.span) for e in item.evidence[letter])


class StockWords:
    """What readers said of an item; of one about which nobody did, phrases of the pack's own lists.

    Lists that are ``plain``, those of ``common`` and words in patterns do not count.
    """

    def __init__(self, pack: Pack) -> None:
        own = [lexicon for lexicon in pack.lexicons if lexicon.name in pack.own_lists]
        self._phrases = tuple(sorted({f" {p.folded} " for lexicon in own for p in lexicon.phrases}))

    def stand_in(self, item: Item, letter: str) -> bool:
        """Tell whether one of them stands in the evidence for a family."""
        if item.fresh is not None:
            return letter not in item.fresh
        return any(self._in(item.draft.source[e.span.start : e.span.end]) for e in item.evidence[letter])

    def _in(self, words: str) -> bool:
        folded = fold(clean(words))
        spaced = " " + " ".join("".join(c if c.isalnum() or c in "-%" else " " for c in folded).split()) + " "
        return any(phrase in spaced for phrase in self._phrases)
