"""``evaluate --fit`` from end to end: fit, write, prove, measure again; all of it, or nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ...errors import ContentGuardError, RuleError
from ...guard import Guard
from ...packs import pack_folder
from ..calibration import Calibration, Judge, calibrate, listen
from ..corpus import Item
from .apply import applied, changed_files
from .book import Book
from .fit import Fitted, fit
from .record import RECORD, record, written_before

Measured = Mapping[str, Calibration | None]  # by part of the corpus


@dataclass(frozen=True)
class Refit:
    """A fit that was written: what changed, and calibration before and after it by part."""

    fitted: Fitted
    before: Measured
    after: Measured


def refit(
    make: Callable[[], Guard],
    names: Iterable[str],
    items: Iterable[Item],
    prevalence: Mapping[str, float],
    corpora: Iterable[str],
    *,
    keep_shown: bool = False,
) -> Refit:
    """Fit the packs of these names and edit them in place; ``make`` compiles the guard that is measured.

    With ``keep_shown`` no finding of the dev part appears or vanishes.

    Raises ConfigError when there is nothing to learn from, RuleError when a rule's examples would no longer hold, and
    ContentGuardError when a draft that must pass would no longer pass; the files are then as before.
    """
    names, items = tuple(names), tuple(items)
    guard, every = make(), Guard(names, preview=True, proven=True)
    file = pack_folder(names[0]) / RECORD
    now = {scalar.key: scalar.value for scalar in Book(guard.pack, names, {}).scalars()}
    book = Book(guard.pack, names, written_before(file, now))
    fitted = fit(guard, every, items, prevalence, book, keep_shown=keep_shown)
    before = measured(guard, items, prevalence)
    if not fitted.moved:
        return Refit(fitted, before, before)
    with applied(changed_files(fitted.moved)):
        _prove(Guard(names, preview=True, proven=True))
        changed = make()
        _pass(changed, items)
        after = measured(changed, items, prevalence)
        about = _about((guard, changed), corpora, prevalence, {"before": before, "after": after})
        file.write_text(record(fitted, about), encoding="utf-8")
    return Refit(fitted, before, after)


def measured(guard: Guard, items: Iterable[Item], prevalence: Mapping[str, float]) -> Measured:
    """Calibration of all findings of any score, by part, each part weighted for itself."""
    items = tuple(items)
    found: dict[str, Calibration | None] = {}
    for part in ("dev", "test"):
        own = tuple(item for item in items if item.part == part)
        found[part] = calibrate(Judge(guard, own, prevalence).shown(listen(guard, own)))
    return found


def _prove(guard: Guard) -> None:
    if problems := guard.prove().problems:
        raise RuleError(*problems)


def _pass(guard: Guard, items: Iterable[Item]) -> None:
    for item in items:
        if not item.labels and (found := guard.check(item.draft).findings):
            codes = ", ".join(finding.code for finding in found)
            raise ContentGuardError(f"{item.id}: must pass, but the fit would show {codes}. Nothing was changed.")


def _about(
    guards: tuple[Guard, Guard],
    corpora: Iterable[str],
    prevalence: Mapping[str, float],
    figures: Mapping[str, Measured],
) -> dict[str, Any]:
    before, after = (guard.pack for guard in guards)
    return {
        "fitted": date.today().isoformat(),
        "packs": list(after.names),
        "digest": {"before": before.digest, "after": after.digest},
        "corpora": {Path(c).name: hashlib.sha256(Path(c).read_bytes()).hexdigest() for c in corpora},
        "prevalence": dict(prevalence),
        "figures": {when: {part: c and _brief(c) for part, c in own.items()} for when, own in figures.items()},
    }


def _brief(calibration: Calibration) -> dict[str, Any]:
    value = {name: v for name, v in asdict(calibration).items() if name != "bins"}
    return {name: round(v, 4) if isinstance(v, float) else v for name, v in value.items()}
