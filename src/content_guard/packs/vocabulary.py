"""The words that rules name: lists, classes, signals and patterns of them, each compiled when it is first named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

import regex

from ..errors import found
from ..rule import AT_MATCH, Expression, Item, Lexicon, Needs, Pattern, Phrase, Signal, Use, WordClass
from ..text.view import clean, fold
from . import inherit, models
from .alternatives import any_of
from .complaints import Complaints
from .files import RuleSource
from .frequency import Frequency
from .grammar import LITERAL, PatternSyntaxError, parse
from .pack import ACCEPTED
from .spellings import Spellings

_WINDOWS = ("sentence", "paragraph", "top", "opening", "below", "draft")


class Vocabulary:
    """What was compiled so far, by name: ``lexicons``, ``classes``, ``signals``."""

    def __init__(self, files: Sequence[RuleSource], complaints: Complaints) -> None:
        contents = [f.content for f in files]
        self.lexicons: dict[str, Lexicon] = {}
        self.classes: dict[str, WordClass] = {}
        self.signals: dict[str, Signal] = {}
        self._files = files
        self._complaints = complaints
        self._wrong = complaints.wrong
        self._lexicon_models = inherit.lexicons(files)
        self._class_models = {n: m for c in contents for n, m in c.classes.items()}
        self._signal_models = inherit.signals(files)
        self._spellings = Spellings(chain.from_iterable(c.spellings for c in contents))
        self._frequency = Frequency(e for c in contents for rule in c.rules for e in (*rule.bad, *rule.good))
        self._common: dict[str, float] = {}
        self._included: set[str] = set()
        self._above: list[str] = []  # signals whose ``unless`` is being compiled

    def accepted(self, written: Iterable[str]) -> Iterable[Lexicon]:
        """The phrases that a configuration accepts, as one list; none if there are none."""
        phrases = tuple(chain.from_iterable(self._phrases(p, by_word=False) for p in written if clean(p)))
        return (Lexicon(ACCEPTED, phrases),) if phrases else ()

    def keep(self, signals: Iterable[str]) -> None:
        """Compile these signals too, if the packs have them, though no rule may name them."""
        for name in signals:
            if name in self._signal_models:
                self.use("", name, "")

    def add(self, name: str, model: models.LexiconModel) -> None:
        """A list that a rule brings of its own."""
        self.lexicons[name] = self._lexicon(name, model)

    def use(self, field: str, written: str, at: str | int) -> Use:
        """``signal`` or ``signal in window``, compiled when it is first named; a list alone is a signal too."""
        name, _, window = written.partition(" in ")
        if window and window not in _WINDOWS:
            self._wrong(field, f"expected one of the windows {', '.join(_WINDOWS)}, found {window!r}", at)
        if name not in self.signals:
            if name in self._signal_models:
                self.signals[name] = self._signal(name)
            elif name in self._lexicon_models:
                pattern_ = self._single(self.list_of(field, name, at), name)
                self.signals[name] = Signal(name, {"vi": name, "en": name}, (pattern_,))
            else:
                known = (*self._signal_models, *self._lexicon_models)
                self._wrong(field, "expected a signal or a list of words" + found(name, known), at)
        return Use(name, window or "sentence")  # type: ignore[arg-type]  # checked just above

    def _signal(self, name: str) -> Signal:
        file, model = self._home("signals", name), self._signal_models[name]
        with self._complaints.within(file, ("signals", name), name):
            if name in self._above:
                self._wrong("unless", f"expected signals that do not lead back to {name!r}")
                return Signal(name, model.says.model_dump(), ())
            self._above.append(name)
            phrases = tuple(self._single(self._literal(LITERAL + p), p) for p in model.phrases)
            lists = tuple(self._single(self.list_of("lists", n, i), n) for i, n in enumerate(model.lists))
            own = self.patterns("patterns", model.patterns, here=True)
            patterns = (*phrases, *lists, *own, *self._patterns_of_included(model))
            unless = tuple(self.use("unless", other, i).signal for i, other in enumerate(model.unless))
            self._above.pop()
        says, factor = model.says.model_dump(), model.factor
        return Signal(name, says, patterns, model.quoted, factor, unless, model.window, model.answers, model.outside)

    def _patterns_of_included(self, model: models.SignalModel) -> Iterator[Pattern]:
        for number, other in enumerate(model.includes):
            use = self.use("includes", other, number)
            if use.signal in self.signals:
                yield from self.signals[use.signal].patterns

    def patterns(self, field: str, written: tuple[str, ...], *, here: bool = False) -> tuple[Pattern, ...]:
        """Patterns as written; those of a signal (``here``) may point at the match."""
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
                elif names and all(any(n in self.classes for n in options) for options in names):
                    self._wrong(field, f"expected at least one word or list beside the classes in {text!r}", number)
                else:
                    needs = self.needs(i.options for i in items)
                    found.append(Pattern(items, one.at_start, one.at_end, text, needs, len(names) < len(items)))
        return tuple(found)

    def _single(self, name: str, written: str) -> Pattern:
        """A pattern that is one list."""
        items = (Item((name,)),)
        return Pattern(items, written=written, needs=self.needs(i.options for i in items))

    def needs(self, options: Iterable[tuple[str, ...]]) -> Needs:
        """What the scan alone can rule out: classes are told by form, and ``@`` is always there."""
        wanted = map(frozenset, options)
        told = (w for w in wanted if AT_MATCH.isdisjoint(w) and w.isdisjoint(self.classes))
        return tuple(sorted(told, key=lambda names: sum(map(self._commonness, names))))

    def _commonness(self, name: str) -> float:
        if name not in self._common:
            self._common[name] = self._frequency.of(self.lexicons[name].phrases)
        return self._common[name]

    def _item(self, field: str, item: Item, number: int) -> tuple[str, ...]:
        return tuple(
            option
            if option in AT_MATCH
            else self._literal(option)
            if option.startswith(LITERAL)
            else self.list_of(field, option, number)
            for option in item.options
        )

    def list_of(self, field: str, name: str, *at: str | int) -> str:
        """Compile a list or a class when it is first named."""
        if name in self.lexicons or name in self.classes:
            return name
        if name in self._lexicon_models:
            self.lexicons[name] = self._lexicon(name, self._lexicon_models[name])
        elif name in self._class_models:
            self.classes[name] = self._class(name)
        else:
            self._wrong(
                field, "expected a list or a class" + found(name, (*self._lexicon_models, *self._class_models)), *at
            )
        return name

    def _literal(self, name: str) -> str:
        if name not in self.lexicons:
            self.lexicons[name] = Lexicon(name, tuple(self._phrases(name.removeprefix(LITERAL), by_word=False)))
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
        shields = tuple(self.list_of("shields", shield) for shield in model.shields)
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
            lexicon = self.lexicons[self.list_of("expression", found[1])]
            return any_of(p.written if exact else p.folded for p in lexicon.phrases)

        try:
            expression = Expression(regex.sub(r"\{([a-z][a-z0-9-]*)\}", alternatives, model.expression))
            _ = expression.compiled  # raises now what it would raise in a draft
        except (regex.error, KeyError) as error:
            self._complaints.at(self._home("classes", name), ("classes", name), name)
            self._wrong("expression", f"expected a regular expression, found: {error}")
            expression = Expression("(?!)")
        return WordClass(name, expression, exact)

    def _home(self, section: str, name: str) -> RuleSource:
        """The last file that defines a name: later ones override."""
        return next(f for f in reversed(self._files) if name in getattr(f.content, section))

    def complain_of_unused(self, files: Iterable[RuleSource]) -> None:
        """Of every list, signal and class of these files that no live rule leads to."""
        for file in files:
            for section, used in (
                ("lexicons", {*self.lexicons, *self._included}),
                ("signals", {*self.signals}),
                ("classes", {*self.classes}),
            ):
                for name in getattr(file.content, section):
                    if name not in used:
                        self._complaints.at(file, (section, name), name)
                        self._wrong("", "expected a rule that uses it, found none; delete it or use it")
