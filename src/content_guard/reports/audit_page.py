"""An audit as a page: one file that loads nothing, for the editorial lead who decides about a rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from importlib import resources

from .. import __version__
from ..audit import Against, Audit, Excerpt, RuleTally, Shift
from .audit_words import AuditWords
from .bars import bar, shifted
from .plain import plain

_LABELS = 40  # labels of the archive in one table


def page(audit: Audit, lang: str) -> Iterator[str]:
    """The page, section by section."""
    words = AuditWords(lang)
    style = resources.files(__package__).joinpath("audit.css").read_text(encoding="utf-8")
    yield (
        f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{_text(words['title'])}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
    )
    sections = [(name, body) for name, body in _sections(audit, words) if body]
    yield from _header(audit, [name for name, _ in sections], words)
    yield "<main>\n"
    for name, body in sections:
        yield f'<section id="{name}" aria-labelledby="{name}-title">\n'
        yield f'<h2 id="{name}-title">{_text(_heading(name, audit, words))}</h2>\n{body}</section>\n'
    yield f'</main>\n<footer class="end">{_text(words["made-by"].format(version=__version__))} '
    yield f"{_text(words['no-names'])}</footer>\n</body>\n</html>\n"


def _sections(audit: Audit, words: AuditWords) -> Iterator[tuple[str, str]]:
    """Every section there might be; those without a body are left out."""
    trial = sorted((r for r in audit.rules if r.rule.preview), key=_by_drafts)
    live = sorted((r for r in audit.rules if not r.rule.preview), key=_by_drafts)
    yield "on-trial", "".join(_on_trial(trial, audit, words))
    yield "against", "".join(_against(audit.against, words)) if audit.against else ""
    yield "live", "".join(_live(live, audit, words))
    yield "months", "".join(_months(audit, words))
    yield "topics", "".join(_labels(audit.topics, "topics", audit, words))
    yield "genres", "".join(_labels(audit.genres, "genres", audit, words))
    yield "errors", "".join(f"<pre>{_text(error)}</pre>\n" for error in words.errors(audit))


def _by_drafts(one: RuleTally) -> tuple[int, str]:
    return -one.drafts, one.rule.code


def _heading(name: str, audit: Audit, words: AuditWords) -> str:
    return words[name].format(packs=", ".join(audit.against.packs)) if audit.against else words[name]


def _header(audit: Audit, names: Iterable[str], words: AuditWords) -> Iterator[str]:
    yield f"<header>\n<h1>{_text(words['title'])}</h1>\n"
    if audit.stopped:
        yield f'<p class="notice" role="status">{_text(words["stopped"])}</p>\n'
    facts = {"archives": ", ".join(audit.archives), "packs": ", ".join(audit.packs)}
    yield '<dl class="facts">'
    yield from (f"<dt>{_text(words[name])}</dt><dd>{_text(value)}</dd>" for name, value in facts.items())
    yield '</dl>\n<ul class="totals">\n'
    yield from (f"<li><b>{count}</b> {_text(name)}</li>\n" for name, count in words.totals(audit))
    yield f'</ul>\n<nav aria-label="{_text(words["contents"])}"><ul>\n'
    yield from (f'<li><a href="#{name}">{_text(_heading(name, audit, words))}</a></li>\n' for name in names)
    yield "</ul></nav>\n</header>\n"


def _on_trial(rules: list[RuleTally], audit: Audit, words: AuditWords) -> Iterator[str]:
    if rules:
        yield f"<p>{_text(words['on-trial-said'])}</p>\n"
        yield from _shares([one for one in rules if one.drafts], audit, words)
        yield from (_card(one, audit, words, is_open=True) for one in rules if one.drafts)
        yield _silent(rules, words)


def _live(rules: list[RuleTally], audit: Audit, words: AuditWords) -> Iterator[str]:
    if rules:
        spoke = [one for one in rules if one.drafts]
        yield f"<p>{_text(words['live-said'] if spoke else words['nothing'])}</p>\n"
        yield from _shares(spoke, audit, words)
        yield from (_card(one, audit, words) for one in spoke)
        yield _silent(rules, words)


def _shares(rules: list[RuleTally], audit: Audit, words: AuditWords) -> Iterator[str]:
    """A row a rule: the bars are drawn to the most frequent, the figures are of all drafts."""
    if not rules:
        return
    most = max(one.drafts for one in rules)
    columns = ("share", "drafts", "findings", "alone", "sole")
    yield f"<table>\n<caption>{_text(words['terms'])}</caption>\n<thead><tr>"
    yield f'<th scope="col">{_text(words["code"])}</th><th scope="col" class="wide">{_text(words["asks"])}</th>'
    yield '<td class="plot"></td>'
    for name in columns:
        yield f'<th scope="col" class="n{_wide(name)}">{_text(words[name])}</th>'
    yield "</tr></thead>\n<tbody>\n"
    for one in rules:
        share = words.share(one.drafts, audit.drafts)
        plot = bar(one.drafts, most, f"{one.rule.code}: {share}", "trial" if one.rule.preview else "on")
        counts = {name: words.number(getattr(one, name)) for name in columns[1:]}
        yield f'<tr><th scope="row"><a href="#{one.rule.code}">{one.rule.code}</a></th>'
        yield f'<td class="wide">{_text(words.asks(one.rule))}</td>'
        yield f'<td class="plot">{plot}</td><td class="n">{share}</td>'
        yield from (f'<td class="n{_wide(name)}">{count}</td>' for name, count in counts.items())
        yield "</tr>\n"
    yield "</tbody></table>\n"


def _wide(column: str) -> str:
    """Columns that a narrow screen has no room for; the cards below tell them too."""
    return " wide" if column in ("findings", "alone", "sole") else ""


def _card(one: RuleTally, audit: Audit, words: AuditWords, *, is_open: bool = False) -> str:
    """A rule with its figures, frequent words and samples."""
    tag = f' <span class="tag">{_text(words["preview"])}</span>' if one.rule.preview else ""
    share = f'<span class="soft">{words.share(one.drafts, audit.drafts)}</span>'
    figures = ", ".join(
        f"{words[name].lower()}: {words.number(getattr(one, name))}" for name in ("drafts", "findings", "alone", "sole")
    )
    samples = "".join(_excerpt(e, words) for e in one.samples)
    heading = words["samples"].format(shown=len(one.samples), drafts=words.number(one.drafts))
    frequent = ", ".join(f"“{text}” {words.number(n)}" for text, n in one.words)
    return (
        f'<details id="{one.rule.code}"{" open" if is_open else ""}>\n'
        f"<summary><b>{one.rule.code}</b> {_text(words.asks(one.rule))}{tag}{share}</summary>\n"
        + (f"<p><b>{_text(words.would_add(one, audit))}</b></p>\n" if one.rule.preview else "")
        + f'<p class="soft">{_text(words[one.rule.severity])}; {_text(figures)}</p>\n'
        + (f'<p class="soft">{_text(words["words"])}: {_text(frequent)}</p>\n' if frequent else "")
        + (f"<h3>{_text(heading)}</h3>\n{samples}" if samples else "")
        + "</details>\n"
    )


def _excerpt(excerpt: Excerpt, words: AuditWords, kind: str = "") -> str:
    return (
        f"<blockquote{f' class={kind}' if kind else ''}>"
        f"{_text(excerpt.before)}<mark>{_text(excerpt.words)}</mark>{_text(excerpt.after)}\n"
        f"<footer>{_text(words.where(excerpt))}</footer></blockquote>\n"
    )


def _silent(rules: Iterable[RuleTally], words: AuditWords) -> str:
    codes = [f'<span title="{_text(words.asks(r.rule))}">{r.rule.code}</span>' for r in rules if not r.drafts]
    return f'<p class="soft">{_text(words["silent"])}: {", ".join(codes)}</p>\n' if codes else ""


def _against(against: Against, words: AuditWords) -> Iterator[str]:
    moved = [shift for shift in against.shifts if shift.moved or words.turn(shift)]
    if not moved:
        yield f"<p>{_text(words['against-nothing'])}</p>\n"
        return
    most = max(max(shift.only_here, shift.only_there) for shift in moved)
    columns = ("only-there", "only-here", "here", "there")
    yield f"<table>\n<caption>{_text(words['against-said'])}</caption>\n<thead><tr>"
    yield f'<th scope="col">{_text(words["code"])}</th><td class="plot"></td>'
    for name in columns:
        yield f'<th scope="col" class="n{" wide" if name in ("here", "there") else ""}">{_text(words[name])}</th>'
    yield "</tr></thead>\n<tbody>\n"
    yield from (_shift_row(shift, most, words) for shift in moved)
    yield "</tbody></table>\n"
    yield from (_shift_card(shift, words) for shift in moved if shift.moved)


def _shift_row(shift: Shift, most: int, words: AuditWords) -> str:
    lost, gained = words.number(shift.only_there), words.number(shift.only_here)
    said = f"{shift.code}: {words['only-there']} {lost}, {words['only-here']} {gained}"
    return (
        f'<tr><th scope="row">{shift.code}{_turned(shift, words)}</th>'
        f'<td class="plot">{shifted(shift.only_here, shift.only_there, most, said)}</td>'
        f'<td class="n">{lost}</td><td class="n">{gained}</td>'
        f'<td class="n wide">{words.number(shift.here)}</td><td class="n wide">{words.number(shift.there)}</td></tr>\n'
    )


def _turned(shift: Shift, words: AuditWords) -> str:
    turn = words.turn(shift)
    return f' <span class="tag">{_text(turn)}</span>' if turn else ""


def _shift_card(shift: Shift, words: AuditWords) -> str:
    """Samples of what only one of the packs asks."""
    rule = shift.here_is or shift.there_is
    asks = words.asks(rule) if rule else ""
    sides = (("only-here", shift.only_here, shift.samples_here), ("only-there", shift.only_there, shift.samples_there))
    inside = "".join(
        f"<h3>{_text(words[name])}: {words.number(count)}</h3>\n"
        + "".join(_excerpt(e, words, kind=name) for e in samples)
        for name, count, samples in sides
        if count
    )
    return (
        f"<details>\n<summary><b>{shift.code}</b> {_text(asks)}{_turned(shift, words)}</summary>\n{inside}</details>\n"
    )


def _months(audit: Audit, words: AuditWords) -> Iterator[str]:
    if not audit.months:
        return
    most = max(drafts for _, drafts, _ in audit.months)
    yield f"<table>\n<caption>{_text(words['months-said'])}</caption>\n<thead><tr>"
    yield f'<th scope="col">{_text(words["month"])}</th><td class="plot"></td>'
    yield from (f'<th scope="col" class="n">{_text(words[name])}</th>' for name in ("drafts", "share"))
    yield "</tr></thead>\n<tbody>\n"
    for month, drafts, asked in audit.months:
        count, share = words.number(drafts), words.share(asked, drafts)
        plot = bar(drafts, most, f"{month}: {count}")
        yield f'<tr><th scope="row">{month}</th><td class="plot">{plot}</td>'
        yield f'<td class="n">{count}</td><td class="n">{share}</td></tr>\n'
    yield "</tbody></table>\n"


def _labels(counts: tuple[tuple[str, int], ...], name: str, audit: Audit, words: AuditWords) -> Iterator[str]:
    if not counts:
        return
    yield f"<table>\n<caption>{_text(words['counts-said'])}</caption>\n<thead><tr>"
    yield f'<th scope="col">{_text(words[name])}</th><td class="plot"></td>'
    yield from (f'<th scope="col" class="n">{_text(words[column])}</th>' for column in ("drafts", "share"))
    yield "</tr></thead>\n<tbody>\n"
    for label, count in counts[:_LABELS]:
        share = words.share(count, audit.drafts)
        plot = bar(count, counts[0][1], f"{label}: {share}", "soft-bar")
        yield f'<tr><th scope="row">{_text(label)}</th><td class="plot">{plot}</td>'
        yield f'<td class="n">{words.number(count)}</td><td class="n">{share}</td></tr>\n'
    yield "</tbody></table>\n"
    if len(counts) > _LABELS:
        yield f'<p class="soft">{_text(words["others"].format(count=len(counts) - _LABELS))}</p>\n'


def _text(text: str) -> str:
    """Text as it may stand in a page, also within an attribute."""
    return escape(plain(text))
