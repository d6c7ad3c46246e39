"""MDX for markdown-it: tags that hold expressions, expressions in braces, and lines of JavaScript."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline, html_inline
from markdown_it.utils import EnvType

_OUTSIDE = re.compile(r"\\.|\{", re.S)
_INSIDE = re.compile(r"""[{}]|/\*|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`""", re.S)
_TAG = re.compile(r"</?\s*(?:[A-Za-z_$][\w$.:-]*(?=[\s/>{]))?")
_BETWEEN = re.compile(r"[^\"'{}<>]*")
_IMPORT = re.compile(
    r"import\b(?P<names>[^\"'\n{]*(?:\{[^{}\"']*\}[^\"'\n{]*)?)([\"'])[^\"'\n]+\2[^\S\n]*;?[^\S\n]*$", re.M
)
_EXPORT = re.compile(r"export\s+(?:default|const|let|var|async|function|class|\*|\{)(?!\w)")


def braces(text: str, env: EnvType) -> dict[int, int]:
    """Where each brace that is closed ends; counted once for a text, in one pass."""
    known = env.setdefault("braces", {})
    if text not in known:
        known[text] = _braces(text)
    found: dict[int, int] = known[text]
    return found


def _braces(text: str) -> dict[int, int]:
    found: dict[int, int] = {}
    opened: list[int] = []
    at = 0
    while mark := (_INSIDE if opened else _OUTSIDE).search(text, at):
        at = mark.end()
        if mark[0] == "{":
            opened.append(mark.start())
        elif mark[0] == "}":
            found[opened.pop()] = at
        elif mark[0] == "/*":
            closing = text.find("*/", at)
            at = closing + 2 if closing >= 0 else len(text)
    return found


def end_of_tag(text: str, start: int, env: EnvType) -> int:
    """Where the tag that opens at ``start`` ends; 0 if none does. A tag may hold expressions."""
    tag = _TAG.match(text, start)
    at = tag.end() if tag else len(text)
    while at < len(text):
        at = _BETWEEN.match(text, at).end()  # type: ignore[union-attr]
        mark = text[at : at + 1]
        if mark == ">":
            return at + 1
        closing = braces(text, env).get(at, 0) if mark == "{" else 0
        if mark in ("'", '"'):
            closing = text.find(mark, at + 1) + 1
        if not closing:
            return 0
        at = closing
    return 0


def tag(state: StateInline, silent: bool) -> bool:
    """Read a tag of JSX, or a comment as HTML has it."""
    if state.src[state.pos] != "<":
        return False
    if state.src.startswith("<!", state.pos):
        return html_inline(state, silent)
    return _hidden(state, "html_inline", end_of_tag(state.src, state.pos, state.env), silent)


def expression(state: StateInline, silent: bool) -> bool:
    """Read an expression in braces: what it will show is not known."""
    if state.src[state.pos] != "{":
        return False
    return _hidden(state, "expression", braces(state.src, state.env).get(state.pos, 0), silent)


def comment(state: StateInline, silent: bool) -> bool:
    """Read a comment in braces, which Markdown beside MDX uses too."""
    if not state.src.startswith("{/*", state.pos) or state.html_terminator_last("*/}") < state.pos + 3:
        return False
    return _hidden(state, "expression", state.src.find("*/}", state.pos + 3) + 3, silent)


def _hidden(state: StateInline, kind: str, end: int, silent: bool) -> bool:
    if not state.pos < end <= state.posMax:
        return False
    if not silent:
        state.push(kind, "", 0).content = state.src[state.pos : end]
    state.pos = end
    return True


def module(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read over ``import`` and ``export``: they run to a blank line that stands in no braces."""
    at = state.bMarks[start]
    if state.level or state.tShift[start] or not state.src.startswith(("import", "export"), at):
        return False
    if silent or not _is_module(state.src, at):
        return False
    line, closing = start, 0
    while line < end and (state.bMarks[line] < closing or not state.isEmpty(line)):
        opening = state.src.find("{", state.bMarks[line], state.eMarks[line])
        closing = max(closing, braces(state.src, state.env).get(opening, 0))
        line += 1
    state.line = line
    return True


def _is_module(text: str, at: int) -> bool:
    imported = _IMPORT.match(text, at)
    names = imported["names"].strip() if imported else "-"
    return not names or names.endswith("from") or bool(_EXPORT.match(text, at))


def flow(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read lines that hold nothing but tags and expressions, which may run over blank lines."""
    at = state.bMarks[start] + state.tShift[start]
    line = start
    while at < state.eMarks[line] and (closing := _end_of_either(state, at)):
        at = closing
        while line < end and state.eMarks[line] < at:
            line += 1
        if line == end:
            return False
        at = state.skipSpaces(at)
    if at < state.eMarks[line] or (silent and state.src[state.bMarks[start] + state.tShift[start]] == "{"):
        return False
    if not silent:
        state.line = line + 1
        state.push("flow", "", 0).map = [start, state.line]
    return True


def _end_of_either(state: StateBlock, at: int) -> int:
    if state.src[at] == "{":
        return braces(state.src, state.env).get(at, 0)
    return end_of_tag(state.src, at, state.env) if state.src[at] == "<" and not state.src.startswith("<!", at) else 0
