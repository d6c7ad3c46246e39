"""Real headlines: how often a sober item has a shown finding, and HED beside labels of clickbait.

``python bench/headlines.py FOLDER`` with the three files of real headlines, which stay outside the project. Prints
counts only; ``--show`` also prints what was found in the sober file, to be read and never to be committed.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

from content_guard import Draft, Finding, Guard

SOBER = "news_headlines_2020.jsonl"
LABELLED = ("viclickbait2025_dev.jsonl", "ds108_headlines_dev.jsonl")


def findings(guard: Guard, file: Path) -> list[tuple[dict[str, object], tuple[Finding, ...]]]:
    """Each item of a file, and what is found in its headline and lead."""
    items = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    return [(item, guard.check(Draft(item["headline"], item.get("lead") or "")).findings) for item in items]


def main() -> None:
    """Print the share for the sober file, precision and recall for the labelled ones."""
    guard, folder = Guard(), Path(sys.argv[1])
    sober = findings(guard, folder / SOBER)
    shown = [(item, found) for item, found in sober if found]
    print(f"{SOBER}: {len(shown)} of {len(sober)} items with a shown finding ({len(shown) / len(sober):.2%})")
    if "--show" in sys.argv:
        for item, found in shown:
            print("  ", [(f.code, f.text, round(f.score, 2)) for f in found], item["headline"])
    for name in LABELLED:
        pairs = Counter(
            (bool(item["clickbait"]), any(f.family == "HED" for f in found))
            for item, found in findings(guard, folder / name)
        )
        hit, missed, wrong = pairs[True, True], pairs[True, False], pairs[False, True]
        precision, recall = hit / (hit + wrong), hit / (hit + missed)
        print(f"{name}: HED precision {precision:.2f} ({hit} of {hit + wrong}), recall {recall:.2f}")


if __name__ == "__main__":
    main()
