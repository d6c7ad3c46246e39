"""The options of each kind of rule, from what was written: one branch a kind."""

from __future__ import annotations

import json
from itertools import chain

import regex

from ..checks import measure, mismatch, missing, pattern, phrase, plugin, sequence, shape, together, tokens
from ..rule import Expression, Use
from ..text.view import respelled
from . import models
from .complaints import Complaints
from .spacy import as_matcher_values, mistakes
from .vocabulary import Vocabulary


class Options:
    """Compiles options with the words that they name."""

    def __init__(self, words: Vocabulary, complaints: Complaints) -> None:
        self._words = words
        self._wrong = complaints.wrong

    def of(self, model: models.RuleBase) -> object:
        """The options of a rule's kind; a problem for each that cannot be."""
        match model:
            case models.PhraseRule():
                own = self._own_list(model)
                return phrase.Options((*(self._words.list_of("lists", n, i) for i, n in enumerate(model.lists)), *own))
            case models.SequenceRule():
                return sequence.Options(self._words.patterns("patterns", model.patterns))
            case models.TogetherRule():
                groups = tuple(self._group(written, i) for i, written in enumerate(model.all_))
                if all(name in self._words.classes for name in chain.from_iterable(groups)):
                    self._wrong("all", "expected at least one list of words, found classes only")
                return together.Options(groups, self._words.needs(groups), model.window, model.words)
            case models.ShapeRule():
                return shape.Options(model.shapes, model.at_least)
            case models.MeasureRule():
                if model.figure == "share" and model.at_least > 1:
                    self._wrong("at-least", f"expected a share from 0 to 1, found {model.at_least:g}")
                lists = tuple(self._words.list_of("lists", name, i) for i, name in enumerate(model.lists))
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
                companions = tuple(self._words.use("without", w, i) for i, w in enumerate(model.without))
                return missing.Options(self._words.patterns("trigger", model.trigger), companions)
        raise AssertionError(model)

    def _mismatch(self, model: models.MismatchRule) -> mismatch.Options:
        if bool(model.claims) != bool(model.contrary or model.support) or not (model.claims or model.units):
            self._wrong("claims", "expected claims with contrary or support, or units")
        if set(model.in_) - {"headline"}:
            self._wrong("in", "expected headline or nothing: a mismatch is one of the headline")
        return mismatch.Options(
            self._words.patterns("claims", model.claims),
            tuple(self._use_below("contrary", w, i) for i, w in enumerate(model.contrary)),
            tuple(self._use_below("support", w, i) for i, w in enumerate(model.support)),
            tuple(self._words.list_of("units", name, i) for i, name in enumerate(model.units)),
        )

    def _use_below(self, field: str, written: str, at: int) -> Use:
        """A signal that is sought in everything under the headline, wherever the claim stands."""
        use = self._words.use(field, written, at)
        signal = self._words.signals.get(use.signal)
        if use.window not in ("sentence", "below"):
            self._wrong(field, f"expected a signal alone, as it is sought below; found the window {use.window!r}", at)
        elif signal is not None and not signal.stands_alone:
            self._wrong(field, f"expected a signal with words of its own, found {use.signal!r} about the match", at)
        return use

    def _tokens(self, model: models.TokensRule) -> tokens.Options:
        lists = tuple(self._words.list_of("lists", name, i) for i, name in enumerate(model.lists))
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
        self._words.add(model.code, own)
        return (model.code,)

    def _group(self, written: str, number: int) -> tuple[str, ...]:
        return tuple(self._words.list_of("all", name.strip(), number) for name in written.split("|"))
