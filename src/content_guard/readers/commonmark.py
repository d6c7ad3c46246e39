"""markdown-it, made to tell positions, with what sites add to CommonMark.

The tokens of markdown-it have lines, and its inline tokens nothing. Its rules are kept as they are: the state that
inline rules write to takes note of where it stands whenever text or a token is added, which is before a rule moves
on; and each rule for a block of text is followed by a note of where its lines begin, within quotes and lists.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Literal

from markdown_it import MarkdownIt, rules_block
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType

from . import mdx

Syntax = Literal["markdown", "mdx", "html"]
Rule = Callable[[StateBlock, int, int, bool], bool]

_NESTED_AT_MOST = 20
_INTERRUPTING = ["paragraph", "reference", "blockquote"]
_FOOTNOTE = re.compile(r"\[\^[^\]\[\s]+\]:")
_DIRECTIVE = re.compile(r":{3,}[^\S\n]*(?:[\w-]+[^\S\n]*)?")
_HIGHLIGHT = re.compile(r"\{\{[<%]\s*highlight\b|\{%-?\s*highlight\b")
_HIGHLIGHTED = re.compile(r"\{\{[<%]\s*/\s*highlight\b|\{%-?\s*endhighlight\b")
_ATTRIBUTES = re.compile(r"\{[.#\w][^{}]*\}")


@cache
def parser(syntax: Syntax) -> MarkdownIt:
    """The parser of a syntax; ``html`` is for the inside of raw HTML, where nothing but tags is markup."""
    made = _Markdown("commonmark", {"maxNesting": _NESTED_AT_MOST})
    made.enable(["table", "strikethrough"])
    for name, rule, interrupted in _LEAVES:
        made.block.ruler.at(name, _noting(rule), {"alt": interrupted})
    made.block.ruler.before("table", "deep", _noting(_deep))
    made.block.ruler.before("reference", "footnote", _footnote, {"alt": _INTERRUPTING})
    made.block.ruler.before("reference", "directive", _noting(_directive), {"alt": [*_INTERRUPTING, "list"]})
    made.block.ruler.before("reference", "listing", _listing, {"alt": [*_INTERRUPTING, "list"]})
    made.block.ruler.before("reference", "module", mdx.module)
    made.inline.ruler.before("html_inline", "expression", mdx.expression if syntax == "mdx" else mdx.comment)
    if syntax == "mdx":
        made.inline.ruler.at("html_inline", mdx.tag)
        made.block.ruler.at("html_block", _noting(mdx.flow), {"alt": _INTERRUPTING})
        made.disable("code")
    if syntax == "html":
        made.inline.ruler.enableOnly(["text", "expression", "html_inline", "entity"])
    return made


def position(token: Token) -> int:
    """Where an inline token begins in the text that was parsed."""
    at: int = token.meta["at"]
    return at


class _State(StateInline):
    """Inline rules add text, then move on: where they stand when they add it is where it begins."""

    _from = 0

    def append_pending(self, text: str) -> None:
        if not self.pending:
            self._from = self.pos
        super().append_pending(text)

    def pushPending(self) -> Token:
        token = super().pushPending()
        token.meta = {"at": self._from}
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        token = super().push(ttype, tag, nesting)
        token.meta = {"at": self.pos}
        return token


class _Inline(ParserInline):
    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        state = _State(src, md, env, tokens)
        self.tokenize(state)
        _spread(state.tokens)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def _spread(tokens: list[Token]) -> None:
    """A run of marks adds its tokens all at once, before it moves on: each begins where the one before it ends."""
    at = end = -1
    for token in tokens:
        if token.type == "text":
            begins = position(token)
            token.meta["at"] = end if begins == at else begins
            at, end = begins, token.meta["at"] + len(token.content)


class _Markdown(MarkdownIt):
    """Leaves addresses as they are: nobody follows them."""

    def __init__(self, config: str, options: dict[str, int]) -> None:
        super().__init__(config, options)
        enabled = self.inline.ruler.get_active_rules()
        self.inline = _Inline()
        self.inline.ruler.enableOnly(enabled)
        self.inline.ruler2.enableOnly(["balance_pairs", "emphasis"])  # tokens stay apart, each with its place

    def validateLink(self, url: str) -> bool:  # noqa: ARG002
        return True

    def normalizeLink(self, url: str) -> str:
        return url

    def normalizeLinkText(self, link: str) -> str:
        return link


def _noting(rule: Rule) -> Rule:
    """The same rule, after which ``env["begins"]`` says where the text of each of its lines begins."""

    def noted(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        found = rule(state, start, end, silent)
        if found and not silent:
            lines = range(start, state.line)
            state.env["begins"].update((n, min(state.bMarks[n] + state.tShift[n], state.eMarks[n])) for n in lines)
        return found

    return noted


def _deep(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read what is nested too deeply as one paragraph after the other, where markdown-it would leave it out."""
    if silent or state.level < _NESTED_AT_MOST - 3:
        return False
    line = start
    while line < end and not state.isEmpty(line):
        line += 1
    _leaf(state, "paragraph", start, line)
    return True


def _footnote(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read ``[^1]: text`` and what is indented below it."""
    at = state.bMarks[start] + state.tShift[start]
    label = _FOOTNOTE.match(state.src, at, state.eMarks[start])
    if not label or state.is_code_block(start):
        return False
    if not silent:
        _contained(state, start, end, label.end())
    return True


def _contained(state: StateBlock, start: int, end: int, at: int) -> None:
    """Read a container whose first line goes on at ``at``, and whose others are indented by four."""
    before = state.bMarks[start], state.tShift[start], state.sCount[start], state.blkIndent
    text = state.skipSpaces(at)
    state.bMarks[start], state.tShift[start] = at, text - at
    state.blkIndent += 4
    state.sCount[start] = state.blkIndent
    state.push("footnote_open", "", 1)
    state.md.block.tokenize(state, start, end)
    state.push("footnote_close", "", -1)
    state.bMarks[start], state.tShift[start], state.sCount[start], state.blkIndent = before


def _directive(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    """Read a line such as ``:::note Title``: of it, readers see the title. What it holds is read as it stands."""
    at = state.bMarks[start] + state.tShift[start]
    if state.is_code_block(start) or not state.src.startswith(":::", at):
        return False
    if not silent:
        _leaf(state, "directive", start, start + 1)
    return True


def _listing(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read the code that Hugo's and Jekyll's ``highlight`` hold, as fenced code is read."""
    at = state.bMarks[start] + state.tShift[start]
    opened = _HIGHLIGHT.match(state.src, at, state.eMarks[start])
    if not opened or state.is_code_block(start) or (end, state.level) in state.env.get("unclosed", ()):
        return False
    line = start + 1
    while line < end and not _HIGHLIGHTED.match(state.src, state.bMarks[line] + state.tShift[line], state.eMarks[line]):
        line += 1
    if line == end:  # so would every other that is opened further down; they are not looked at again
        state.env.setdefault("unclosed", set()).add((end, state.level))
        return False
    if not silent:
        state.line = line + 1
        state.push("fence", "code", 0).map = [start, state.line]
    return True


def title_of_directive(line: str) -> tuple[int, int]:
    """The range of the title in a line that opens with ``:::``; empty if there is none."""
    found = _DIRECTIVE.match(line)
    start, title = (found.end(), line[found.end() :].rstrip()) if found else (0, "")
    if _ATTRIBUTES.fullmatch(title, max(title.rfind("{"), 0)):
        title = title[: title.rfind("{")].rstrip()
    if title.startswith("[") and title.endswith("]") and not line[start - 1].isspace():
        return start + 1, start + len(title) - 1
    return start, start + len(title)


def _leaf(state: StateBlock, name: str, start: int, line: int) -> None:
    state.line = line
    state.push(f"{name}_open", "p", 1).map = [start, line]
    state.push(f"{name}_close", "p", -1)


_LEAVES: tuple[tuple[str, Rule, list[str]], ...] = (
    ("table", rules_block.table, ["paragraph", "reference"]),
    ("html_block", rules_block.html_block, _INTERRUPTING),
    ("heading", rules_block.heading, _INTERRUPTING),
    ("lheading", rules_block.lheading, []),
    ("paragraph", rules_block.paragraph, []),
)
