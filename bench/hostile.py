"""Hostile texts, each once and four times as long: ``python bench/hostile.py`` prints what grows faster than that."""

from __future__ import annotations

import time

from content_guard import Guard

OPENING = "Vắc xin ở đây đã được tiêm. "
PROSE = "Hàng loạt người nhập viện sau tiêm vắc xin. Nghe nói có người chết, bà con rụng rời. "
WORDS = (PROSE, "vắc xin ", "chết vì ", "không chưa ", "ĐỎ ", "a.", "1.", "a@", "a://b ", "-- ", '"a" ', "\u0301", "🚨")
MARKS = ("!", "?!", "\n", " ", "\r", "[", "](", "![", "> ", "`", "` ", "*a ", "_a", "<", "<!--", "&", "&#1;", "\\")
BLOCKS = ("# a\n", "- a\n", "---\n", "|a|\n")
HIDE, SHOW = "content-guard: disable-next-line VAC, HED101, XYZ -- a", "content-guard: enable VAC"
COMMENTS = (
    f"%% {HIDE}\n",
    f"<!-- {HIDE} -->\n",
    f"<!-- {HIDE} -->",
    f"<!-- {HIDE}\n",
    f"{{/* {HIDE}",
    f"{{/* {HIDE} */}}",
)
COMMENTS += (f"%% {SHOW}\n%% {HIDE.replace('-next-line', '')}\n{PROSE}\n", f"<!-- {HIDE} -->\n{PROSE}\n", "%% \n")
UNITS = WORDS + MARKS + BLOCKS + COMMENTS


def seconds(guard: Guard, unit: str, size: int, format: str) -> float:
    """How long a text of ``size`` code points takes."""
    text = OPENING + unit * (size // len(unit))
    start = time.perf_counter()
    guard.check_text(text, format)
    return time.perf_counter() - start


def main() -> None:
    """Compare 20,000 with 80,000 code points."""
    guard = Guard()
    worst = 0.0
    for format in ("text", "markdown"):
        for unit in UNITS:
            short, long = (seconds(guard, unit, size, format) for size in (20_000, 80_000))
            worst = max(worst, long)
            if long > 7 * short + 0.05:
                print(f"{format} {unit!r}: {short:.2f} s, four times as long {long:.2f} s")
    print(f"{2 * len(UNITS)} texts; the longest took {worst:.2f} s for 80,000 code points")


if __name__ == "__main__":
    main()
