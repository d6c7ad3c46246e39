"""The guard: packs compiled once, then one straight road from a draft to its report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from operator import attrgetter
from pathlib import Path
from typing import Any

from . import __version__, cache, suppressions
from .asking import excused, matches, passages_of, tools_for, weighing
from .baseline import Baseline, Known
from .config import NO_OVERRIDES, Overrides
from .draft import Draft
from .errors import ConfigError, ContentGuardError, RuleError
from .finding import SUP, Finding, Report, Step, fingerprint
from .limits import LARGEST, MEGABYTE
from .merging import Alike, merged, numbered
from .outcome import Changed, Checked, Failed, Source, died_on, whole
from .packs import ACCEPTED, DEFAULT_PACKS, Pack, load
from .patterns import (
    Drop,
    Reading,
    Tools,
    Work,
)
from .pool import demand_processes, in_processes
from .prove import Proof, prove
from .readers import read, read_text
from .results import Results
from .rule import Match, Rule, Use
from .score import SCORED_FROM, families_of, odds, probability, total
from .selection import demand_known, is_wanted
from .signals import Signals
from .span import Lines, Span
from .text.view import shown

LANGUAGES = ("vi", "en")
_CONTEXT = 4  # syllables on each side of a finding that its fingerprint covers


@dataclass(frozen=True, slots=True)
class Heard:
    """A finding of whatever score, before overlapping ones are merged, and the signals that weigh in its score."""

    finding: Finding
    uses: tuple[Use, ...]


class Guard:
    """Packs, compiled once; safe to share between threads. ``select`` and ``ignore`` are code prefixes.

    A pack that does not ship with content-guard must prove itself first: its rules' examples are run, once per
    content; ``proven=True`` takes that for granted. ``preview`` turns rules on that are not ready yet; one whose whole
    code is selected, or named by ``overrides``, is on without it.
    ``today`` is the day by which comments that suppress findings expire; left out, it is the day of each check.
    ``signals`` are compiled besides those that rules name, for ``signals_at``.
    Nothing is asked within phrases of ``accept``; ``overrides`` change rules, as a configuration does.
    No configuration file is read, but by ``from_config``.
    Reports are kept in the folder ``results``, and those of drafts that have not changed are taken from there.
    Files of more than ``max_megabytes`` are not read.
    What ``baseline`` holds, a file or what was read from one, is suppressed in the drafts that it names.
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
        baseline: Baseline | str | Path | None = None,
        accept: Iterable[str] = (),
        overrides: Overrides = NO_OVERRIDES,
        results: str | Path | None = None,
        max_megabytes: float = LARGEST / MEGABYTE,
    ) -> None:
        if lang not in LANGUAGES:
            raise ConfigError(f"There are no messages in {lang!r}. Use one of: {', '.join(LANGUAGES)}.")
        if not 0 <= min_score <= 1:
            raise ConfigError(f"min_score is {min_score:g}; expected a number from 0 to 1.")
        if not max_megabytes > 0:
            raise ConfigError(f"max_megabytes is {max_megabytes:g}; expected a number above 0.")
        packs, select, ignore, accept = tuple(packs), tuple(select), tuple(ignore), tuple(accept)
        signals = tuple(signals)
        pack = load(packs, signals, accept)
        self.pack: Pack = replace(pack, clauses={**pack.clauses, SUP: suppressions.clause(lang)})
        self.baseline = Baseline.read(baseline) if isinstance(baseline, str | Path) else baseline
        kept = self.baseline, accept, overrides, results, max_megabytes
        self._settings = (packs, select, ignore, lang, min_score, preview, today, *kept)
        self.packs = packs
        self.lang = lang
        self.min_score = min_score
        demand_known(overrides.codes, self.pack.rules)
        ready = (r for r in self.pack.rules if preview or not r.preview or r.code in (*select, *overrides.named))
        demand_known((*select, *ignore), self.pack.rules)
        self.rules = tuple(overrides.applied(rule for rule in ready if is_wanted(rule.code, select, ignore)))
        wanted = (code for code in suppressions.NOTICES if is_wanted(code, select, ignore))
        self.notices = frozenset(code for code in wanted if not overrides.of(code).off)
        self._codes = suppressions.codes_of(self.pack, self.rules)
        self._today = today
        self._largest = max_megabytes * MEGABYTE
        self._accept, self._overrides = accept, overrides
        self._elsewhere: dict[tuple[str, ...], Guard] = {}  # this one without some rules, for paths that ask for it
        self._tools = tools_for(self.pack, self.rules, signals)
        self._results = Results(Path(results), self._asked_with()) if results is not None else None
        if not (proven or self.pack.shipped):
            self._demand_proof()

    @property
    def codes(self) -> frozenset[str]:
        """The codes that are on, those about comments included."""
        return self.notices.union(rule.code for rule in self.rules)

    def check(self, draft: Draft, before: Draft | None = None) -> Report:
        """Check a draft. No draft makes this raise.

        With ``before``, an earlier version of the draft, what would be shown of that one too is suppressed.
        """
        guard = self.at(draft.name) if self._overrides.paths else self
        return guard._recalled(draft) if guard._results and before is None else guard._anew(draft, before)

    def _recalled(self, draft: Draft) -> Report:
        """The report of an earlier check, if nothing that it depends on has changed; its counts are of no work now."""
        assert self._results
        report = self._results.recall(draft)
        if report is not None:
            return replace(report, stats={**report.stats, **dict.fromkeys(Work().counts, 0), "recalled": True})
        report = self._anew(draft)
        self._results.keep(draft, report)
        return report

    def _anew(self, draft: Draft, before: Draft | None = None) -> Report:
        return self._checked(draft, self.rules, self._tools, self.min_score, self._known(draft, before))

    def _asked_with(self) -> str:
        """All that a report depends on besides the draft."""
        rules = [(rule.code, rule.severity, rule.score, rule.configured) for rule in self.rules]
        known = self.baseline and (self.baseline.entries, sorted(self.baseline.gone))
        changed = self._overrides.rules  # paths are no part of it: what they switch off is not among the rules
        asked = (cache.engine(), self.pack.digest, rules, sorted(self.notices), self._accept, changed, known)
        return repr((*asked, self.lang, self.min_score, self._today))

    def check_apart(self, draft: Draft) -> Report:
        """Check a draft rule by rule: findings of different rules stay apart, even on the same words."""
        return self._checked(draft, self.rules, self._tools, self.min_score, alike=attrgetter("code"))

    def at(self, path: str) -> Guard:
        """This guard, without the rules that ``overrides`` switch off for a path."""
        if not (off := self._overrides.off_at(path)):
            return self
        if off not in self._elsewhere:
            guard = Guard.__new__(Guard)  # no copy(): that would compile the packs anew, as pickling does
            guard.__dict__ |= self.__dict__
            guard.rules = tuple(rule for rule in self.rules if not rule.code.startswith(off))
            guard.notices = frozenset(code for code in self.notices if not code.startswith(off))
            guard._codes = suppressions.codes_of(self.pack, guard.rules)
            guard._results = self._results and self._results.asked_with(guard._asked_with())
            self._elsewhere[off] = guard
        return self._elsewhere[off]

    def unmerged(self, draft: Draft) -> tuple[Finding, ...]:
        """The findings that ``check`` shows, and each of those that it tells only by code, in ``also``."""
        guard, reading = self.at(draft.name), passages_of(draft, self._tools, Work())
        if reading is None:
            return ()
        findings = guard._known(draft).judged(guard._found(draft, reading, guard.rules, self.min_score))
        return tuple(f for f in findings if f.reason is None and f.score >= self.min_score)

    def _known(self, draft: Draft, before: Draft | None = None) -> Known:
        """What need not be asked of a draft again: its baseline's entries, and what was there before."""
        unsaid = suppressions.reason("recorded", self.lang)
        known = self.baseline.known(draft.name, unsaid, self.codes) if self.baseline else Known()
        if before is not None:
            reason = suppressions.reason("before", self.lang)
            known.add({f.fingerprint: reason for f in self.unmerged(before)})
        return known

    def _checked(
        self,
        draft: Draft,
        rules: Iterable[Rule],
        tools: Tools,
        min_score: float,
        known: Known | None = None,
        alike: Alike = attrgetter("family"),
    ) -> Report:
        work, known = Work(), known or Known()
        reading = passages_of(draft, tools, work)
        if reading is None:
            return _skipped(draft, known)
        findings = known.judged(self._found(draft, reading, rules, min_score))
        kept = merged((f for f in findings if f.score >= min_score), alike)
        return _report(draft, kept, families_of(findings), {**work.counts, **known.stats, "notes": work.notes})

    def _found(self, draft: Draft, reading: Reading, rules: Iterable[Rule], min_score: float) -> list[Finding]:
        """Every finding in text order, none merged; those that comments hide have a reason."""
        signals = Signals(self.pack.signals, reading)
        asked_of = reading.sparing(ACCEPTED) if self._accept else reading  # signals hold within accepted phrases too
        matched = matches(rules, asked_of, signals)
        asked = (m for m in matched if not (excused(m, signals) or asked_of.passages[m.passage].accepts(m.span)))
        lines = Lines(draft.source)
        findings = numbered(self._finding(m, draft, reading, signals, lines) for m in asked)
        return numbered(self._suppressed(findings, draft, reading, min_score)) if draft.comments else findings

    def heard(self, draft: Draft) -> tuple[Heard, ...]:
        """Every match that no ``unless`` excuses, whatever its score: for evaluation. No draft makes this raise."""
        reading = passages_of(draft, self._tools, Work())
        if reading is None:
            return ()
        signals, lines = Signals(self.pack.signals, reading), Lines(draft.source)
        asked = (m for m in matches(self.rules, reading, signals) if not excused(m, signals))
        return tuple(
            Heard(self._finding(m, draft, reading, signals, lines), tuple(use for use, _ in weighing(m, signals)))
            for m in asked
        )

    def _suppressed(
        self, findings: Iterable[Finding], draft: Draft, reading: Reading, min_score: float
    ) -> Iterator[Finding]:
        """The findings that would be shown or scored, those with a reason that comments hide; and about comments."""
        counted = (f for f in findings if f.score >= min(min_score, SCORED_FROM))
        today = self._today or date.today()
        found = suppressions.suppress(counted, draft, reading, codes=self._codes, lang=self.lang, today=today)
        wanted = (f for f in found if f.family != SUP or f.code in self.notices)
        return (self._noticed(f) if f.family == SUP else f for f in wanted)

    def _noticed(self, notice: Finding) -> Finding:
        return replace(notice, severity=self._overrides.of(notice.code).severity or notice.severity)

    def prove(self) -> Proof:
        """Run every rule's own examples, whatever is selected or accepted, with the scores that their authors gave."""
        if self._accept:
            return Guard(self._settings[0], preview=True, proven=True).prove()
        every = tuple(replace(rule, score=self.pack.written[rule.code].score) for rule in self.pack.rules)
        unconditional = tuple(replace(rule, when=()) for rule in every)
        tools = tools_for(self.pack, every)
        return prove(
            self.pack,
            lambda draft, score: self._checked(draft, every, tools, score),
            lambda draft, score: self._checked(draft, unconditional, tools, score),
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
        reading = passages_of(draft, self._tools, work)
        if reading is not None:
            signals = Signals(self.pack.signals, reading)
            for match in matches(self.rules, reading, signals):
                excused(match, signals)
        return tuple(work.drops or ())

    def signals_at(self, draft: Draft, span: Span, names: Iterable[str]) -> frozenset[str]:
        """The signals among ``names`` that hold in the sentence around a span of the draft's source.

        Raises ConfigError for a name that no rule of the guard's packs uses.
        """
        names = tuple(names)
        for name in names:
            if name not in self.pack.signals:
                raise ConfigError(f"There is no signal {name!r} here. Known: {', '.join(sorted(self.pack.signals))}.")
        asked_already = self._tools.signals.keys() >= set(names)
        tools = self._tools if asked_already else tools_for(self.pack, self.rules, names)
        reading = passages_of(draft, tools, Work())
        if reading is None:
            return frozenset()
        for passage in reading.passages:
            if span.inside(passage.part.span):
                here = passage.view.span_of(span)
                signals = Signals(self.pack.signals, reading)
                return frozenset(n for n in names if signals.holds(Use(n), passage.index, here))
        return frozenset()

    @classmethod
    def from_config(cls, file: str | Path, **settings: Any) -> Guard:
        """Make the guard that a configuration file asks for; ``settings`` are as for Guard, and win over the file's.

        Raises ConfigError with the place of every mistake in the file, and whatever Guard raises.
        """
        from .config.reading import read_config

        configuration = read_config(Path(file))
        try:
            return cls(**{**configuration.arguments(), **settings})
        except ConfigError as error:
            raise configuration.placed(error) from None

    def check_text(self, text: str, format: str = "text", name: str = "") -> Report:
        """Check a draft given as a string. Raises DraftError for JSON that is no draft."""
        return self.check(read_text(text, format, name))

    def check_file(self, path: str | Path) -> Report:
        """Check a file. Raises DraftError when it cannot be read."""
        return self.check(read(path, largest=self._largest))

    def check_many(self, sources: Iterable[Source], processes: int = 1) -> Iterator[Checked | Failed]:
        """Check drafts and files, lazily and in order; one that fails never stops the rest.

        With more ``processes``, sources are taken in small batches: memory stays bounded.
        """
        demand_processes(processes)
        if processes == 1:
            return map(self._outcome, sources)
        answers = in_processes(Guard.answer, self, sources, processes, died_on)
        return (whole(source, answer) for source, answer in answers)

    def _outcome(self, source: Source) -> Checked | Failed:
        return whole(source, self.answer(source))

    def answer(self, source: Source) -> Report | Checked | Failed:
        """Check a source for another process: a draft that came from there need not travel back."""
        if isinstance(source, Failed):
            return source
        now, before = (source.now, source.before) if isinstance(source, Changed) else (source, None)
        if isinstance(now, Draft):
            return self.check(now, before)
        try:
            draft = read(now, largest=self._largest)
        except ContentGuardError as error:
            return Failed(str(now), error)
        return Checked(draft, self.check(draft, before))

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle by the settings: another process compiles the packs anew."""
        return _restored, self._settings

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
        yield from (Step(what, factor) for what, factor in match.rule.configured)
        for use, factor in weighing(match, signals):
            yield Step(self.pack.signals[use.signal].says[self.lang], factor)


def _restored(
    packs: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    lang: str,
    min_score: float,
    preview: bool,
    today: date | None,
    baseline: Baseline | None,
    accept: tuple[str, ...],
    overrides: Overrides,
    results: str | Path | None,
    max_megabytes: float,
) -> Guard:
    more: dict[str, Any] = {"preview": preview, "today": today, "accept": accept, "overrides": overrides}
    more |= {"results": results, "max_megabytes": max_megabytes}
    return Guard(packs, select, ignore, lang, min_score, proven=True, baseline=baseline, **more)


def check(text: str | Draft) -> Report:
    """Check a draft, or a text, with the default pack. A text of one line is a headline."""
    guard = _default()
    return guard.check(text) if isinstance(text, Draft) else guard.check_text(text)


_defaults: list[Guard] = []


def _default() -> Guard:
    if not _defaults:
        _defaults.append(Guard())
    return _defaults[0]


def _field(draft: Draft, span: Span) -> tuple[str | None, Span | None]:
    """The field a span lies in, and where in the field's value, for drafts given as fields."""
    for name, field in draft.fields:
        if span.inside(field):
            return name, Span(span.start - field.start, span.end - field.start)
    return None, None


def _report(draft: Draft, findings: list[Finding], families: dict[str, float], stats: dict[str, Any]) -> Report:
    shown = tuple(f for f in findings if f.reason is None)
    suppressed = tuple(f for f in findings if f.reason is not None)
    return Report(draft.name, total(families), shown, families, suppressed, stats)


def _skipped(draft: Draft, known: Known) -> Report:
    note = "too little Vietnamese to read: skipped" if draft.source.strip() else "empty: nothing to read"
    return Report(draft.name, 0.0, (), {}, (), {**known.stats, "notes": [note]})
