"""The pages of ``docs/rules``: one a rule, an index by family and by clause, and what is not built."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..evaluate.measured import Measured
from ..finding import SUP, Severity
from ..packs import Pack
from ..rule import Rule
from ..suppressions import NOTICES, notice, title
from .explain import explanation, explanation_of_notice, percent
from .marks import escaped, listed
from .wording import wording
from .words import words_of

_LANG = "vi"  # of the pages: newsrooms read them; each rule's ends with an English part


def pages(pack: Pack, measured: Measured | None) -> dict[str, str]:
    """Every page by the name of its file."""
    words = wording("rule_pages.yml", _LANG)
    found = {"README.md": _index(pack, measured, words), "not-built.md": _not_built(pack, words)}
    for rule in pack.rules:
        found[f"{rule.code}.md"] = _page(explanation(rule, pack, _LANG, measured), _english(rule), words)
    for code in NOTICES:
        found[f"{code}.md"] = _page(explanation_of_notice(code, pack, _LANG), _english_of_notice(code), words)
    return found


def _page(text: str, english: Iterable[str], words: Mapping[str, str]) -> str:
    return "\n\n".join((text.rstrip("\n"), *english, "---", f"{words['back']}. {words['printed']}")) + "\n"


def _english(rule: Rule) -> Iterator[str]:
    asks = rule.message["en"].replace("{words}", "…")
    yield from _in_english(asks, rule.why["en"], rule.advice["en"])


def _english_of_notice(code: str) -> Iterator[str]:
    said = notice(code, "en")
    yield from _in_english(said.message, "", said.advice)


def _in_english(asks: str, why: str, advice: Iterable[str]) -> Iterator[str]:
    yield "## In English"
    yield " ".join(filter(None, (escaped(asks), escaped(why))))
    yield listed(map(escaped, advice))


def _index(pack: Pack, measured: Measured | None, words: Mapping[str, str]) -> str:
    preview = sum(rule.preview for rule in pack.rules)
    return _joined(
        f"# {words['title']}",
        words["opening"],
        words["english"],
        words["counts"].format(live=len(pack.rules) - preview, preview=preview),
        *((words["measured"].format(**_of(measured)),) if measured else ()),
        words["not-built-link"].format(title=words["not-built"]),
        f"## {words['by-family']}",
        *_families(pack, measured, words),
        f"## {words['by-clause']}",
        *_clauses(pack, words),
    )


def _of(measured: Measured) -> dict[str, object]:
    return {"part": measured.part, "corpus": measured.corpus, "drafts": measured.drafts}


def _families(pack: Pack, measured: Measured | None, words: Mapping[str, str]) -> Iterator[str]:
    said = words_of(_LANG)
    for family, model in pack.families.items():
        yield f"### {family}: {model.title[_LANG]}"
        if measured and (c := measured.families.get(family)):
            precision, recall = percent(c.right, c.shown), percent(c.caught, c.expected)
            yield words["family-measured"].format(
                right=c.right,
                shown=c.shown,
                precision=precision,
                caught=c.caught,
                expected=c.expected,
                recall=recall,
            )
        rows = (_row(rule, measured, words, said) for rule in pack.rules if rule.family == family)
        yield _table((words[f"column-{name}"] for name in ("code", "asks", "severity", "right")), rows)
    yield f"### {SUP}: {title(_LANG)}"
    notices = ((_link(c), escaped(notice(c, _LANG).message), said[Severity.WARNING]) for c in NOTICES)
    yield _table((words[f"column-{name}"] for name in ("code", "asks", "severity")), notices)


def _row(rule: Rule, measured: Measured | None, words: Mapping[str, str], said: Mapping[str, str]) -> tuple[str, ...]:
    counts = measured.rules.get(rule.code) if measured else None
    right = words["of"].format(right=counts.right, shown=counts.shown) if counts and counts.shown else "–"
    state = f" *{words['preview']}*" if rule.preview else ""
    asks = escaped(rule.message[_LANG].replace("{words}", "…"))
    return f"{_link(rule.code)}{state}", asks, said[rule.severity], right


def _clauses(pack: Pack, words: Mapping[str, str]) -> Iterator[str]:
    """Each clause that rules serve, in the order of the pack, with the codes of its rules."""
    said = words_of(_LANG)
    for name, clause in pack.clauses.items():
        codes = [_link(rule.code) for rule in pack.rules if rule.clause == name]
        if codes:
            where = f"{escaped(clause.where)} ({said[clause.source]})"
            yield f"> {escaped(clause.text)}\n\n{where}: {', '.join(codes)}"


def _not_built(pack: Pack, words: Mapping[str, str]) -> str:
    each = (
        f"## “{escaped(left_out.clause)}”\n\n{escaped(left_out.why.vi)}\n\n*{escaped(left_out.why.en)}*"
        for left_out in pack.as_written().not_built
    )
    return _joined(f"# {words['not-built']}", words["not-built-opening"], *each, "---", f"{words['back']}.")


def _joined(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs) + "\n"


def _link(code: str) -> str:
    return f"[{code}]({code}.md)"


def _table(heading: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    heading = tuple(heading)
    lines = (heading, ("---",) * len(heading), *rows)
    return "\n".join("| " + " | ".join(cell.replace("|", r"\|") for cell in line) + " |" for line in lines)
