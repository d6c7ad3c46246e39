"""JUnit XML, the way Jenkins and GitLab read it: a suite a draft, a case a finding."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from ..finding import Finding
from ..outcome import Checked, Failed
from .place import Place, Repository
from .plain import notes, told
from .style import Style
from .words import number, words_of

# What XML 1.0 has no way to write.
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def suites(outcomes: Iterable[Checked | Failed], style: Style) -> Iterator[str]:
    """A finding fails from ``fail_on`` on and passes below it; a suppressed one is skipped, with its reason."""
    repository = Repository()
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="content-guard">\n'
    for outcome in outcomes:
        suite = _suite(outcome, repository, style)
        indent(suite, level=1)
        yield f"  {tostring(suite, encoding='unicode').rstrip()}\n"
    yield "</testsuites>\n"


def _suite(outcome: Checked | Failed, repository: Repository, style: Style) -> Element:
    path = repository.path(outcome.name if isinstance(outcome, Failed) else outcome.report.name)
    cases = list(_cases(outcome, path, repository, style))
    suite = Element("testsuite", name=_written(path), tests=str(len(cases)))
    for counted, element in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(counted, str(sum(case.find(element) is not None for case in cases)))
    suite.extend(cases)
    return suite


def _cases(outcome: Checked | Failed, path: str, repository: Repository, style: Style) -> Iterator[Element]:
    """The cases of a draft; one that passes if there is nothing to say, so that it is seen to be checked."""
    if isinstance(outcome, Failed):
        case = _case(path, "content-guard")
        text = _written(str(outcome.error))
        SubElement(case, "error", type=type(outcome.error).__name__, message=text).text = text
        yield case
        return
    skipped = notes(outcome, words_of(style.lang))
    if skipped or not (outcome.report.findings or outcome.report.suppressed):
        case = _case(path, "content-guard")
        for note in skipped[:1]:  # Jenkins allows one
            SubElement(case, "skipped").text = _written(note)
        yield case
    for finding, place in repository.places(outcome):
        yield _finding(finding, place, style)


def _finding(finding: Finding, place: Place, style: Style) -> Element:
    case = _case(place.path, f"{finding.code} {place.at}")
    words = words_of(style.lang)
    head = f"{place} {finding.code} {words[finding.severity]}, {words['score']} {number(finding.score, style.lang)}"
    text = _written("\n".join((head, *told(finding, style))))
    if finding.reason is not None:
        SubElement(case, "skipped").text = _written(finding.reason)
    elif style.fails(finding.severity):
        message = _written(f"{finding.code}: {finding.message}")
        SubElement(case, "failure", type=finding.severity.value, message=message).text = text
    else:
        SubElement(case, "system-out").text = text
    return case


def _case(path: str, name: str) -> Element:
    """GitLab tells cases apart by class and name."""
    return Element("testcase", classname=_written(path), name=_written(name))


def _written(text: str) -> str:
    return _UNWRITABLE.sub("�", text)
