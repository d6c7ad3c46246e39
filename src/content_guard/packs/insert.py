"""Add to a YAML file, and leave every byte that stands there as it is."""

from __future__ import annotations

import re

import yaml

from .yaml import LOADER

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_INDENT = 2  # of the blocks that are added, before they are fitted in


class NotInsertable(ValueError):
    """A section is written in a way that a block cannot be added to; the message says where and why."""


def with_block(text: str, section: str, block: str) -> tuple[str, int]:
    """Add a block to the end of a section, or begin the section at the end of the file.

    The block's lines are indented by two. Answers the new text and the 1-based line the block begins at.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = _LINE.findall(text)
    node = _section(text, section)
    if node is None:
        at, indent, opening = len(lines), _INDENT, f"{section}:\n"
    else:
        at, indent, opening = _end(node, lines), node.start_mark.column, ""
    added = _fitted(block, indent, newline)
    if at and not lines[at - 1].endswith("\n"):
        lines[at - 1] += newline
    gap = newline if at and lines[at - 1].strip() else ""
    head = "".join(lines[:at]) + gap + opening.replace("\n", newline)
    tail = "".join(lines[at:])
    return head + added + (newline if tail and lines[at].strip() else "") + tail, head.count("\n") + 1


def _section(text: str, name: str) -> yaml.CollectionNode | None:
    root = yaml.compose(text, Loader=LOADER)
    if root is None:
        return None
    node = next((value for key, value in root.value if key.value == name), None)
    if isinstance(node, yaml.CollectionNode) and node.flow_style:
        mark = node.start_mark
        raise NotInsertable(f"{mark.line + 1}:{mark.column + 1} {name}: expected a block, found one in brackets")
    return node


def _end(node: yaml.CollectionNode, lines: list[str]) -> int:
    """The number of lines up to the last one of a block, comments and blank lines behind it left out."""
    mark = node.end_mark
    end = mark.line + bool(mark.column)
    while _is_outside(lines[end - 1], node.start_mark.column):
        end -= 1
    return end


def _is_outside(line: str, indent: int) -> bool:
    written = line.strip()
    return not written or (written.startswith("#") and len(line) - len(line.lstrip()) <= indent)


def _fitted(block: str, indent: int, newline: str) -> str:
    lines = block.splitlines()
    shifted = (" " * indent + line[_INDENT:] if line.strip() else "" for line in lines)
    return "".join(line + newline for line in shifted)
