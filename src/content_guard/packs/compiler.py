"""From what people wrote to the frozen values the engine runs on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from itertools import chain

from ..errors import RuleError, found
from ..finding import SUP, Severity
from ..rule import Numbers, Role, Rule, Use
from ..text.view import clean, fold
from . import inherit, models
from .complaints import Complaints
from .files import PackSource, RuleSource
from .options import Options
from .pack import AsWritten, Clause, Family, Pack
from .vocabulary import Vocabulary
from .yaml import Path_, Source


def compiled(sources: list[PackSource], signals: Iterable[str] = (), accept: Iterable[str] = ()) -> Pack:
    """Check and compile packs that were read. Raises RuleError with every problem found."""
    return _Compiler(sources).pack(signals, tuple(accept))


class _Compiler:
    """Holds what was written while names are resolved."""

    def __init__(self, sources: list[PackSource]) -> None:
        self._sources = sources
        self._every = inherit.with_bases(sources)
        self._tops = inherit.without_bases(sources)
        self._files: list[RuleSource] = _once(chain.from_iterable(s.files for s in sources))
        self._complaints = Complaints(self._files[0] if self._files else None)
        self._wrong = self._complaints.wrong
        self._words = Vocabulary(self._files, self._complaints)
        self._options = Options(self._words, self._complaints)

    def pack(self, signals: Iterable[str] = (), accept: tuple[str, ...] = ()) -> Pack:
        """Compile everything that live rules need; raise with every problem found."""
        families = {k: v for s in self._every for k, v in s.content.families.items()}
        clauses = {k: v for s in self._every for k, v in s.content.clauses.items()}
        compiled: dict[str, dict[str, Rule]] = {}
        written: dict[str, models.RuleBase] = {}
        for file in self._files:
            rules = compiled[file.source.shown] = {}
            for number, model in enumerate(file.content.rules):
                self._complaints.at(file, ("rules", number), model.code)
                if model.code[:3] not in families:
                    self._wrong("code", f"expected one of the families {', '.join(families)}, found {model.code[:3]!r}")
                if model.clause not in clauses:
                    self._wrong("clause", "expected a clause of pack.yml" + found(model.clause, clauses))
                rules[model.code] = self._rule(model)
                written[model.code] = model
        self._words.keep(signals)
        self._complain_of_taken_names()
        clashes = tuple(inherit.clashes(self._every))
        self._complaints.problems += clashes
        if not clashes:  # of two that share a name, one would seem unused
            self._words.complain_of_unused(chain.from_iterable(top.own for top in self._tops))
        live = inherit.as_packs_want(self._every, compiled, self._complaints.problems)
        if self._complaints.problems:
            raise RuleError(*self._complaints.problems)
        as_written = AsWritten(
            rules=written,
            places=self._written_at(),
            scores=self._scores_at(),
            factors=self._factors_at(),
            anew=tuple(inherit.written_anew(self._every)),
            not_built=tuple(chain.from_iterable(s.content.not_built for s in self._every)),
        )
        return Pack(
            names=tuple(s.content.id for s in self._sources),
            families={k: Family(m.letter, m.title.model_dump(), m.prevalence) for k, m in families.items()},
            clauses={k: Clause(m.text, m.source, m.where, m.url) for k, m in clauses.items()},
            rules=tuple(live[code] for code in sorted(live)),
            own_rules=frozenset(r.code for top in self._tops for f in top.own for r in f.content.rules),
            lexicons=(*self._words.lexicons.values(), *self._words.accepted(accept)),
            own_lists=frozenset(self._own_lists()),
            classes=self._words.classes,
            signals=self._words.signals,
            abbreviations=frozenset(chain.from_iterable(f.content.abbreviations for f in self._files)),
            numbers=_numbers(f.content.numbers for f in self._files),
            codes=frozenset(written),
            shipped=all(s.shipped for s in self._every),
            bases=tuple(str(p.source.file.parent) for p in self._every if p not in self._tops and not p.shipped),
            digest=_digest(self._every, self._files, self._tops),
            as_written=lambda: as_written,
        )

    def _complain_of_taken_names(self) -> None:
        for pack in self._every:
            for field, names in (("families", pack.content.families), ("clauses", pack.content.clauses)):
                if SUP in names:
                    text = f"expected another name; {SUP} is content-guard's own"
                    self._complaints.problems.append(pack.source.problem((field, SUP), field, text))

    # Rules.

    def _rule(self, model: models.RuleBase) -> Rule:
        factors = (*self._factors("weaken", model.weaken), *self._factors("strengthen", model.strengthen))
        return Rule(
            code=model.code,
            name=model.name,
            family=model.code[:3],
            clause=model.clause,
            severity=Severity(model.severity),
            kind=model.kind,  # type: ignore[attr-defined]  # every member of the union has one
            score=model.score,
            message=model.message.model_dump(),
            advice=model.advice.model_dump(),
            why=model.why.model_dump(),
            parts=frozenset(model.in_),
            options=self._options.of(model),
            when=tuple(self._words.use("when", written, n) for n, written in enumerate(model.when)),
            unless=tuple(self._words.use("unless", written, n) for n, written in enumerate(model.unless)),
            factors=factors,
            preview=model.preview,
            references=model.references,
        )

    def _factors(self, field: str, written: models.Factors) -> Iterable[tuple[Use, float]]:
        for number, name in enumerate(written):
            use = self._words.use(field, name, number if isinstance(written, tuple) else name)
            default = self._words.signals[use.signal].factor if use.signal in self._words.signals else 1.0
            factor = written[name] if isinstance(written, dict) else default
            if (factor < 1) != (field == "weaken") or factor == 1:
                self._wrong(
                    field,
                    f"expected a factor {'below' if field == 'weaken' else 'above'} 1 for {name}, found {factor:g}",
                )
            yield use, factor

    # Where things are written, for those who change or judge them.

    def _written_at(self) -> dict[str, tuple[Source, Path_]]:
        places: dict[str, tuple[Source, Path_]] = {}
        for file in self._files:
            places |= {name: (file.source, ("lexicons", name)) for name in file.content.lexicons}
            places |= {rule.code: (file.source, ("rules", n)) for n, rule in enumerate(file.content.rules)}
        return places

    def _scores_at(self) -> dict[str, tuple[Source, Path_]]:
        places: dict[str, tuple[Source, Path_]] = {}
        for pack in self._every:
            for file in pack.own:
                places |= {r.code: (file.source, ("rules", n, "score")) for n, r in enumerate(file.content.rules)}
            for code, change in pack.content.override.items():
                if change.score is not None:
                    places[code] = pack.source, ("override", code, "score")
        return places

    def _factors_at(self) -> dict[str, tuple[Source, Path_]]:
        return {
            name: (file.source, ("signals", name, "factor"))
            for file in self._files
            for name, model in file.content.signals.items()
            if "factor" in model.model_fields_set
        }

    def _own_lists(self) -> Iterable[str]:
        """Lists of set phrases that packs wrote, and those that ``phrases`` of their rules make."""
        for file in self._files:
            if not file.shared:
                yield from (name for name, model in file.content.lexicons.items() if not model.plain)
                yield from (rule.code for rule in file.content.rules)


def _numbers(written: Iterable[models.NumbersModel]) -> Numbers:
    """Number words of all files in one table, folded; later files speak last."""
    words: dict[str, tuple[Role, float, float]] = {}
    fillers: set[str] = set()
    ranges: set[str] = set()
    for numbers in written:
        roles: tuple[tuple[Role, dict[str, float]], ...] = (
            ("unit", numbers.units),
            ("ten", numbers.tens),
            ("scale", numbers.scales),
        )
        words |= {fold(clean(w)): (role, value, value) for role, table in roles for w, value in table.items()}
        words |= {fold(clean(w)): ("half", 0.5, 0.5) for w in numbers.halves}
        for word, span in numbers.vague.items():
            low, high = map(float, span.split("-"))
            words[fold(clean(word))] = ("vague", low, high)
        fillers |= {fold(clean(w)) for w in numbers.fillers}
        ranges |= {fold(clean(w)) for w in numbers.ranges}
    return Numbers(words, frozenset(fillers), frozenset(ranges))


def _once(files: Iterable[RuleSource]) -> list[RuleSource]:
    """Each file once, shared ones that several packs extend included."""
    return list({file.source.shown: file for file in files}.values())


def _digest(packs: Iterable[PackSource], files: Iterable[RuleSource], tops: Iterable[PackSource]) -> str:
    contents = [p.content.model_dump_json() for p in packs] + [f.content.model_dump_json() for f in files]
    contents += [p.content.id for p in tops]
    return hashlib.sha256("\n".join(contents).encode()).hexdigest()
