"""The guard: packs compiled once, then one straight road from a draft to its report."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from operator import attrgetter
from pathlib import Path
from typing import Any

from . import __version__, cache, suppressions
from .checks import KINDS
from .draft import Draft
from .errors import ConfigError, ContentGuardError, RuleError
from .finding import SUP, Finding, Report, Step, fingerprint
from .packs import Pack, load
from .patterns import Drop, Passage, Reading, Scanner
from .patterns.passage import Language, Work
from .pool import in_processes
from .prove import Proof, prove
from .readers import read, read_text
from .rule import Match, Rule, Use
from .score import SCORED_FROM, families_of, odds, probability, total
from .signals import Signals
from .span import Lines, Span
from .text.view import shown, view

DEFAULT_PACKS = ("lai-chau-covid-2021",)
Source = Draft | str | Path
Alike = Callable[[Finding], str]  # what findings must have in common to become one
LANGUAGES = ("vi", "en")
_CONTEXT = 4  # syllables on each side of a finding that its fingerprint covers
_VIETNAMESE = re.compile(r"[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]")
_ENOUGH = 0.04  # Vietnamese letters among all letters; Vietnamese prose has about 0.25, English none


@dataclass(frozen=True, slots=True)
class Checked:
    """A draft that was checked."""

    draft: Draft
    report: Report


@dataclass(frozen=True, slots=True)
class Failed:
    """A source that could not be read, and why."""

    name: str
    error: ContentGuardError


class Guard:
    """Packs, compiled once; safe to share between threads. ``select`` and ``ignore`` are code prefixes.

    A pack that does not ship with content-guard must prove itself first: its rules' examples are run, once per
    content; ``proven=True`` takes that for granted. ``preview`` turns rules on that are not ready yet.
    ``today`` is the day by which comments that suppress findings expire; left out, it is the day of each check.
    ``signals`` are compiled besides those that rules name, for ``signals_at``.
    Raises ConfigError for a setting that means nothing and RuleError for mistakes in a pack.
    """

    def __init__(
        self,
        packs: Iterable[str] = DEFAULT_PACKS,
        select: Iterable[str] = (),
        ignore: Iterable[str] = (),
        lang: str = "vi",
        min_score: float = 0.5,
        *,
        preview: bool = False,
        proven: bool = False,
        today: date | None = None,
        signals: Iterable[str] = (),
    ) -> None:
        if lang not in LANGUAGES:
            raise ConfigError(f"There are no messages in {lang!r}. Use one of: {', '.join(LANGUAGES)}.")
        if not 0 <= min_score <= 1:
            raise ConfigError(f"min_score is {min_score:g}; expected a number from 0 to 1.")
        packs, select, ignore = tuple(packs), tuple(select), tuple(ignore)
        pack = load(packs, signals)
        self.pack: Pack = replace(pack, clauses={**pack.clauses, SUP: suppressions.clause(lang)})
        self._settings = (packs, select, ignore, lang, min_score, preview, today)
        self.lang = lang
        self.min_score = min_score
        self.rules = tuple(_selected(self.pack.rules, select, ignore, preview=preview))
        self.notices = frozenset(code for code in suppressions.NOTICES if _is_wanted(code, select, ignore))
        self._codes = suppressions.codes_of(self.pack, self.rules)
        self._today = today
        self._scanner = Scanner(self.pack.lexicons)
        self._language = Language(self.pack.abbreviations, self.pack.classes, self.pack.numbers)
        if not (proven or self.pack.shipped):
            self._demand_proof()

    def check(self, draft: Draft) -> Report:
        """Check a draft. No draft makes this raise."""
        return self._checked(draft, self.rules, self.min_score)

    def check_apart(self, draft: Draft) -> Report:
        """Check a draft rule by rule: findings of different rules stay apart, even on the same words."""
        return self._checked(draft, self.rules, self.min_score, alike=attrgetter("code"))

    def _checked(
        self, draft: Draft, rules: Iterable[Rule], min_score: float, alike: Alike = attrgetter("family")
    ) -> Report:
        work = Work()
        reading = self._read(draft, work)
        if reading is None:
            return _skipped(draft)
        signals = Signals(self.pack.signals, reading)
        matches = (m for rule in rules for m in KINDS[rule.kind](rule, reading, signals))
        asked = (m for m in matches if not _excused(m, signals))
        lines = Lines(draft.source)
        findings = [self._finding(m, draft, reading, signals, lines) for m in asked]
        if draft.comments:
            findings = list(self._suppressed(findings, draft, reading, min_score))
        merged = _merged((f for f in findings if f.score >= min_score), alike)
        return _report(draft, _numbered(merged), families_of(findings), work)

    def _suppressed(
        self, findings: Iterable[Finding], draft: Draft, reading: Reading, min_score: float
    ) -> Iterator[Finding]:
        """The findings that would be shown or scored, those with a reason that comments hide; and about comments."""
        counted = (f for f in findings if f.score >= min(min_score, SCORED_FROM))
        today = self._today or date.today()
        found = suppressions.suppress(counted, draft, reading, codes=self._codes, lang=self.lang, today=today)
        return (f for f in found if f.family != SUP or f.code in self.notices)

    def prove(self) -> Proof:
        """Run every rule's own examples, whatever is selected, with the scores that their authors gave."""
        every = tuple(replace(rule, score=self.pack.written[rule.code].score) for rule in self.pack.rules)
        unconditional = tuple(replace(rule, when=()) for rule in every)
        return prove(
            self.pack,
            lambda draft, score: self._checked(draft, every, score),
            lambda draft, score: self._checked(draft, unconditional, score),
        )

    def _demand_proof(self) -> None:
        """Once per content of a pack and version of the engine; the shipped packs are proved by the tests."""
        for base in self.pack.bases:
            Guard((base,))
        key = f"proved-{__version__}-{self.pack.digest}"
        if cache.read(key) is None:
            if problems := self.prove().problems:
                raise RuleError(*problems)
            cache.keep(key)

    def drops(self, draft: Draft) -> tuple[Drop, ...]:
        """The hits of a draft that did not count, and why: for writers of rules."""
        work = Work(drops=[])
        reading = self._read(draft, work)
        if reading is not None:
            signals = Signals(self.pack.signals, reading)
            for rule in self.rules:
                for match in KINDS[rule.kind](rule, reading, signals):
                    _excused(match, signals)
        return tuple(work.drops or ())

    def signals_at(self, draft: Draft, span: Span, names: Iterable[str]) -> frozenset[str]:
        """The signals among ``names`` that hold in the sentence around a span of the draft's source.

        Raises ConfigError for a name that no rule of the guard's packs uses.
        """
        names = tuple(names)
        for name in names:
            if name not in self.pack.signals:
                raise ConfigError(f"There is no signal {name!r} here. Known: {', '.join(sorted(self.pack.signals))}.")
        reading = self._read(draft, Work())
        if reading is None:
            return frozenset()
        for passage in reading.passages:
            if span.inside(passage.part.span):
                here = passage.view.span_of(span)
                signals = Signals(self.pack.signals, reading)
                return frozenset(n for n in names if signals.holds(Use(n), passage.index, here))
        return frozenset()

    def check_text(self, text: str, format: str = "text", name: str = "") -> Report:
        """Check a draft given as a string. Raises DraftError for JSON that is no draft."""
        return self.check(read_text(text, format, name))

    def check_file(self, path: str | Path) -> Report:
        """Check a file. Raises DraftError when it cannot be read."""
        return self.check(read(path))

    def check_many(self, sources: Iterable[Source], processes: int = 1) -> Iterator[Checked | Failed]:
        """Check drafts and files, lazily and in order; one that fails never stops the rest.

        With more ``processes``, sources are taken in small batches: memory stays bounded.
        """
        if processes < 1:
            raise ConfigError(f"processes is {processes}; expected a whole number from 1.")
        if processes == 1:
            return map(self._outcome, sources)
        return in_processes(Guard._outcome, self, sources, processes)

    def _outcome(self, source: Source) -> Checked | Failed:
        try:
            draft = source if isinstance(source, Draft) else read(source)
        except ContentGuardError as error:
            return Failed(str(source), error)
        return Checked(draft, self.check(draft))

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle by the settings: another process compiles the packs anew."""
        return _restored, self._settings

    def _read(self, draft: Draft, work: Work) -> Reading | None:
        """The passages of a draft, each scanned; None when there is too little Vietnamese to read."""
        views = [view(draft.source, part.pieces) for part in draft.parts]
        if not _is_vietnamese("".join(v.folded for v in views)):
            return None
        visible = [(part, v) for part, v in zip(draft.parts, views, strict=True) if v.clean]
        passages = (Passage(n, part, v, self._scanner, self._language, work) for n, (part, v) in enumerate(visible))
        return Reading(tuple(passages), work)

    def _finding(self, match: Match, draft: Draft, reading: Reading, signals: Signals, lines: Lines) -> Finding:
        rule, passage = match.rule, reading.passages[match.passage]
        span = passage.view.source_span(match.span)
        because = tuple(self._because(match, signals))
        words = shown(draft.source, passage.part.pieces, span)
        field, field_span = _field(draft, span)
        line, column = lines.of(span.start)
        before, after = passage.around(match.span, _CONTEXT)
        return Finding(
            code=rule.code,
            name=rule.name,
            family=rule.family,
            severity=rule.severity,
            score=probability(because),
            part=passage.part.name,
            span=span,
            line=line,
            column=column,
            text=draft.source[span.start : span.end],
            words=words,
            message=rule.message[self.lang].replace("{words}", words),
            advice=rule.advice[self.lang],
            clause=rule.clause,
            because=because,
            fingerprint=fingerprint(rule.code, before, passage.view.folded[slice(*match.span)], after),
            field=field,
            field_span=field_span,
        )

    def _because(self, match: Match, signals: Signals) -> Iterator[Step]:
        yield Step(match.rule.code, odds(match.rule.score))
        for use, factor in match.rule.factors:
            if signals.holds(use, match.passage, match.span):
                yield Step(self.pack.signals[use.signal].says[self.lang], factor)


def _restored(
    packs: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    lang: str,
    min_score: float,
    preview: bool,
    today: date | None,
) -> Guard:
    return Guard(packs, select, ignore, lang, min_score, preview=preview, proven=True, today=today)


def check(text: str | Draft) -> Report:
    """Check a draft, or a text, with the default pack. A text of one line is a headline."""
    guard = _default()
    return guard.check(text) if isinstance(text, Draft) else guard.check_text(text)


_defaults: list[Guard] = []


def _default() -> Guard:
    if not _defaults:
        _defaults.append(Guard())
    return _defaults[0]


def _selected(
    rules: Iterable[Rule], select: tuple[str, ...], ignore: tuple[str, ...], *, preview: bool
) -> Iterator[Rule]:
    """The rules whose code begins with a selected prefix and none of the ignored ones."""
    rules = tuple(rules)
    for prefix in (*select, *ignore):
        if not any(code.startswith(prefix) for code in (*(rule.code for rule in rules), *suppressions.NOTICES)):
            families = ", ".join(dict.fromkeys((*(rule.family for rule in rules), SUP)))
            raise ConfigError(f"No rule's code begins with {prefix!r}. Use a code or its beginning: {families} …")
    for rule in rules:
        if _is_wanted(rule.code, select, ignore) and (preview or not rule.preview):
            yield rule


def _is_wanted(code: str, select: tuple[str, ...], ignore: tuple[str, ...]) -> bool:
    return (not select or code.startswith(select)) and not (ignore and code.startswith(ignore))


def _excused(match: Match, signals: Signals) -> bool:
    rule, passage, span = match
    return any(signals.holds(use, passage, span) for use in rule.unless) or not all(
        signals.holds(use, passage, span) for use in rule.when
    )


def _merged(findings: Iterable[Finding], alike: Alike) -> list[Finding]:
    """Within a family, findings on overlapping words become one: the highest score, the others in ``also``.

    Suppressed ones stay apart, each reason for itself.
    """
    kin: dict[tuple[str, str | None], list[Finding]] = {}
    for finding in sorted(findings, key=lambda f: (f.span, f.code)):
        kin.setdefault((alike(finding), finding.reason), []).append(finding)
    merged = (_one_of(group) for ordered in kin.values() for group in _overlapping(ordered))
    return sorted(merged, key=lambda f: (f.span, f.code))


def _overlapping(ordered: Iterable[Finding]) -> Iterator[list[Finding]]:
    group: list[Finding] = []
    end = -1
    for finding in ordered:
        if group and finding.span.start >= end:
            yield group
            group = []
        group.append(finding)
        end = max(end, finding.span.end)
    if group:
        yield group


def _one_of(group: list[Finding]) -> Finding:
    best = max(group, key=lambda f: (f.score, f.severity.rank, -f.span.start, f.code))
    return replace(best, also=tuple(sorted({f.code for f in group} - {best.code})))


def _numbered(findings: list[Finding]) -> tuple[Finding, ...]:
    """Tell findings with the same words and surroundings apart, in text order."""
    seen: dict[str, int] = {}
    found = []
    for finding in findings:
        count = seen[finding.fingerprint] = seen.get(finding.fingerprint, 0) + 1
        found.append(finding if count == 1 else replace(finding, fingerprint=f"{finding.fingerprint}-{count}"))
    return tuple(found)


def _field(draft: Draft, span: Span) -> tuple[str | None, Span | None]:
    """The field a span lies in, and where in the field's value, for drafts given as fields."""
    for name, field in draft.fields:
        if span.inside(field):
            return name, Span(span.start - field.start, span.end - field.start)
    return None, None


def _report(draft: Draft, findings: tuple[Finding, ...], families: dict[str, float], work: Work) -> Report:
    counts = {"scans": work.scans, "sentences": work.sentences, "words": work.words_decoded, "steps": work.steps}
    stats = {**counts, "notes": work.notes}
    shown = tuple(f for f in findings if f.reason is None)
    suppressed = tuple(f for f in findings if f.reason is not None)
    return Report(draft.name, total(families), shown, families, suppressed, stats)


def _skipped(draft: Draft) -> Report:
    note = "too little Vietnamese to read: skipped" if draft.source.strip() else "empty: nothing to read"
    return Report(draft.name, 0.0, (), {}, (), {"notes": [note]})


def _is_vietnamese(folded: str) -> bool:
    letters = sum(map(str.isalpha, folded[:4000]))
    return bool(letters) and len(_VIETNAMESE.findall(folded[:4000])) >= _ENOUGH * letters
