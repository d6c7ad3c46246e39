"""YAML with the place of everything, and every scalar kept as the string that was written.

YAML 1.1 would turn ``no``, ``on``, ``010`` and ``12:30`` into other things; a phrase must stay a phrase.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from ..errors import Place, Problem, RuleError
from .places import checksum

Path_ = tuple[str | int, ...]
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BIGGEST = 2_000_000  # characters; aliases are refused altogether, so a file cannot grow when read


class Source:
    """A YAML file: its ``value`` (dicts, lists, strings), and where each path into it was written."""

    def __init__(self, file: Path, shown: str) -> None:
        self.file = file
        self.shown = shown
        self.places: dict[Path_, Place] = {}
        self.value: Any = self._read(file)

    def place(self, path: Path_) -> Place:
        """Where a path stands; of one that was left out, its nearest parent."""
        while path not in self.places and path:
            path = path[:-1]
        return self.places.get(path, Place(self.shown, 1, 1))

    def problem(self, path: Path_, subject: str, text: str) -> Problem:
        """A problem at a path."""
        return Problem(self.place(path), subject, text)

    def _read(self, file: Path) -> Any:
        start = Place(self.shown, 1, 1)
        try:
            content = file.read_bytes()
            text = content.decode("utf-8").replace("\r\n", "\n")
        except (OSError, UnicodeDecodeError) as error:
            raise RuleError(Problem(start, "", f"cannot be read ({error}); expected a UTF-8 text file")) from None
        self.checksum = checksum(content)
        if len(text) > _BIGGEST:
            raise RuleError(Problem(start, "", f"is larger than {_BIGGEST} characters; split it"))
        loader = LOADER(text)
        try:
            if (event := _alias(text)) is not None:
                place = Place(self.shown, event.line + 1, event.column + 1)
                raise RuleError(Problem(place, "", "aliases (*name) are not read; write the value out"))
            node = loader.get_single_node()
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            place = Place(self.shown, mark.line + 1, mark.column + 1) if mark else start
            raise RuleError(Problem(place, "", f"expected YAML, found: {error.problem}")) from None
        except yaml.YAMLError as error:
            raise RuleError(Problem(start, "", f"expected YAML, found: {error}")) from None
        finally:
            loader.dispose()
        return {} if node is None else self._value(node, ())

    def _value(self, node: yaml.Node, path: Path_) -> Any:
        mark = node.start_mark
        self.places[path] = Place(self.shown, mark.line + 1, mark.column + 1)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self._value(item, (*path, i)) for i, item in enumerate(node.value)]
        return node.value

    def _mapping(self, node: yaml.MappingNode, path: Path_) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in node.value:
            mark = key.start_mark
            place = Place(self.shown, mark.line + 1, mark.column + 1)
            if not isinstance(key, yaml.ScalarNode):
                raise RuleError(Problem(place, "", "expected a name before the colon, found a list or mapping"))
            if key.value in found:
                raise RuleError(Problem(place, str(key.value), "expected once, found twice in the same place"))
            found[key.value] = self._value(value, (*path, key.value))
        return found


def _alias(text: str) -> Any:
    """The mark of the first alias of the text, if it has one."""
    if "*" not in text:
        return None
    events = yaml.parse(text, Loader=LOADER)
    return next((e.start_mark for e in events if isinstance(e, yaml.AliasEvent)), None)
