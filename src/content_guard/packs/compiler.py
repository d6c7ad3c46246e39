"""From what people wrote to the frozen values the engine runs on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from itertools import chain

import regex

from ..checks import measure, mismatch, missing, pattern, phrase, plugin, sequence, shape, together, tokens
from ..errors import Problem, RuleError, found
from ..finding import SUP, Severity
from ..rule import (
    AT_MATCH,
    Expression,
    Item,
    Lexicon,
    Needs,
    Numbers,
    Pattern,
    Phrase,
    Role,
    Rule,
    Signal,
    Use,
    WordClass,
)
from ..text.view import clean, fold, respelled
from . import inherit, models
from .alternatives import any_of
from .files import PackSource, RuleSource
from .frequency import Frequency
from .grammar import LITERAL, PatternSyntaxError, parse
from .pack import ACCEPTED, AsWritten, Clause, Family, Pack
from .spacy import as_matcher_values, mistakes
from .spellings import Spellings
from .yaml import Path_, Source

_WINDOWS = ("sentence", "paragraph", "top", "opening", "below", "draft")


def compiled(sources: list[PackSource], signals: Iterable[str] = (), accept: Iterable[str] = ()) -> Pack:
    """Check and compile packs that were read. Raises RuleError with every problem found."""
    return _Compiler(sources).pack(signals, tuple(accept))


class _Compiler:
    """Holds what was written while names are resolved; collects every problem before it complains."""

    def __init__(self, sources: list[PackSource]) -> None:
        self._sources = sources
        self._every = inherit.with_bases(sources)
        self._tops = inherit.without_bases(sources)
        self._files: list[RuleSource] = _once(chain.from_iterable(s.files for s in sources))
        self._problems: list[Problem] = []
        contents = [f.content for f in self._files]
        self._common: dict[str, float] = {}
        self._frequency = Frequency(e for c in contents for rule in c.rules for e in (*rule.bad, *rule.good))
        self._spellings = Spellings(chain.from_iterable(c.spellings for c in contents))
        self._lexicon_models = inherit.lexicons(self._files)
        self._class_models = {n: m for c in contents for n, m in c.classes.items()}
        self._signal_models = inherit.signals(self._files)
        self._lexicons: dict[str, Lexicon] = {}
        self._included: set[str] = set()
        self._classes: dict[str, WordClass] = {}
        self._signals: dict[str, Signal] = {}
        self._signals_above: list[str] = []  # those whose ``unless`` is being compiled
        self._file = self._files[0] if self._files else None
        self._path: Path_ = ()
        self._subject = ""

    def pack(self, signals: Iterable[str] = (), accept: tuple[str, ...] = ()) -> Pack:
        """Compile everything that live rules need; raise with every problem found."""
        families = {k: v for s in self._every for k, v in s.content.families.items()}
        clauses = {k: v for s in self._every for k, v in s.content.clauses.items()}
        compiled: dict[str, dict[str, Rule]] = {}
        written: dict[str, models.RuleBase] = {}
        for file in self._files:
            rules = compiled[file.source.shown] = {}
            for number, model in enumerate(file.content.rules):
                self._at(file, ("rules", number), model.code)
                if model.code[:3] not in families:
                    self._wrong("code", f"expected one of the families {', '.join(families)}, found {model.code[:3]!r}")
                if model.clause not in clauses:
                    self._wrong("clause", "expected a clause of pack.yml" + found(model.clause, clauses))
                rules[model.code] = self._rule(model)
                written[model.code] = model
        for name in signals:
            if name in self._signal_models:
                self._use("", name, "")
        self._complain_of_taken_names()
        clashes = tuple(inherit.clashes(self._every))
        self._problems += clashes
        if not clashes:  # of two that share a name, one would seem unused
            self._complain_of_unused()
        live = inherit.as_packs_want(self._every, compiled, self._problems)
        if self._problems:
            raise RuleError(*self._problems)
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
            lexicons=(*self._lexicons.values(), *self._accepted(accept)),
            own_lists=frozenset(self._own_lists()),
            classes=self._classes,
            signals=self._signals,
            abbreviations=frozenset(chain.from_iterable(f.content.abbreviations for f in self._files)),
            numbers=_numbers(f.content.numbers for f in self._files),
            codes=frozenset(written),
            shipped=all(s.shipped for s in self._every),
            bases=tuple(str(p.source.file.parent) for p in self._every if p not in self._tops and not p.shipped),
            digest=_digest(self._every, self._files, self._tops),
            as_written=lambda: as_written,
        )

    def _accepted(self, written: Iterable[str]) -> Iterable[Lexicon]:
        phrases = tuple(chain.from_iterable(self._phrases(p, by_word=False) for p in written if clean(p)))
        return (Lexicon(ACCEPTED, phrases),) if phrases else ()

    def _complain_of_taken_names(self) -> None:
        for pack in self._every:
            for field, names in (("families", pack.content.families), ("clauses", pack.content.clauses)):
                if SUP in names:
                    text = f"expected another name; {SUP} is content-guard's own"
                    self._problems.append(pack.source.problem((field, SUP), field, text))

    # Where we are, for messages.

    def _at(self, file: RuleSource, path: Path_, subject: str) -> None:
        self._file, self._path, self._subject = file, path, subject

    def _wrong(self, field: str, text: str, *path: str | int) -> None:
        assert self._file is not None
        where = (*self._path, field.rstrip("?"), *path) if field else self._path
        self._problems.append(self._file.source.problem(where, f"{self._subject} {field}".strip(), text))

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
            options=self._options(model),
            when=tuple(self._use("when", written, n) for n, written in enumerate(model.when)),
            unless=tuple(self._use("unless", written, n) for n, written in enumerate(model.unless)),
            factors=factors,
            preview=model.preview,
            references=model.references,
        )

    def _options(self, model: models.RuleBase) -> object:
        match model:
            case models.PhraseRule():
                own = self._own_list(model)
                return phrase.Options((*(self._list("lists", n, i) for i, n in enumerate(model.lists)), *own))
            case models.SequenceRule():
                return sequence.Options(self._patterns("patterns", model.patterns))
            case models.TogetherRule():
                groups = tuple(self._group(written, i) for i, written in enumerate(model.all_))
                if all(name in self._classes for name in chain.from_iterable(groups)):
                    self._wrong("all", "expected at least one list of words, found classes only")
                return together.Options(groups, self._needs(groups), model.window, model.words)
            case models.ShapeRule():
                return shape.Options(model.shapes, model.at_least)
            case models.MeasureRule():
                if model.figure == "share" and model.at_least > 1:
                    self._wrong("at-least", f"expected a share from 0 to 1, found {model.at_least:g}")
                lists = tuple(self._list("lists", name, i) for i, name in enumerate(model.lists))
                return measure.Options(lists, model.figure, model.at_least, model.fewest)
            case models.MismatchRule():
                return self._mismatch(model)
            case models.PatternRule():
                exact = model.case == "exact"
                return pattern.Options(self._expression(model), exact, model.seconds)
            case models.TokensRule():
                return self._tokens(model)
            case models.PluginRule():
                return self._plugin(model)
            case models.MissingRule():
                companions = tuple(self._use("without", w, i) for i, w in enumerate(model.without))
                return missing.Options(self._patterns("trigger", model.trigger), companions)
        raise AssertionError(model)

    def _mismatch(self, model: models.MismatchRule) -> mismatch.Options:
        if bool(model.claims) != bool(model.contrary or model.support) or not (model.claims or model.units):
            self._wrong("claims", "expected claims with contrary or support, or units")
        if set(model.in_) - {"headline"}:
            self._wrong("in", "expected headline or nothing: a mismatch is one of the headline")
        return mismatch.Options(
            self._patterns("claims", model.claims),
            tuple(self._use_below("contrary", w, i) for i, w in enumerate(model.contrary)),
            tuple(self._use_below("support", w, i) for i, w in enumerate(model.support)),
            tuple(self._list("units", name, i) for i, name in enumerate(model.units)),
        )

    def _use_below(self, field: str, written: str, at: int) -> Use:
        """A signal that is sought in everything under the headline, wherever the claim stands."""
        use = self._use(field, written, at)
        signal = self._signals.get(use.signal)
        if use.window not in ("sentence", "below"):
            self._wrong(field, f"expected a signal alone, as it is sought below; found the window {use.window!r}", at)
        elif signal is not None and not signal.stands_alone:
            self._wrong(field, f"expected a signal with words of its own, found {use.signal!r} about the match", at)
        return use

    def _tokens(self, model: models.TokensRule) -> tokens.Options:
        lists = tuple(self._list("lists", name, i) for i, name in enumerate(model.lists))
        patterns = as_matcher_values(model.patterns)
        try:
            for path, text in mistakes(patterns):
                self._wrong("patterns", text, *path)
        except ImportError as error:
            told = f"expected spaCy for this kind, but it cannot be imported ({error})"
            self._wrong("kind", f"{told}; pip install 'content-guard[spacy]'")
        return tokens.Options(lists, json.dumps(patterns, ensure_ascii=False))

    def _expression(self, model: models.PatternRule) -> Expression:
        try:
            expression = Expression(respelled(model.expression), model.case != "exact")
            _ = expression.compiled  # raises now what it would raise in a draft
            return expression
        except (regex.error, ValueError, RecursionError) as error:
            self._wrong("expression", f"expected a regular expression, found: {error}")
            return Expression("(?!)")

    def _plugin(self, model: models.PluginRule) -> plugin.Options | None:
        try:
            found = plugin.installed(model.plugin)
        except plugin.Unusable as error:
            self._wrong("plugin", str(error))
            return None
        try:
            return plugin.Options(found, found.options(model.options))
        except Exception as error:  # a stranger's code: whatever it raises is about what was written here
            said = str(error) if isinstance(error, ValueError) else f"{type(error).__name__}: {error}"
            self._wrong(
                "options", f"expected options of the plug-in {model.plugin!r}; it says: {' '.join(said.split())}"
            )
            return None

    def _own_list(self, model: models.PhraseRule) -> tuple[str, ...]:
        if not model.phrases and not model.lists:
            self._wrong("phrases", "expected phrases or lists, found neither")
        if not model.phrases:
            return ()
        own = models.LexiconModel(phrases=model.phrases, case=model.case)
        self._lexicons[model.code] = self._lexicon(model.code, own)
        return (model.code,)

    def _group(self, written: str, number: int) -> tuple[str, ...]:
        return tuple(self._list("all", name.strip(), number) for name in written.split("|"))

    def _factors(self, field: str, written: models.Factors) -> Iterable[tuple[Use, float]]:
        for number, name in enumerate(written):
            use = self._use(field, name, number if isinstance(written, tuple) else name)
            default = self._signals[use.signal].factor if use.signal in self._signals else 1.0
            factor = written[name] if isinstance(written, dict) else default
            if (factor < 1) != (field == "weaken") or factor == 1:
                self._wrong(
                    field,
                    f"expected a factor {'below' if field == 'weaken' else 'above'} 1 for {name}, found {factor:g}",
                )
            yield use, factor

    def _use(self, field: str, written: str, at: str | int) -> Use:
        name, _, window = written.partition(" in ")
        if window and window not in _WINDOWS:
            self._wrong(field, f"expected one of the windows {', '.join(_WINDOWS)}, found {window!r}", at)
        if name not in self._signals:
            if name in self._signal_models:
                self._signals[name] = self._signal(name)
            elif name in self._lexicon_models:
                pattern_ = self._single(self._list(field, name, at), name)
                self._signals[name] = Signal(name, {"vi": name, "en": name}, (pattern_,))
            else:
                known = (*self._signal_models, *self._lexicon_models)
                self._wrong(field, "expected a signal or a list of words" + found(name, known), at)
        return Use(name, window or "sentence")  # type: ignore[arg-type]  # checked just above

    # Signals, classes, lists, patterns.

    def _signal(self, name: str) -> Signal:
        file, model = self._home("signals", name), self._signal_models[name]
        kept = self._file, self._path, self._subject
        self._at(file, ("signals", name), name)
        if name in self._signals_above:
            self._wrong("unless", f"expected signals that do not lead back to {name!r}")
            return Signal(name, model.says.model_dump(), ())
        self._signals_above.append(name)
        phrases = tuple(self._single(self._literal(LITERAL + p), p) for p in model.phrases)
        lists = tuple(self._single(self._list("lists", n, i), n) for i, n in enumerate(model.lists))
        own = self._patterns("patterns", model.patterns, here=True)
        patterns = (*phrases, *lists, *own, *self._patterns_of_included(model))
        unless = tuple(self._use("unless", other, i).signal for i, other in enumerate(model.unless))
        self._signals_above.pop()
        self._file, self._path, self._subject = kept
        says, factor = model.says.model_dump(), model.factor
        return Signal(name, says, patterns, model.quoted, factor, unless, model.window, model.answers, model.outside)

    def _patterns_of_included(self, model: models.SignalModel) -> Iterator[Pattern]:
        for number, other in enumerate(model.includes):
            use = self._use("includes", other, number)
            if use.signal in self._signals:
                yield from self._signals[use.signal].patterns

    def _patterns(self, field: str, written: tuple[str, ...], *, here: bool = False) -> tuple[Pattern, ...]:
        found: list[Pattern] = []
        for number, text in enumerate(written):
            try:
                parsed = parse(text)
            except PatternSyntaxError as error:
                self._wrong(field, f"{error} in {text!r}", number)
                continue
            for one in parsed:
                items = tuple(item._replace(options=self._item(field, item, number)) for item in one.items)
                names = [i.options for i in items if AT_MATCH.isdisjoint(i.options)]
                if not here and len(names) < len(items):
                    self._wrong(field, f"expected @, [ and ] in signals only, found one in {text!r}", number)
                elif names and all(any(n in self._classes for n in options) for options in names):
                    self._wrong(field, f"expected at least one word or list beside the classes in {text!r}", number)
                else:
                    needs = self._needs(i.options for i in items)
                    found.append(Pattern(items, one.at_start, one.at_end, text, needs, len(names) < len(items)))
        return tuple(found)

    def _single(self, name: str, written: str) -> Pattern:
        """A pattern that is one list."""
        items = (Item((name,)),)
        return Pattern(items, written=written, needs=self._needs(i.options for i in items))

    def _needs(self, options: Iterable[tuple[str, ...]]) -> Needs:
        """What the scan alone can rule out: classes are told by form, and ``@`` is always there."""
        wanted = map(frozenset, options)
        told = (w for w in wanted if AT_MATCH.isdisjoint(w) and w.isdisjoint(self._classes))
        return tuple(sorted(told, key=lambda names: sum(map(self._commonness, names))))

    def _commonness(self, name: str) -> float:
        if name not in self._common:
            self._common[name] = self._frequency.of(self._lexicons[name].phrases)
        return self._common[name]

    def _item(self, field: str, item: Item, number: int) -> tuple[str, ...]:
        return tuple(
            option
            if option in AT_MATCH
            else self._literal(option)
            if option.startswith(LITERAL)
            else self._list(field, option, number)
            for option in item.options
        )

    def _list(self, field: str, name: str, *at: str | int) -> str:
        """Compile a list or a class when it is first named."""
        if name in self._lexicons or name in self._classes:
            return name
        if name in self._lexicon_models:
            self._lexicons[name] = self._lexicon(name, self._lexicon_models[name])
        elif name in self._class_models:
            self._classes[name] = self._class(name)
        else:
            self._wrong(
                field, "expected a list or a class" + found(name, (*self._lexicon_models, *self._class_models)), *at
            )
        return name

    def _literal(self, name: str) -> str:
        if name not in self._lexicons:
            self._lexicons[name] = Lexicon(name, tuple(self._phrases(name.removeprefix(LITERAL), by_word=False)))
        return name

    def _lexicon(self, name: str, model: models.LexiconModel) -> Lexicon:
        written = list(self._all_phrases(name, model, ()))
        if not written:
            self._wrong("phrases", f"expected phrases in the list {name!r}, found none")
        phrases: dict[str, Phrase] = {}
        for text, boundary in written:
            by_word = boundary == "word" or (boundary == "auto" and text.isalpha())
            for spelled in self._phrases(text, by_word=by_word):
                phrases.setdefault(spelled.written if model.case == "exact" else spelled.folded, spelled)
        shields = tuple(self._list("shields", shield) for shield in model.shields)
        return Lexicon(name, tuple(phrases.values()), shields, model.case == "exact")

    def _all_phrases(self, name: str, model: models.LexiconModel, seen: tuple[str, ...]) -> Iterable[tuple[str, str]]:
        for phrase_ in map(clean, model.phrases):
            if phrase_:
                yield phrase_, model.boundary
            else:
                self._wrong("phrases", f"expected words in the list {name!r}, found only unseen characters")
        for included in model.includes:
            if included in seen or included == name:
                self._wrong("includes", f"expected another list, found {included!r} that includes itself")
            elif included not in self._lexicon_models:
                self._wrong("includes", f"in {name!r}: expected a list" + found(included, self._lexicon_models))
            else:
                self._included.add(included)
                yield from self._all_phrases(included, self._lexicon_models[included], (*seen, name))

    def _phrases(self, written: str, *, by_word: bool) -> Iterable[Phrase]:
        for spelled in self._spellings.of(clean(written)):
            yield Phrase(fold(spelled), spelled, by_word)

    def _class(self, name: str) -> WordClass:
        model = self._class_models[name]
        exact = model.case == "exact"

        def alternatives(found: regex.Match[str]) -> str:
            lexicon = self._lexicons[self._list("expression", found[1])]
            return any_of(p.written if exact else p.folded for p in lexicon.phrases)

        try:
            expression = Expression(regex.sub(r"\{([a-z][a-z0-9-]*)\}", alternatives, model.expression))
            _ = expression.compiled  # raises now what it would raise in a draft
        except (regex.error, KeyError) as error:
            self._at(self._home("classes", name), ("classes", name), name)
            self._wrong("expression", f"expected a regular expression, found: {error}")
            expression = Expression("(?!)")
        return WordClass(name, expression, exact)

    # What nobody uses.

    def _home(self, section: str, name: str) -> RuleSource:
        """The last file that defines a name: later ones override."""
        return next(f for f in reversed(self._files) if name in getattr(f.content, section))

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

    def _complain_of_unused(self) -> None:
        for file in chain.from_iterable(top.own for top in self._tops):
            for section, used in (
                ("lexicons", {*self._lexicons, *self._included}),
                ("signals", {*self._signals}),
                ("classes", {*self._classes}),
            ):
                for name in getattr(file.content, section):
                    if name not in used:
                        self._at(file, (section, name), name)
                        self._wrong("", "expected a rule that uses it, found none; delete it or use it")


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
