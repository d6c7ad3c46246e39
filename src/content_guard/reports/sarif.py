"""SARIF 2.1.0, as GitHub code scanning and editors read it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from .. import __version__
from ..finding import Finding, Severity
from ..outcome import Checked, Failed
from ..suppressions import notice
from .explain import explanation, explanation_of_notice
from .place import Place, Repository
from .plain import notes, writable
from .style import Style
from .words import words_of

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "%SRCROOT%"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def log(outcomes: Iterable[Checked | Failed], style: Style) -> Iterator[str]:
    """One run. Results are written as they come; the rules that they name stand behind them."""
    repository, words = Repository(), words_of(style.lang)
    rules: dict[str, int] = {}  # code → its index
    told: list[dict[str, Any]] = []
    successful, between = True, ""
    yield f'{{"$schema": "{SCHEMA}", "version": "2.1.0", "runs": [{{"results": ['
    for outcome in outcomes:
        if isinstance(outcome, Failed):
            successful = False
            told.append(_notification("error", str(outcome.error), repository.path(outcome.name)))
            continue
        told += (_notification("note", note, repository.path(outcome.report.name)) for note in notes(outcome, words))
        for finding, place in repository.places(outcome):
            index = rules.setdefault(finding.code, len(rules))
            yield between + "\n" + _json(_result(finding, place, index))
            between = ","
    run = {
        "tool": {"driver": _driver([_rule(code, style) for code in rules], style)},
        "invocations": [{"executionSuccessful": successful, "toolExecutionNotifications": told}],
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The root of the repository."}}},
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "defaultEncoding": "utf-8",
        "language": style.lang,
    }
    yield f"\n], {_json(run)[1:-1]}}}]}}\n"


def _result(finding: Finding, place: Place, index: int) -> dict[str, Any]:
    return {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "rank": round(100 * finding.score, 2),
        "message": {"text": finding.message},
        "locations": [_location(finding, place)],
        "partialFingerprints": {"contentGuard/v1": finding.fingerprint},
        **_standing(finding),
        "properties": {
            "score": round(finding.score, 6),
            "part": finding.part,
            "because": [{"what": step.what, "effect": step.effect} for step in finding.because],
            "also": list(finding.also),
        },
    }


def _standing(finding: Finding) -> dict[str, Any]:
    """Whether a result counts. A run that suppresses anything says of every result whether it is suppressed.

    A comment stands in the source; what a baseline or an earlier version knows stands outside it.
    """
    if finding.reason is None:
        return {"suppressions": []}
    kind = "inSource" if finding.hidden_by == "comment" else "external"
    return {"suppressions": [{"kind": kind, "justification": finding.reason}]}


def _location(finding: Finding, place: Place) -> dict[str, Any]:
    """Where the words are; of a field, its name and the first line, since code scanning wants one."""
    file = {"artifactLocation": _artifact(place.path)}
    if place.region is None:
        field = {"name": finding.field or finding.part, "kind": "member"}
        return {"physicalLocation": {**file, "region": {"startLine": 1}}, "logicalLocations": [field]}
    line, column, end_line, end_column = place.region
    region = {
        "startLine": line,
        "startColumn": column,
        "endLine": end_line,
        "endColumn": end_column,
        "charOffset": finding.span.start,
        "charLength": finding.span.end - finding.span.start,
        "snippet": {"text": finding.text},
    }
    return {"physicalLocation": {**file, "region": region}}


def _artifact(path: str) -> dict[str, str]:
    try:
        name = path.encode("utf-8", "surrogateescape")  # the very bytes of the file's name
    except UnicodeEncodeError:
        name = writable(path).encode()
    if Path(path).is_absolute():
        return {"uri": "file:///" + quote(name, safe="/:").lstrip("/")}
    return {"uri": quote(name), "uriBaseId": _ROOT}


def _notification(level: str, text: str, path: str) -> dict[str, Any]:
    location = {"physicalLocation": {"artifactLocation": _artifact(path)}}
    return {"level": level, "message": {"text": text}, "locations": [location]}


def _driver(rules: list[dict[str, Any]], style: Style) -> dict[str, Any]:
    return {
        "name": "content-guard",
        "version": __version__,
        "semanticVersion": __version__,
        "language": style.lang,
        "rules": rules,
    }


def _rule(code: str, style: Style) -> dict[str, Any]:
    """What a rule is about, for the one who meets it in a list of alerts."""
    rule = next((rule for rule in style.packs.rules if rule.code == code), None)
    if rule is None:
        said = notice(code, style.lang)
        name, short, full, severity = said.name, said.message, said.message, Severity.WARNING
        text = explanation_of_notice(code, style.packs, style.lang)
    else:
        name, severity = rule.name, rule.severity
        short, full = rule.message[style.lang].replace("{words}", "…"), rule.why[style.lang]
        text = explanation(rule, style.packs, style.lang)
    return {
        "id": code,
        "name": name,
        "shortDescription": {"text": short},
        "fullDescription": {"text": full},
        "help": {"text": text, "markdown": text},
        "defaultConfiguration": {"level": _LEVELS[severity]},
        "properties": {"tags": [code[:3]]},
    }


def _json(value: dict[str, Any]) -> str:
    return writable(json.dumps(value, ensure_ascii=False))
