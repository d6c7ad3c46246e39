"""The figures of a pack that are kept beside it: ``measured.json``, for the pages of its rules."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from ..errors import ConfigError
from ..finding import Finding
from ..guard import Guard
from ..packs import Pack, pack_folder
from .corpus import Item
from .outcome import Outcome, outcomes

FILE = "measured.json"


@dataclass(frozen=True, slots=True)
class Counts:
    """Of a family or a rule: drafts that should be asked about, those caught, findings shown, and the right ones."""

    expected: int
    caught: int
    shown: int
    right: int
    sole: int = 0  # drafts that no other rule of the family caught


@dataclass(frozen=True)
class Measured:
    """What was counted on a part of a corpus; ``pack`` is the digest of the packs that it was counted with.

    A rule that is marked preview was counted in a run of its own, with all such rules on.
    """

    pack: str
    corpus: str
    part: str
    drafts: int
    families: Mapping[str, Counts]
    rules: Mapping[str, Counts]


def measure(packs: Iterable[str], items: Iterable[Item], corpus: str, part: str) -> Measured:
    """Count what each family and rule of some packs catches at default settings, on the items of a part."""
    packs, items = tuple(packs), tuple(item for item in items if part in ("all", item.part))
    guard = Guard(packs)
    found = tuple(outcomes(guard, items))
    shown = {rule.code for rule in guard.rules}
    rules = _rules(found, shown)
    if hidden := {rule.code for rule in guard.pack.rules} - shown:
        rules |= _rules(outcomes(Guard(packs, preview=True), items), hidden)
    return Measured(guard.pack.digest, corpus, part, len(items), _families(found), dict(sorted(rules.items())))


def _families(found: Iterable[Outcome]) -> dict[str, Counts]:
    by_family = _by_family(found)
    return {family: _counts(every, [(len(o.right), len(o.wrong)) for o in every]) for family, every in by_family}


def _rules(found: Iterable[Outcome], codes: Iterable[str]) -> dict[str, Counts]:
    by_family = dict(_by_family(found))
    return {code: _of_rule(code, by_family.get(code[:3], [])) for code in codes}


def _by_family(found: Iterable[Outcome]) -> Iterable[tuple[str, list[Outcome]]]:
    by_family: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in found:
        by_family[outcome.family].append(outcome)
    return by_family.items()


def _of_rule(code: str, every: list[Outcome]) -> Counts:
    spoke = [(_spoken(code, o.right), _spoken(code, o.wrong)) for o in every]
    return _counts(every, spoke, sole=sum(o.rules == {code} for o in every))


def _spoken(code: str, findings: Iterable[Finding]) -> int:
    return sum(code in (f.code, *f.also) for f in findings)


def _counts(every: Iterable[Outcome], spoke: list[tuple[int, int]], sole: int = 0) -> Counts:
    """Counts of some outcomes; ``spoke`` holds the right and the wrong findings of each."""
    right = sum(right for right, _ in spoke)
    shown = right + sum(wrong for _, wrong in spoke)
    return Counts(sum(o.expected for o in every), sum(right > 0 for right, _ in spoke), shown, right, sole)


def to_json(measured: Measured) -> str:
    """The file's text: a family or a rule a line, so that differences can be read."""
    head = {key: value for key, value in asdict(measured).items() if key not in ("families", "rules")}
    lines = [f" {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in head.items()]
    for section in ("families", "rules"):
        inside = (f"  {json.dumps(key)}: {json.dumps(asdict(c))}" for key, c in getattr(measured, section).items())
        lines.append(f" {json.dumps(section)}: {{\n" + ",\n".join(inside) + "\n }")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def measured_with(packs: Iterable[str], pack: Pack) -> Measured | None:
    """The figures kept beside one of some packs, if they were counted with the very rules of ``pack``.

    Raises ConfigError for a file that is not what ``to_json`` writes.
    """
    for name in packs:
        file = pack_folder(name) / FILE
        if file.is_file():
            measured = _read(file.read_text(encoding="utf-8"), str(file))
            if measured.pack == pack.digest:
                return measured
    return None


def _read(text: str, name: str) -> Measured:
    try:
        value: dict[str, Any] = json.loads(text)
        families, rules = ({key: Counts(**c) for key, c in value.pop(s).items()} for s in ("families", "rules"))
        return Measured(**value, families=families, rules=rules)
    except (ValueError, TypeError, KeyError, AttributeError):
        raise ConfigError(
            f"{name}: expected the figures of a pack's rules. Take the file away, or its older version."
        ) from None
