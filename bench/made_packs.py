"""Throw-away packs written in YAML, for what grows: rules of plain phrases, as many as asked for."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

_BOTH = {"vi": "Cụm từ này có trong danh sách.", "en": "This phrase is in the list."}
_PACK = {
    "id": "made-for-bench",
    "title": _BOTH,
    "issuer": "bench",
    "date": "2021-09-06",
    "families": {"TST": {"letter": "T", "title": _BOTH}},
    "clauses": {"phrases": {"text": "Không dùng.", "source": "practice", "where": "bench"}},
}
_SOBER = ["Trời hôm nay xanh.", "Sáng mai chợ vẫn họp."]


def write_pack(folder: Path, lists: Sequence[Sequence[str]]) -> Path:
    """Write a pack with one rule of kind ``phrase`` for each list, and answer its folder."""
    folder.mkdir(parents=True, exist_ok=True)
    rules = [_rule(number, phrases) for number, phrases in enumerate(lists)]
    lexicons = {f"list-{number}": {"phrases": list(phrases)} for number, phrases in enumerate(lists)}
    for name, content in (("pack.yml", _PACK), ("rules.yml", {"lexicons": lexicons, "rules": rules})):
        (folder / name).write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
    return folder


def _rule(number: int, phrases: Sequence[str]) -> dict[str, Any]:
    return {
        "code": f"TST{number + 100}",
        "name": f"list-{number}",
        "clause": "phrases",
        "severity": "warning",
        "kind": "phrase",
        "lists": [f"list-{number}"],
        "score": 0.7,
        "message": _BOTH,
        "advice": {"vi": ["Xem lại."], "en": ["Look again."]},
        "why": _BOTH,
        "bad": [f"Sáng nay có [{phrase}] ở đây." for phrase in phrases[:2]],
        "good": _SOBER,
    }
