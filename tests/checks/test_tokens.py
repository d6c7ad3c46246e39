"""``tokens``: spaCy Matcher patterns, verbatim, in the sentences with a hit of a list."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import pytest

from content_guard import Draft, Guard

LISTS = "lexicons: {pupils: {phrases: [học sinh]}}"


def rule(*patterns: str) -> str:
    return "kind: tokens\nlists: [pupils]\npatterns:\n" + "".join(f"  - {p}\n" for p in patterns)


def found(guard: Guard, body: str) -> list[str]:
    return [f.text for f in guard.check(Draft("Tin sáng nay", body=body)).findings if f.code == "TST101"]


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("[{LOWER: học sinh}, {LOWER: lớp}]", ["Học sinh lớp"]),
        ("[{TEXT: Học sinh}]", ["Học sinh"]),
        ("[{LOWER: lớp}, {IS_DIGIT: true}]", ["lớp 6"]),
        ("[{LOWER: lớp}, {IS_DIGIT: false}]", []),
        ("[{LOWER: lớp}, {IS_DIGIT: true, OP: '?'}, {LOWER: hoà}]", ["lớp 6 hoà"]),
        ("[{LOWER: lớp}, {OP: '*'}, {LOWER: hòa}]", ["lớp 6 hoà"]),
        ("[{LOWER: {REGEX: '^h(òa|ọc)'}}]", ["Học sinh", "hoà"]),
        ("[{LOWER: {IN: [lớp, hòa]}}]", ["lớp", "hoà"]),
        ("[{LENGTH: 1, IS_DIGIT: true}]", ["6"]),
        ("[{LENGTH: {'>=': 8}}]", ["Học sinh"]),
        ("[{LOWER: lớp, OP: '!'}, {LENGTH: 1, IS_PUNCT: true}]", ["nhé."]),
        ("[{IS_TITLE: true}, {LOWER: lớp}, {LIKE_NUM: TRUE}]", []),
    ],
)
def test_a_pattern_matches_as_in_spacy(own: Callable[..., Guard], pattern: str, words: list[str]) -> None:
    assert found(own(rule(pattern), LISTS), "Học sinh lớp 6 hoà với nhau nhé.") == words


def test_only_sentences_with_a_hit_are_read(own: Callable[..., Guard]) -> None:
    guard = own(rule("[{LOWER: lớp}, {IS_DIGIT: true}]"), LISTS)
    assert found(guard, "Phòng có lớp 5 rồi. Học sinh vào lớp 6. Còn lớp 7 thì không.") == ["lớp 6"]


def test_of_overlapping_matches_the_longest_stays_and_all_patterns_speak(own: Callable[..., Guard]) -> None:
    guard = own(rule("[{LOWER: lớp}]", "[{LOWER: lớp}, {IS_DIGIT: true}]", "[{LOWER: nhau}]"), LISTS)
    assert found(guard, "Học sinh lớp 6 với nhau.") == ["lớp 6", "nhau"]


def test_positions_are_those_of_the_source(own: Callable[..., Guard]) -> None:
    guard = own(rule("[{LOWER: lớp}, {IS_DIGIT: true}]"), LISTS)
    text = "# Tin\n\nHọc  sinh **lo\u031b\u0301p**  6 vào học.\n"
    (finding,) = guard.check_text(text, "markdown").findings
    assert text[slice(*finding.span)] == finding.text == "lo\u031b\u0301p**  6"
    assert finding.words == "lớp 6"


def test_the_rule_proves_itself(folder: Callable[..., str]) -> None:
    examples = """
        bad: ['Học sinh [lớp 6] nghỉ', 'Học sinh [lớp 7] nghỉ']
        good: [Học sinh lớp sáu nghỉ, Phòng lớp 6 trống]
    """
    other = "bad: ['[một]', '[hai]']"
    pack = Path(folder(rule("[{LOWER: lớp}, {IS_DIGIT: true}]"), LISTS, examples))
    rules = pack / "tst.yml"
    rules.write_text(rules.read_text(encoding="utf-8").replace(other, "bad: ['[ầm ĩ] lắm', 'rất [ầm ĩ]']"))
    assert found(Guard([str(pack)]), "Học sinh lớp 8 nghỉ.") == ["lớp 8"]


@pytest.mark.parametrize(
    ("pattern", "place", "told"),
    [
        (
            "[{LOWER: lớp}, {LOWR: sáu}]",
            "9:31",
            "expected an attribute of spaCy's Matcher, found 'LOWR'; did you mean LOWER?",
        ),
        ("[{IS_DIGITS: true}]", "9:22", "found 'IS_DIGITS'; did you mean IS_DIGIT?"),
        ("[{LENGTH: dài}]", "9:19", "expected a value that spaCy's Matcher takes; it says: "),
        ("[{LENGTH: {at-least: 3}}]", "9:19", "expected a value that spaCy's Matcher takes; it says: "),
        ("[{IS_DIGIT: có}]", "9:21", "it says: Input should be a valid boolean"),
        ("[{LOWER: lớp, OP: '!!'}]", "9:27", "expected a value that spaCy's Matcher takes; it says: "),
        ("[{OP: '{3,1}'}]", "9:9", "expected a pattern that spaCy's Matcher takes on words alone; it says: [E011]"),
        ("[{LOWER: {REGEX: '('}}]", "9:9", "takes on words alone; it says: missing ), unterminated subpattern"),
        ("[{POS: NOUN}]", "9:9", "it says: [E155] The pipeline needs to include"),
        ("[{_: {my-own: x}}]", "9:9", "it says: [E046]"),
        ("[]", "9:9", "expected a pattern of spaCy's Matcher; it says: "),
        ("[lớp]", "9:10", "expected a valid dictionary"),
        ("{LOWER: lớp}", "9:9", "expected a valid tuple"),
    ],
)
def test_a_mistake_is_told_at_load_where_it_stands(
    mistake: Callable[..., str], pattern: str, place: str, told: str
) -> None:
    message = mistake(rule(pattern), LISTS)
    assert message.startswith(f"tst.yml:{place} TST101 patterns: "), message
    assert told in message


def test_every_mistake_is_told_at_once(mistake: Callable[..., str]) -> None:
    lines = mistake(rule("[{LOWR: x}, {TEX: y}]", "[{LOWER: x}]", "[{LENGHT: 1}]"), LISTS).splitlines()
    assert [line.split()[0] for line in lines] == ["tst.yml:9:17", "tst.yml:9:27", "tst.yml:11:19"]


def test_without_spacy_the_author_is_told_what_to_install(folder: Callable[..., str]) -> None:
    """A start of Python in which spaCy cannot be imported."""
    code = (
        "import sys; sys.modules['spacy'] = None\n"
        "from content_guard import Guard, RuleError\n"
        f"try:\n    Guard([{folder(rule('[{LOWER: x}]'), LISTS)!r}], proven=True)\n"
        "except RuleError as error:\n    print(error)"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert "tst.yml:6:11 TST101 kind: expected spaCy for this kind, but it cannot be imported" in shown
    assert shown.endswith("pip install 'content-guard[spacy]'\n")


def test_a_pack_without_such_a_rule_loads_no_spacy() -> None:
    code = "import sys, content_guard as c; c.check('Tin sáng: học sinh nghỉ học'); print('spacy' in sys.modules)"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert shown == "False\n"


def test_a_sentence_without_end_takes_linear_time(own: Callable[..., Guard]) -> None:
    """Two + before a word take cubic time in spaCy's Matcher."""
    guard = own(rule("[{OP: '+'}, {OP: '+'}, {LOWER: hết}]"), LISTS)

    def seconds(times: int) -> float:
        start = perf_counter()
        assert found(guard, "học sinh đi hết cả rồi " * times)
        return perf_counter() - start

    seconds(10)
    assert seconds(600) < 40 * seconds(60)
