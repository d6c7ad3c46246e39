"""The spaCy component: ``nlp.add_pipe("content_guard")`` sets ``doc._.content_guard`` to a Report.

Nothing of content-guard imports this module. spaCy does, by its entry point, for every pipeline that is made
anywhere: so the guard itself loads only with the component. A doc from disk or bytes keeps its report.
"""

# No postponed annotations here: spaCy reads those of a factory, as types, for the settings it takes.
from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.tokens import Doc

from ..finding import Finding, Report, Severity, Step
from ..span import Span

if TYPE_CHECKING:
    from ..guard import Guard

NAME = "content_guard"
_KEY: Any = (
    "._.",
    NAME,
    None,
    None,
)  # where spaCy keeps an extension's value: it knows how to copy, slice and write it
_DEFAULTS: dict[str, Any] = {"packs": None, "select": [], "ignore": [], "lang": "vi", "min_score": 0.5}


class ContentGuard:
    """Checks a doc's text as plain text; positions refer to ``doc.text``."""

    def __init__(self, guard: "Guard") -> None:
        self._guard = guard

    def __call__(self, doc: Doc) -> Doc:
        """Keep the report with the doc, as plain values: a doc with anything else cannot be written."""
        doc.user_data[_KEY] = _plain(self._guard.check_text(doc.text))
        return doc


@Language.factory(NAME, default_config=_DEFAULTS, assigns=[f"doc._.{NAME}"])
def make(
    nlp: Language,  # noqa: ARG001  # spaCy hands it over, and the name
    name: str,  # noqa: ARG001
    packs: list[str] | None,
    select: list[str],
    ignore: list[str],
    lang: str,
    min_score: float,
) -> ContentGuard:
    """Make the component from its settings in the pipeline; ``packs`` left out are the default ones.

    Raises ConfigError or RuleError as Guard does.
    """
    from ..guard import Guard
    from ..packs import DEFAULT_PACKS

    return ContentGuard(Guard(DEFAULT_PACKS if packs is None else packs, select, ignore, lang, min_score))


def report_of(doc: Doc) -> Report | None:
    """The report of a doc; None when the component has not seen it."""
    kept = doc.user_data.get(_KEY)
    return None if kept is None else _restored(kept)


def _plain(report: Report) -> dict[str, Any]:
    return {
        "name": report.name,
        "score": report.score,
        "findings": [asdict(finding) | {"severity": finding.severity.value} for finding in report.findings],
        "families": dict(report.families),
        "suppressed": [asdict(finding) | {"severity": finding.severity.value} for finding in report.suppressed],
        "stats": dict(report.stats),
    }


def _restored(kept: Mapping[str, Any]) -> Report:
    return Report(
        name=kept["name"],
        score=kept["score"],
        findings=tuple(map(_finding, kept["findings"])),
        families=kept["families"],
        suppressed=tuple(map(_finding, kept["suppressed"])),
        stats={name: list(value) if isinstance(value, tuple) else value for name, value in kept["stats"].items()},
    )


def _finding(kept: Mapping[str, Any]) -> Finding:
    """A finding as it was; bytes know no types of ours."""
    values = dict(kept) | {
        "severity": Severity(kept["severity"]),
        "span": Span(*kept["span"]),
        "advice": tuple(kept["advice"]),
        "because": tuple(Step(*step) for step in kept["because"]),
        "also": tuple(kept["also"]),
        "field_span": kept["field_span"] and Span(*kept["field_span"]),
    }
    return Finding(**values)


Doc.set_extension(NAME, getter=report_of, force=True)
