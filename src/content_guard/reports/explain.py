"""A rule, explained in Markdown: the same text answers ``rule CODE`` and stands in the rule's page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from ..draft import PART_NAMES
from ..finding import SUP, Severity
from ..packs import Pack
from ..rule import Rule, Use
from ..suppressions import notice, title
from .marks import escaped, listed
from .words import words_of

if TYPE_CHECKING:  # to evaluate takes much that a check does without
    from ..evaluate.measured import Counts, Measured
    from ..packs.models import Example

FEW = 30  # findings: below, a share says little


def explanation(rule: Rule, pack: Pack, lang: str, measured: Measured | None = None) -> str:
    """What a rule asks, why, under which clause, how to satisfy it, its examples, and what was measured."""
    return _joined(f"{rule.code} {rule.name}", _paragraphs(rule, pack, words_of(lang), lang, measured))


def explanation_of_notice(code: str, pack: Pack, lang: str) -> str:
    """What a finding about a comment that suppresses says, and what to do."""
    words, said = words_of(lang), notice(code, lang)
    facts = {"family": f"{SUP}, {title(lang)}", "severity": words[Severity.WARNING], "score": _decimal("1.00", lang)}
    paragraphs = (
        _facts(facts, words),
        *_section("what", escaped(said.message), words),
        *_section("clause", _clause(SUP, pack, words), words),
        *_section("advice", listed(map(escaped, said.advice)), words),
    )
    return _joined(f"{code} {said.name}", paragraphs)


def _joined(heading: str, paragraphs: Iterable[str]) -> str:
    return "\n\n".join((f"# {heading}", *paragraphs)) + "\n"


def _paragraphs(
    rule: Rule, pack: Pack, words: Mapping[str, str], lang: str, measured: Measured | None
) -> Iterator[str]:
    written = pack.written[rule.code]
    if rule.preview:
        yield f"**{words['preview']}.** {words['preview-said']}"
    yield _facts(_facts_of(rule, pack, words, lang), words)
    yield from _section("what", escaped(rule.message[lang].replace("{words}", "…")), words)
    yield from _section("why", escaped(rule.why[lang]), words)
    yield from _section("clause", _clause(rule.clause, pack, words), words)
    yield from _section("advice", listed(map(escaped, rule.advice[lang])), words)
    yield from _section("bad", listed(_example(e, words) for e in written.bad), words)
    yield from _section("good", listed(_example(e, words) for e in written.good), words)
    companions = rule.options.companions if rule.kind == "missing" else ()
    yield from _section("when", listed(_signals(rule.when, pack, lang, words)), words)
    yield from _section("unless", listed(_signals((*rule.unless, *companions), pack, lang, words)), words)
    factors = [(use, _decimal(f"{factor:g}", lang)) for use, factor in rule.factors]
    yield from _section("signals", listed(f"{_said(u, pack, lang, words)} (× {f})" for u, f in factors), words)
    if measured and rule.code in measured.rules:
        yield from _section("measured", "\n\n".join(_figures(rule, measured, words)), words)
    yield from _section("references", listed(map(_reference, rule.references)), words)


def _facts_of(rule: Rule, pack: Pack, words: Mapping[str, str], lang: str) -> dict[str, str]:
    parts = ", ".join(words[part] for part in PART_NAMES if part in rule.parts)
    return {
        "family": f"{rule.family}, {pack.families[rule.family].title[lang]}",
        "severity": words[rule.severity],
        "score": _decimal(f"{rule.score:.2f}", lang),
        "kind": f"`{rule.kind}`",
        "parts": parts if 0 < len(rule.parts) < len(PART_NAMES) else words["everywhere"],
    }


def _facts(facts: Mapping[str, str], words: Mapping[str, str]) -> str:
    return "\n".join(f"- **{_capital(words[name])}:** {value}" for name, value in facts.items())


def _section(heading: str, text: str, words: Mapping[str, str]) -> Iterator[str]:
    """A heading and its text; nothing where there is no text."""
    if text:
        yield f"## {words[heading]}"
        yield text


def _clause(name: str, pack: Pack, words: Mapping[str, str]) -> str:
    """The verbatim text, then where it stands."""
    clause = pack.clauses[name]
    link = f" <{clause.url}>" if clause.url else ""
    return f"> {escaped(clause.text)}\n\n{escaped(clause.where)} ({words[clause.source]}){link}"


def _example(example: Example, words: Mapping[str, str]) -> str:
    """One line, each part behind its name; the words that are marked stand in [brackets]."""
    parts = {"headline": example} if isinstance(example, str) else example.model_dump()
    return " / ".join(f"*{_capital(words[part])}:* {escaped(text)}" for part, text in parts.items() if text)


def _signals(uses: Iterable[Use], pack: Pack, lang: str, words: Mapping[str, str]) -> dict[str, None]:
    """What signals say, each once."""
    return dict.fromkeys(_said(use, pack, lang, words) for use in uses)


def _said(use: Use, pack: Pack, lang: str, words: Mapping[str, str]) -> str:
    """What a signal says, and how far around the match it is looked for if that is not its sentence."""
    where = "" if use.window == "sentence" else f" ({words[f'within-{use.window}']})"
    return escaped(pack.signals[use.signal].says[lang]) + where


def _reference(reference: str) -> str:
    return f"<{reference}>" if reference.startswith(("https://", "http://")) else escaped(reference)


def _figures(rule: Rule, measured: Measured, words: Mapping[str, str]) -> Iterator[str]:
    """Counts first, shares behind them; the family's beside the rule's."""
    own, family = measured.rules[rule.code], measured.families[rule.family]
    how = words["measured-in-preview"] if rule.preview else ""
    yield words["measured-on"].format(part=measured.part, corpus=measured.corpus, drafts=measured.drafts, how=how)
    yield listed(
        f"**{name}:** {said}"
        for name, said in (
            (words["precision"], _precision(own, words)),
            (words["recall"], _recall(own, rule.family, words)),
            (words["whole-family"].format(family=rule.family), _whole(family, words)),
        )
    )
    if 0 < own.shown < FEW:
        yield words["few"]


def _precision(counts: Counts, words: Mapping[str, str]) -> str:
    if not counts.shown:
        return words["precision-none"]
    share = percent(counts.right, counts.shown)
    return words["precision-said"].format(right=counts.right, shown=counts.shown, share=share)


def _recall(counts: Counts, family: str, words: Mapping[str, str]) -> str:
    return words["recall-said"].format(
        caught=counts.caught,
        expected=counts.expected,
        family=family,
        share=percent(counts.caught, counts.expected),
        sole=counts.sole,
    )


def _whole(counts: Counts, words: Mapping[str, str]) -> str:
    return words["whole-family-said"].format(
        right=counts.right,
        shown=counts.shown,
        precision=percent(counts.right, counts.shown),
        caught=counts.caught,
        expected=counts.expected,
        recall=percent(counts.caught, counts.expected),
    )


def percent(part: int, whole: int) -> str:
    """``92%``, or a dash where there is nothing to share."""
    return f"{100 * part / whole:.0f}%" if whole else "–"


def _decimal(figure: str, lang: str) -> str:
    return figure.replace(".", ",") if lang == "vi" else figure


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]
