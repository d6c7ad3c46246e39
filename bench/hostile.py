"""Hostile texts, each once and four times as long: ``python bench/hostile.py`` prints what grows faster than that."""

from __future__ import annotations

import time
from collections.abc import Iterator

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
MARKS += (
    "![a](",
    "![a](b)",
    '[a](b "',
    "](<",
    "<?",
    "<!A ",
    "<![CDATA[",
    "<a b='",
    "<b>",
    "<code>",
    "</p>",
    "<script>",
)
MARKS += (
    "**a**",
    "~~a",
    "a\\\n",
    "a  \n",
    "#",
    "\t",
    "{",
    "{`",
    "{'",
    "{{",
    "{{<",
    "{%",
    "{/*",
    "{#a}",
    "<a b={",
    "[^1]",
)
BLOCKS += (
    "[a]: b 'x\n",
    "[^1]: ",
    "- ",
    "- [ ] ",
    "> - ",
    "```\n",
    "|a|b|\n|-|-|\n",
    "a\n=\n",
    ":::a\n",
    ":::a [",
    "<A\n",
)
BLOCKS += ("<!-- a -->\n", "<p>\n\n", "<blockquote>\n\na\n\n", "export const a = {\n\n", "import {\n", f"{PROSE * 2}\n")
FRONT = (
    "a: b\n",
    "- a\n",
    "[",
    "{a: ",
    "a: |\n x\n",
    '"',
    "'",
    "title: a: ",
    "description: b\n",
    "a: &a *a\n",
    "\\",
    "\n",
)
FRONT += ("# content-guard: a\n", " ", "? ", '""" ', "[a]\n", "a = '''\n", "title = [\n", '"\\u00', "a = 'b'\n", "x #")
UNITS = WORDS + MARKS + BLOCKS + COMMENTS


def texts() -> Iterator[tuple[str, str, str]]:
    """Each text by its format, what stands around its units, and its unit."""
    for format in ("text", "markdown", "mdx"):
        yield from ((format, f"{OPENING}…", unit) for unit in UNITS)
    for unit in FRONT:
        yield "markdown", f"---\ntitle: a\n…\n---\n{OPENING}", unit
        yield "markdown", f"+++\ntitle = 'a'\n…\n+++\n{OPENING}", unit


def seconds(guard: Guard, text: str, format: str) -> float:
    """How long a text takes."""
    start = time.perf_counter()
    guard.check_text(text, format)
    return time.perf_counter() - start


def main() -> None:
    """Compare 20,000 with 80,000 code points."""
    guard = Guard()
    times = []
    for format, around, unit in texts():
        made = (around.replace("…", unit * (size // len(unit))) for size in (20_000, 80_000))
        short, long = (seconds(guard, text, format) for text in made)
        times.append((long, format, unit))
        if long > 7 * short + 0.05:
            print(f"{format} {around[:3]}{unit!r}: {short:.2f} s, four times as long {long:.2f} s")
    longest, format, unit = max(times)
    print(f"{len(times)} texts; the longest, {format} {unit!r}, took {longest:.2f} s for 80,000 code points")


if __name__ == "__main__":
    main()
