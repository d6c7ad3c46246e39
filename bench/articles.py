"""How many articles of about 3 KB a second one process checks: ``python bench/articles.py FILE.jsonl``.

The file holds one object a line with ``headline`` and ``lead`` (the real headlines kept outside the project);
articles are put together from them, so that they hold as many trigger words as real news does. ``--dense``
adds a faulty paragraph to every article. Prints articles/s, and hits and findings per article.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from content_guard import Draft, Guard

FAULTY = (
    "Nghe nói có người vừa tiêm xong đã đột quỵ, cả xóm bàng hoàng. Hàng loạt người nhập viện sau tiêm vắc xin. "
    "Mũi tiêm định mệnh ấy đã cướp đi người mẹ trẻ."
)


def articles(file: Path, *, dense: bool) -> list[Draft]:
    """Make articles of about 3 KB (UTF-8) out of leads."""
    items = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    made: list[Draft] = []
    paragraphs: list[str] = [FAULTY] if dense else []
    for item in items:
        paragraphs.append(f"{item['lead']} {item['headline']}.")
        if len("\n\n".join(paragraphs).encode()) >= 3000:
            made.append(Draft(item["headline"], paragraphs[0], "\n\n".join(paragraphs[1:])))
            paragraphs = [FAULTY] if dense else []
    return made


def main() -> None:
    """Warm up on one pass, then time three."""
    drafts = articles(Path(sys.argv[1]), dense="--dense" in sys.argv)
    guard = Guard()
    reports = [guard.check(draft) for draft in drafts]
    best = 0.0
    for _ in range(3):
        start = time.perf_counter()
        for draft in drafts:
            guard.check(draft)
        best = max(best, len(drafts) / (time.perf_counter() - start))
    size = sum(len(d.source.encode()) for d in drafts) / len(drafts)
    findings = sum(len(r.findings) for r in reports) / len(reports)
    touched = sum(bool(r.findings) for r in reports) / len(reports)
    print(f"{len(drafts)} articles of {size:.0f} bytes: {best:.0f} articles/s, best of three passes")
    print(f"{findings:.2f} findings per article, {touched:.1%} of articles with one")


if __name__ == "__main__":
    main()
