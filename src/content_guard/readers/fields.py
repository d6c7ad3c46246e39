"""JSON: one object with ``headline``, ``lead`` and ``body``."""

from __future__ import annotations

import json
from typing import Any

from ..draft import Draft
from ..errors import DraftError

_FIELDS = ("headline", "lead", "body")
_DEEPEST = 100  # lists and objects within one another: beyond some hundreds a draft cannot go to another process


def read(text: str, name: str) -> Draft:
    """Read a draft given as a JSON object; other keys become ``meta``. Raises DraftError on anything else."""
    try:
        value: Any = json.loads(text)
    except json.JSONDecodeError as error:
        raise DraftError(
            f"{name}:{error.lineno}:{error.colno}: is not JSON ({error.msg}). Mend it and try again."
        ) from None
    except RecursionError:
        raise _too_deep(name) from None
    if _is_deeper(value, _DEEPEST):
        raise _too_deep(name)
    if not _has_fields(value):
        raise DraftError(f"{name}: expected an object with at least one of headline, lead and body.")
    for key in _FIELDS:
        if not isinstance(value.get(key, ""), str | None):
            raise DraftError(
                f"{name}: {key}: expected a text in quotation marks, found {json.dumps(value[key])[:40]}. Mend it."
            )
    meta = {key: item for key, item in value.items() if key not in _FIELDS}
    headline, lead, body = (value.get(key) or "" for key in _FIELDS)
    return Draft(headline, lead, body, name=name, meta=meta)


def holds_other_things(content: bytes) -> bool:
    """Tell that a file is a site's data and no draft. One that is broken is no draft if no field's name is in it."""
    try:
        value = json.loads(content)
        return not (_has_fields(value) and any(isinstance(value.get(field), str) for field in _FIELDS))
    except (ValueError, RecursionError):
        return not any(f'"{field}"'.encode() in content for field in _FIELDS)


def _has_fields(value: Any) -> bool:
    return isinstance(value, dict) and any(key in value for key in _FIELDS)


def _is_deeper(value: Any, most: int) -> bool:
    """Tell whether a value holds more than ``most`` lists and objects within one another."""
    level = [value]
    for _ in range(most + 1):
        holders = [item for item in level if isinstance(item, dict | list)]
        level = [item for holder in holders for item in (holder.values() if isinstance(holder, dict) else holder)]
    return bool(holders)


def _too_deep(name: str) -> DraftError:
    return DraftError(f"{name}: is nested too deeply. Expected an object with headline, lead and body.")
