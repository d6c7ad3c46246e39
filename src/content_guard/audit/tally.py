"""What a whole archive comes to: counts, and a few samples chosen by a hash, in bounded memory."""

from __future__ import annotations

import hashlib
from bisect import insort
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..rule import Rule
from .seen import Excerpt, Seen, Trial

_ERRORS = 50  # told one by one; the others are counted
_DISTINCT = 2000  # topics, genres, months, words of a rule that are told apart
_TOP = 8  # most frequent words of a rule that are kept


@dataclass(frozen=True)
class RuleTally:
    """Of one rule: the drafts it spoke in, its findings, and a few of them.

    ``alone`` counts findings on whose words no other rule of its family spoke, ``sole`` drafts in which no
    (other) rule that is on spoke: for a rule in preview, the drafts that it would add.
    """

    rule: Rule
    drafts: int
    findings: int
    alone: int
    sole: int
    words: tuple[tuple[str, int], ...]  # the most frequent, with how often
    samples: tuple[Excerpt, ...]


@dataclass(frozen=True)
class Shift:
    """Of one rule against another pack: findings here and there, those that only one of the two has, and a few.

    ``here_is`` and ``there_is`` are the rule itself, or None where the pack has no such rule.
    """

    code: str
    here_is: Rule | None
    there_is: Rule | None
    here: int
    there: int
    only_here: int
    only_there: int
    samples_here: tuple[Excerpt, ...]
    samples_there: tuple[Excerpt, ...]

    @property
    def moved(self) -> bool:
        """Whether anything changed."""
        return bool(self.only_here or self.only_there)


@dataclass(frozen=True)
class Against:
    """The comparison: with which packs, and rule by rule."""

    packs: tuple[str, ...]
    shifts: tuple[Shift, ...]


@dataclass(frozen=True)
class Audit:
    """What an archive comes to. Shares are of ``drafts``; ``unread`` and ``skipped`` ones are not among them."""

    packs: tuple[str, ...]
    archives: tuple[str, ...]
    stopped: bool  # before the end, by the user
    drafts: int
    skipped: int
    unread: int
    errors: tuple[str, ...]  # the first of them
    asked: int  # drafts in which a rule that is on spoke
    asked_in_preview: int  # or one that is in preview
    rules: tuple[RuleTally, ...]
    topics: tuple[tuple[str, int], ...]
    genres: tuple[tuple[str, int], ...]
    months: tuple[tuple[str, int, int], ...]  # month, drafts, those in which a rule that is on spoke
    against: Against | None


class Tally:
    """Counts while drafts pass by; ``result`` answers what they come to so far."""

    def __init__(self, trial: Trial, archives: Iterable[str], samples: int = 5) -> None:
        self._trial = trial
        self._archives = tuple(archives)
        self._most = samples
        self._live = frozenset(r.code for r in trial.guard.rules if not r.preview)
        self._number = self._read = self._skipped = self._unread = self._asked = self._asked_in_preview = 0
        self._errors: list[str] = []
        self._rules: dict[str, _Rule] = {r.code: _Rule(samples) for r in trial.guard.rules}
        self._topics, self._genres, self._months, self._asked_months = _Bounded(), _Bounded(), _Bounded(), _Bounded()
        self._there: Counter[str] = Counter()
        self._only_here: dict[str, _Samples] = {}
        self._only_there: dict[str, _Samples] = {}

    def add(self, seen: Seen) -> None:
        """Count one draft."""
        self._number += 1
        if seen.error:
            self._unread += 1
            self._errors += [seen.error] if len(self._errors) < _ERRORS else []
        elif not seen.is_read:
            self._skipped += 1
        else:
            self._add_read(seen)

    def _add_read(self, seen: Seen) -> None:
        self._read += 1
        spoke = {excerpt.code for excerpt in seen.here}
        live = spoke & self._live
        self._asked += bool(live)
        self._asked_in_preview += bool(spoke)
        self._topics.update(seen.topics)
        self._genres.update(seen.genres)
        self._months.update(filter(None, [seen.month]))
        self._asked_months.update(filter(None, [seen.month if live else ""]))
        for code in spoke:
            self._rules[code].add(self._number, [e for e in seen.here if e.code == code], is_sole=not live - {code})
        self._there.update(seen.there)
        for kept, excerpts in ((self._only_here, seen.only_here), (self._only_there, seen.only_there)):
            for excerpt in excerpts:
                kept.setdefault(excerpt.code, _Samples(self._most)).add(self._number, excerpt)

    def result(self, *, stopped: bool = False) -> Audit:
        """What was counted so far."""
        return Audit(
            packs=self._trial.guard.pack.names,
            archives=self._archives,
            stopped=stopped,
            drafts=self._read,
            skipped=self._skipped,
            unread=self._unread,
            errors=tuple(self._errors),
            asked=self._asked,
            asked_in_preview=self._asked_in_preview,
            rules=tuple(self._rules[rule.code].result(rule) for rule in self._trial.guard.rules),
            topics=self._topics.most(),
            genres=self._genres.most(),
            months=tuple((m, n, self._asked_months.counts[m]) for m, n in sorted(self._months.counts.items())),
            against=self._against(),
        )

    def _against(self) -> Against | None:
        other = self._trial.other
        return Against(other.pack.names, tuple(self._shifts())) if other else None

    def _shifts(self) -> Iterator[Shift]:
        """Every rule of either pack, by code."""
        assert self._trial.other is not None
        mine = {rule.code: rule for rule in self._trial.guard.rules}
        wanted = self._trial.codes
        theirs = {r.code: r for r in self._trial.other.rules if wanted is None or r.code in wanted}
        nothing = _Samples(0)
        for code in sorted({*mine, *theirs}):
            here, there = self._only_here.get(code, nothing), self._only_there.get(code, nothing)
            counted = self._rules[code].findings if code in mine else 0
            yield Shift(
                code,
                mine.get(code),
                theirs.get(code),
                counted,
                self._there[code],
                here.count,
                there.count,
                here.result(),
                there.result(),
            )


class _Samples:
    """How many there were, and the few whose hash is least: the same ones whatever the number of processes."""

    def __init__(self, most: int) -> None:
        self.count = 0
        self._most = most
        self._kept: list[tuple[bytes, int, int, Excerpt]] = []

    def add(self, number: int, excerpt: Excerpt) -> None:
        self.count += 1
        told = f"{excerpt.place}\n{excerpt.before}\n{excerpt.words}"
        key = hashlib.sha256(told.encode("utf-8", "surrogatepass")).digest()
        if len(self._kept) < self._most or (self._kept and key < self._kept[-1][0]):
            insort(self._kept, (key, number, self.count, excerpt))
            del self._kept[self._most :]

    def result(self) -> tuple[Excerpt, ...]:
        """In the order of the archive."""
        return tuple(excerpt for *_, excerpt in sorted(self._kept, key=lambda kept: kept[1:3]))


class _Rule:
    """Counts of one rule."""

    def __init__(self, samples: int) -> None:
        self.findings = 0
        self._alone = self._sole = 0
        self._samples = _Samples(samples)  # one a draft
        self._words = _Bounded()

    def add(self, number: int, excerpts: list[Excerpt], *, is_sole: bool) -> None:
        self.findings += len(excerpts)
        self._alone += sum(not e.beside for e in excerpts)
        self._sole += is_sole
        self._words.update(e.words.lower() for e in excerpts)
        self._samples.add(number, excerpts[0])

    def result(self, rule: Rule) -> RuleTally:
        top = tuple((words, n) for words, n in self._words.most()[:_TOP] if n > 1)
        kept = self._samples
        return RuleTally(rule, kept.count, self.findings, self._alone, self._sole, top, kept.result())


class _Bounded:
    """A counter that tells only so many things apart: those that come later are not counted."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()

    def update(self, things: Iterable[str]) -> None:
        self.counts.update(t for t in things if t in self.counts or len(self.counts) < _DISTINCT)

    def most(self) -> tuple[tuple[str, int], ...]:
        """The most frequent first, then by name."""
        return tuple(sorted(self.counts.items(), key=lambda item: (-item[1], item[0])))
