"""Markdown and MDX: what a reader sees, which part it is, and that every character of it keeps its place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import count
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from content_guard import Draft, Guard
from content_guard.draft import Piece
from content_guard.readers import read_text
from content_guard.text.view import view

ROOT = Path(__file__).parents[2]
OBJECT = "\ufffc"


def parts(text: str, format: str = "markdown") -> list[tuple[str, str]]:
    draft = read_text(text, format)
    return [(part.name, view(draft.source, part.pieces).clean) for part in draft.parts]


def visible(text: str, format: str = "markdown") -> list[str]:
    return [seen for _, seen in parts(text, format)]


# Inline markup.


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("**chết** hàng *loạt*", "chết hàng loạt"),
        ("***chết** hàng* loạt", "chết hàng loạt"),
        ("**chết *hàng __loạt__* sau**", "chết hàng loạt sau"),
        ("**_chết_** ~~hàng~~ loạt", "chết hàng loạt"),
        ("kinh<b>hoàng</b>", "kinhhoàng"),
        ("kinh*hoàng*", "kinhhoàng"),
        ("snake_case_name và 3 * 4", "snake_case_name và 3 * 4"),
        ("chết <span class='a>b'>hàng</span> loạt", "chết hàng loạt"),
        ("một&nbsp;hai &lt;ba&gt; &#7871; &x; &amp", "một hai <ba> ế &x; &amp"),
        (r"\*sao\* và \& và \a", r"*sao* và & và \a"),
        ("[liên *kết*](a_(b) 'tên') [hai][r] [r] [r][]\n\n[r]: /x", "liên kết hai r r"),
        ("[không phải][liên kết] [cũng không]", "[không phải][liên kết] [cũng không]"),
        ("<https://a.vn/b_c_> <a@b.vn>", "https://a.vn/b_c_ a@b.vn"),
        ("dòng một  \ndòng hai\\\ndòng ba<br>dòng bốn<br/>năm", "dòng một dòng hai dòng ba dòng bốn năm"),
        ("có `mã`` lẻ` đây", f"có {OBJECT} đây"),
        ("gõ <kbd>Ctrl</kbd> rồi <code>a *b*</code> xong", f"gõ {OBJECT} rồi {OBJECT} xong"),
        ("giá 5$, rồi 10$ và $a_1$", "giá 5$, rồi 10$ và $a_1$"),
        ("a < b và c > d & e", "a < b và c > d & e"),
        ("một<!-- nhắn -->hai {/* nhắn */}ba", "mộthai ba"),
        ("chữ[^1] và[^ghi-chú] rồi", "chữ và rồi"),
        ('xem [bài]({{< ref "a.md" >}}) {{% x %}}này{{% /x %}} {% include a %}đó', "xem bài này đó"),
        ("chữ **chưa đóng và `mã chưa đóng", "chữ **chưa đóng và 'mã chưa đóng"),
        ("còn [ngoặc ![và ảnh <b chưa đóng {{< x", "còn [ngoặc ![và ảnh <b chưa đóng {{< x"),
    ],
)
def test_inline_markup(text: str, seen: str) -> None:
    assert visible(text) == [seen]


def test_a_finding_within_marks_knows_its_words_and_its_place() -> None:
    text = "# Kinh **ho<b>à</b>ng** chốt số 3\n\nBà con đi lại bình thường qua chốt.\n"
    (finding,) = Guard().check_text(text, "markdown").findings
    assert (finding.words, finding.text) == ("Kinh hoàng", text[2:21]) == ("Kinh hoàng", "Kinh **ho<b>à</b>ng")
    assert (finding.line, finding.column, finding.part) == (1, 3, "headline")


# Blocks.

ABOVE = ("headline", "caption", "lead", "body")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Tít #\n\n## Phụ ##\n\n### C# #", [("headline", "Tít"), ("heading", "Phụ"), ("heading", "C#")]),
        ("Tít\ndài\n===\n\nPhụ\n---", [("headline", "Tít dài"), ("heading", "Phụ")]),
        ("## Phụ {#neo}\n{: .a}\nchữ", [("heading", "Phụ"), ("body", "chữ")]),
        ("- một\n- [ ] hai\n- [x] ba\n  - bốn\n\n    năm", [("body", w) for w in ("một", "hai", "ba", "bốn", "năm")]),
        ("1. một\n2) hai\n+ ba", [("body", "một"), ("body", "hai"), ("body", "ba")]),
        ("[ ] không phải việc", [("body", "[ ] không phải việc")]),
        ("> một\n> > hai\n\nba", [("quote", "một"), ("quote", "hai"), ("body", "ba")]),
        ("> [!NOTE]\n> một\n> hai", [("quote", "một hai")]),
        (
            "| A | B \\| C |\n|---|:-:|\n| **một** | `a` hai |\nba | bốn | thừa\n",
            [("body", w) for w in ("A", "B | C", "một", "hai", "ba", "bốn")],
        ),
        ("> - | A |\n>   |---|\n>   | b |", [("quote", "A"), ("quote", "b")]),
        (":::note Tiêu *đề*\nmột\n:::", [("heading", "Tiêu đề"), ("body", "một")]),
        (":::tip[Mẹo]{.a}\nhai\n:::", [("heading", "Mẹo"), ("body", "hai")]),
        ("::: {.note}\nmột\n:::", [("body", "một")]),
        ("chữ[^1]\n\n[^1]: một\n\n    hai\n[^2]: ba", [("body", w) for w in ("chữ", "một", "hai", "ba")]),
        ("![ảnh *đẹp*](a.png)\n\nchữ", [("caption", "ảnh đẹp"), ("body", "chữ")]),
        ("một ![ảnh](a.png) hai", [("body", f"một {OBJECT} hai"), ("caption", "ảnh")]),
        ('{{< figure src="a" caption="ảnh" >}}', [("caption", "ảnh")]),
        ("```\nmã\n```\n~~~\nmã\n~~~\n\n    mã\n\nchữ", [("body", "chữ")]),
        ('một\n{{< highlight go "a" >}}\nmã\n\nmã nữa\n{{< /highlight >}}\nhai', [("body", "một"), ("body", "hai")]),
        ("{% highlight ruby %}\n# mã\n{% endhighlight %}\n\nchữ", [("body", "chữ")]),
        ("> {{< highlight go >}}\n> mã\n> {{< / highlight >}}\n> chữ", [("quote", "chữ")]),
        ("{{< highlight go >}}\nkhông\n\n> {{< highlight go >}}\n> mã\n> {{< /highlight >}}", [("body", "không")]),
        ("{{< highlight go >}}\nkhông khép", [("body", "không khép")]),
        ("<script>\nvar a\n\nb\n</script>\n<style>\n.a {}\n</style>\n\nchữ", [("body", "chữ")]),
        (
            "<figure>\n<img src='a' alt='ảnh'>\n<figcaption>chú <b>thích</b></figcaption>\n</figure>\n\nchữ",
            [("caption", "ảnh"), ("caption", "chú thích"), ("body", "chữ")],
        ),
        ("<p>một</p><p>hai<br>ba</p>", [("body", "một"), ("body", "hai ba")]),
        ("<h1>Tít</h1>\n\n<h2>Phụ</h2>", [("headline", "Tít"), ("heading", "Phụ")]),
        ("<blockquote>\n\nmột *hai*\n\n</blockquote>\n\nba", [("quote", "một hai"), ("body", "ba")]),
        ("<div>\n*sao* &amp; `mã`\n</div>", [("body", "*sao* & 'mã'")]),
        ("<!-- nhắn\n\nnhiều đoạn -->\nchữ", [("body", "chữ")]),
        ("import A from './a'\n\nchữ", [("body", "chữ")]),
        ("import hàng về kho\nchữ", [("body", "import hàng về kho chữ")]),
        ("một\n\n***\n\nhai", [("body", "một"), ("body", "hai")]),
        ("# Tít\n\nsapo\n\nthân", [("headline", "Tít"), ("lead", "sapo"), ("body", "thân")]),
        ("# Tít\n\n![ảnh](a)\n\nsapo\n\nthân", [*zip(ABOVE, ("Tít", "ảnh", "sapo", "thân"), strict=True)]),
        ("# Tít\n\n- mục\n- mục nữa", [("headline", "Tít"), ("body", "mục"), ("body", "mục nữa")]),
        ("mở đầu\n\n# Tít", [("body", "mở đầu"), ("heading", "Tít")]),
        ("> " * 60 + "sâu\n\nchữ", None),
        ("".join(f"{'  ' * n}- mục {n}\n" for n in range(30)), None),
    ],
)  # fmt: skip
def test_blocks(text: str, expected: list[tuple[str, str]] | None) -> None:
    if expected is not None:
        assert parts(text) == expected
    for word in re.findall(r"\bsâu\b|\bchữ\b|mục \d+", text):
        assert any(word in seen for seen in visible(text))


# MDX.


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("import A from './a'\nexport const b = {\n\n  c: 1\n}\n\nchữ", [("body", "chữ")]),
        ("export default ({children}) => <div>{children}</div>\n\nchữ", [("body", "chữ")]),
        ("# Tít <Badge a={`x}`} b=\"y\"/> hay", [("headline", "Tít hay")]),
        ("<A a={[1,\n\n2]}>\n  <B>\n    một *hai*\n  </B>\n</A>\n\nba", [("body", "một hai"), ("body", "ba")]),
        ("có {x.y} người, {/* nhắn */}đủ", [("body", f"có {OBJECT} người, đủ")]),
        ("{\n  a.map(b => <li>không</li>)\n\n}\n\nchữ", [("body", "chữ")]),
        ("<p>một</p>\n<>hai</>", [("body", "một"), ("body", "hai")]),
        ("<Figure caption=\"ảnh\" />\n\nchữ", [("caption", "ảnh"), ("body", "chữ")]),
        ("<figcaption>ảnh</figcaption>", [("caption", "ảnh")]),
        ("    thụt vào", [("body", "thụt vào")]),
        ("chưa {đóng và <b chưa đóng", [("body", "chưa {đóng và <b chưa đóng")]),
        (r"\{chữ\} trong ngoặc", [("body", "{chữ} trong ngoặc")]),
        ("```\n{mã\n```\n\nchữ}", [("body", "chữ}")]),
    ],
)  # fmt: skip
def test_mdx(text: str, expected: list[tuple[str, str]]) -> None:
    assert parts(text, "mdx") == expected


def test_braces_are_text_in_markdown() -> None:
    assert visible("có {x} người") == ["có {x} người"]


# Against another renderer of the same text.

RENDERER = MarkdownIt("commonmark", {"maxNesting": 100}).enable(["table", "strikethrough"])


class Page(HTMLParser):
    """The text of a page without what is hidden or code."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text = ""
        self.within = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, _: list[tuple[str, str | None]]) -> None:
        if not self.within and tag in ("script", "style", "code", "pre", "kbd"):
            self.within = tag

    def handle_endtag(self, tag: str) -> None:
        self.within = "" if tag == self.within else self.within

    def handle_data(self, data: str) -> None:
        self.text += "" if self.within else data


def squeezed(text: str) -> str:
    return re.sub(rf"[\s{OBJECT}]+", "", unicodedata.normalize("NFC", text))


def text_of(draft: Draft) -> str:
    """What is seen, but for captions: of a picture, a page shows nothing but the picture."""
    return "".join(
        draft.source[start:end] if shown is None else shown
        for part in draft.parts
        if part.name != "caption"
        for start, end, shown in part.pieces
    )


# fmt: off
FRAGMENTS = [
    "# ", "## ", "### a #\n", "- ", "* ", "+ ", "1. ", "2) ", "> ", "    ", "\t", "\n", "\n\n", "\r\n", "  \n", "\\\n",
    "**", "*", "_", "__", "~~", "~", "`", "``", "[", "]", "(", ")", "](", "![", "](a)", '](a "b")', "[r]", "$", "|",
    "[r]: /x 'y'\n", "<b>", "</b>", "<i class='x'>", "<br>", "<!-- a -->", "-->", "&amp;", "&#39;", "&nbsp;", "&x;",
    "\\", "\\*", "---\n", "===\n", "***\n", "| ", "|---|---|\n", "|-|\n", "\\|", "tin", "chết", "a ", "hàng loạt",
    "che\u0302\u0301t", " ", ".", "!", "😀", "<https://a.vn>", "<div>\n", "</div>\n", "<p>", "</p>", "```\n", "~~~\n",
    "<kbd>x</kbd>", "<", "&", '"', "'",
]
ODD = [
    *FRAGMENTS, "{", "}", "{{< ", " >}}", "{%", ":::a ", "[^1]", "[^1]: ",
     "export const a = {\n", "<A b={", "{/*", "*/}",
    "\x00", "\ufeff", "\r", "\u2028",
]
# fmt: on


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=25).map("".join))
@settings(max_examples=120)
@example("<https://a.vn> [a] `a` b")
@example("|---|---|\n|---|---|\n")
def test_any_text_shows_what_a_page_shows(text: str) -> None:
    stray = "<" in re.sub(r"</?(?:b|i|br|div|p|kbd)\b[^<>]*>|<!-- a -->", "", text)  # a tag to whoever reads raw HTML
    has_html = any(token.type == "html_block" for token in RENDERER.parse(text))
    if not text.startswith("---") and not (has_html and stray):  # front matter is ours alone
        assert squeezed(text_of(read_text(text, "markdown"))) == squeezed(Page(RENDERER.render(text)).text)


@pytest.mark.parametrize("file", sorted((ROOT / "corpora" / "drafts").glob("*.md")), ids=lambda file: file.name)
def test_drafts_show_what_their_pages_show(file: Path) -> None:
    text = re.sub(r"\A---\n.*?^---\n", "", file.read_text(encoding="utf-8"), flags=re.S | re.M)
    assert squeezed(text_of(read_text(text, "markdown"))) == squeezed(Page(RENDERER.render(text)).text)


# Composed pages: what is to be seen is known, and where each word of it stands.

Composed = tuple[str, list[tuple[str, str]]]  # the text of a page, and what is seen of it


class Composer:
    """Writes pages of words that are each written once."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw
        self._count = count(1)
        self._form = draw(st.sampled_from(["NFC", "NFD"]))

    def choose(self, *these: str) -> str:
        return self._draw(st.sampled_from(these))

    def word(self) -> str:
        word = self.choose("chết", "hoàng", "tiêm", "F0", "mũi", "😀", "đường", "thuỷ")
        return unicodedata.normalize(self._form, f"{word}{next(self._count)}")

    def phrase(self, depth: int = 2) -> tuple[str, str, list[str]]:
        """A phrase as written, as seen, and the captions of its pictures."""
        written: list[str] = []
        seen: list[str] = []
        captions: list[str] = []
        for _ in range(self._draw(st.integers(1, 4))):
            text, shown, inner = self.piece(depth)
            written.append(text)
            seen.append(shown)
            captions += inner
        return " ".join(written), " ".join(seen), captions

    def piece(self, depth: int) -> tuple[str, str, list[str]]:
        word = self.word()
        kind = self.choose("word", "word", "around", "link", "image", "code", "special", "hidden", "split")
        if kind in ("around", "link") and depth:
            text, seen, captions = self.phrase(depth - 1)
            around = self.choose(
                "**…**", "*…*", "<u>…</u>" if "~" in text else "~~…~~", "<b>…</b>", "{{< x >}}…{{< /x >}}"
            )
            link = self.choose("[…](a.vn)", '[…](<a b> "tên")', '[…]({{< ref "a" >}})', "[…][r]")
            is_linked = "[" in text.replace("![", "")  # no link stands in a link
            return (around if kind == "around" or is_linked else link).replace("…", text), seen, captions
        if kind == "image":
            return f"![{word}](a.png)", OBJECT, [word]
        if kind == "code":
            return f"`{word} *`", OBJECT, []
        if kind == "special":
            return f"{word}&amp;{word}\\*", f"{word}&{word}*", []
        if kind == "hidden":
            return f"{word}<!-- nhắn -->[^1]{{/* nhắn */}}", word, []
        return (f"{word[:1]}<i>{word[1:]}</i>" if kind == "split" and word[0].isascii() else word), word, []

    def block(self) -> Composed:
        text, seen, captions = self.phrase()
        more, shown, others = self.phrase()
        pictures = [("caption", caption) for caption in (*captions, *others)]
        first, second = ([("caption", caption) for caption in those] for those in (captions, others))
        kind = self.choose("paragraph", "heading", "item", "quote", "table", "directive", "footnote", "hidden")
        apart = {"heading": "heading", "directive": "heading"}.get(kind, "body")
        both = [(apart, seen), *first, ("body", shown), *second]
        if kind == "paragraph":
            end = self.choose(" ", "\n", "  \n", "\\\n")
            return f"{text}{end}{more}", [("body", f"{seen} {shown}"), *pictures]
        if kind == "heading":
            return f"## {text} {self.choose('', '##', '{#a}')}\n{more}", both
        if kind == "item":
            return f"{self.choose('- ', '1. ', '*' + chr(9), '- [x] ')}{text}\n\n    {more}", both
        if kind == "quote":
            return f"> {text}\n{self.choose('> ', '>', '')}{more}", [("quote", f"{seen} {shown}"), *pictures]
        if kind == "table":
            return f"| {text} | {more} |\n|---|---|", both
        if kind == "directive":
            return f":::note {text}\n{more}\n:::", both
        if kind == "footnote":
            return f"[^1]: {text}\n\n    {more}", both
        return self.choose("```\nmã\n```", "<!-- nhắn\n\n-->", "<script>\nmã\n</script>", "***", "{{< x >}}"), []


@st.composite
def pages(draw: st.DrawFn) -> Composed:
    """A page, its lines ended in one of three ways."""
    composer = Composer(draw)
    blocks = [composer.block() for _ in range(draw(st.integers(1, 5)))]
    text = "\n\n".join(["chữ đầu", *(text for text, _ in blocks), "chữ cuối", "[r]: a.vn", ""])
    seen = [("body", "chữ đầu"), *(part for _, found in blocks for part in found), ("body", "chữ cuối")]
    return text.replace("\n", draw(st.sampled_from(["\n", "\r\n", "\r"]))), seen


def clean(text: str) -> str:
    """What is seen; what stands at the ends of a part and is no prose does not count."""
    return view(text, [Piece(0, len(text))]).clean.strip(f"{OBJECT} ")


@given(pages())
@settings(max_examples=120)
def test_a_composed_page_shows_its_words_where_they_stand(page: Composed) -> None:
    text, expected = page
    draft = read_text(text, "markdown")
    views = [(part.name, view(draft.source, part.pieces)) for part in draft.parts]
    found = sorted((name, clean(seen.clean)) for name, seen in views)
    assert found == sorted((name, clean(seen)) for name, seen in expected if clean(seen))
    for _, seen in views:
        for word in re.finditer(r"[^\W\d]+\d+", seen.clean):
            written = text[seen.starts[word.start()] : seen.ends[word.end() - 1]]
            assert clean(re.sub("</?i>", "", written)) == word[0]


@given(st.lists(st.sampled_from(ODD), max_size=40).map("".join), st.sampled_from(["markdown", "mdx"]))
@settings(max_examples=120)
def test_pieces_ascend_and_nothing_is_shown_twice(text: str, format: str) -> None:
    draft = read_text(text, format)
    taken: set[int] = set()
    for part in draft.parts:
        spans = list(spans_of(part.pieces))
        assert spans == sorted(spans)
        for start, end in spans:
            assert 0 <= start < end <= len(text)
            assert taken.isdisjoint(range(start, end))
            taken.update(range(start, end))
    assert list(draft.parts) == sorted(draft.parts, key=lambda part: part.span)


def spans_of(pieces: tuple[tuple[int, int, str | None], ...]) -> Iterator[tuple[int, int]]:
    return ((start, end) for start, end, _ in pieces)
