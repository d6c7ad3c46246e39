"""Readers: which parts a draft has, and that every visible character keeps its place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_guard import Draft, DraftError, read
from content_guard.readers import ENDINGS, READERS, read_text
from content_guard.text.view import view


def parts(text: str, format: str) -> list[tuple[str, str]]:
    draft = read_text(text, format)
    return [(part.name, view(draft.source, part.pieces).clean) for part in draft.parts]


TITLE = "Phường Tân Phong mở thêm điểm tiêm"
PARAGRAPH = "Sáng nay, phường mở thêm một điểm tiêm tại nhà trẻ."


def test_plain_text_with_headline_lead_and_body() -> None:
    found = parts(f"{TITLE}\n\n{PARAGRAPH}\n\nBà con đi đông.\nKhông ai chen lấn.\n", "text")
    assert found == [("headline", TITLE), ("lead", PARAGRAPH), ("body", "Bà con đi đông. Không ai chen lấn.")]


@pytest.mark.parametrize(
    "text",
    [
        "Kính thưa toàn thể bà con.\n\nHôm nay phường tiêm mũi hai.",  # ends with a full stop
        "Kính thưa bà con\nHôm nay phường tiêm mũi hai\n\nXin cảm ơn",  # no blank line after the first
        " ".join(["bà con"] * 16) + "\n\nXin cảm ơn",  # 32 syllables
    ],
)
def test_a_script_for_loudspeakers_has_no_headline(text: str) -> None:
    assert {name for name, _ in parts(text, "text")} == {"body"}


@pytest.mark.parametrize("end", ["", "\n", "?", "!", "…", "..."])
def test_one_line_alone_is_a_headline(end: str) -> None:
    assert [name for name, _ in parts(TITLE + end, "text")] == ["headline"]


def test_a_long_first_paragraph_is_no_lead() -> None:
    long = " ".join(["bà con"] * 41)
    assert [name for name, _ in parts(f"{TITLE}\n\n{long}\n\n{PARAGRAPH}", "text")] == ["headline", "body", "body"]


def test_windows_line_ends() -> None:
    assert [name for name, _ in parts(f"{TITLE}\r\n\r\n{PARAGRAPH}\r\n\r\nXin cảm ơn.\r\n", "text")] == [
        "headline",
        "lead",
        "body",
    ]


MARKDOWN = """\
# Phường **Tân Phong** mở thêm [điểm tiêm](https://example.org/a_(b) "Bản đồ")

Đoạn mở đầu có `mã` và &quot;ngoặc&quot;.

## Tít phụ

Dòng một
dòng hai \\* sao, 3 * 4 và snake_case.

> Lời trích
> hai dòng

- mục **một**
- mục hai

| Ngày | Mũi |
|---|---|
| 5/9 | hai |

```
không đọc
```

<!-- lời nhắn -->

![ảnh](a.png) Chú thích sau ảnh
"""


def test_markdown_blocks_and_inline_markup() -> None:
    found = parts(MARKDOWN, "markdown")
    assert found[0] == ("headline", TITLE)
    assert found[1] == ("lead", 'Đoạn mở đầu có \ufffc và "ngoặc".')
    assert found[2] == ("heading", "Tít phụ")
    assert found[3] == ("body", "Dòng một dòng hai * sao, 3 * 4 và snake_case.")
    assert found[4] == ("quote", "Lời trích hai dòng")
    assert ("body", "mục một") in found
    assert not any("không đọc" in text or "lời nhắn" in text for _, text in found)


@pytest.mark.parametrize("fence", ["---", "+++"])
def test_front_matter_gives_headline_and_lead(fence: str) -> None:
    sign = ":" if fence == "---" else " ="
    text = (
        f"{fence}\ntitle{sign} \"{TITLE}\"\ndescription{sign} '{PARAGRAPH}'\ntags{sign} x\n{fence}\n\nThân bài ở đây.\n"
    )
    assert parts(text, "markdown") == [("headline", TITLE), ("lead", PARAGRAPH), ("body", "Thân bài ở đây.")]


def test_json_fields_keep_their_own_positions() -> None:
    value = {"headline": TITLE, "lead": PARAGRAPH, "body": "Một.\n\nHai.", "id": 7}
    draft = read(json.dumps(value).encode(), "json")
    assert [part.name for part in draft.parts] == ["headline", "lead", "body", "body"]
    assert draft.meta["id"] == 7
    assert draft.source == f"{TITLE}\n\n{PARAGRAPH}\n\nMột.\n\nHai."


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"headline": "x"', "a.json:1:17: is not JSON"),
        ("[]", "a.json: expected an object with at least one of headline, lead and body"),
        ('{"title": "x"}', "expected an object with at least one of"),
        ('{"headline": 3}', "a.json: headline: expected a text in quotation marks, found 3. Mend it."),
        ("[" * 100_000, "a.json"),
    ],
)
def test_json_that_is_no_draft(text: str, message: str) -> None:
    with pytest.raises(DraftError) as error:
        read(text.encode(), "json", name="a.json")
    assert message in str(error.value)


def test_a_byte_order_mark_stays_out_of_the_source(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"\xef\xbb\xbf" + TITLE.encode())
    draft = read(file)
    assert draft.source == TITLE
    assert draft.name == str(file)


@pytest.mark.parametrize("name", ["a.docm", "khong-co.txt", "."])
def test_what_cannot_be_read_is_told(name: str, tmp_path: Path) -> None:
    with pytest.raises(DraftError) as error:
        read(tmp_path / name)
    assert str(error.value).endswith(".")


def test_what_is_too_large(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PARAGRAPH, encoding="utf-8")
    for source in (tmp_path / "a.txt", PARAGRAPH.encode()):
        with pytest.raises(DraftError, match="more than the limit of 10"):
            read(source, largest=10)


def test_every_ending_has_a_reader() -> None:
    assert set(ENDINGS.values()) == set(READERS)


messy = st.lists(
    st.sampled_from(
        [
            "# ",
            "## ",
            "- ",
            "> ",
            "    ",
            "\n",
            "\n\n",
            "\r\n",
            "**",
            "_",
            "`",
            "[",
            "]",
            "(",
            ")",
            "![",
            "<b>",
            "<!--",
            "-->",
            "&amp;",
            "\\",
            "---\n",
            "title: ",
            "| ",
            "tin",
            " ",
            "\x00",
            "\x0c",
            "\u2028",
            "\x85",
            "1. ",
        ]
    ),
    max_size=50,
).map("".join)


@given(st.text() | messy, st.sampled_from(["text", "markdown"]))
def test_pieces_ascend_within_the_source_and_never_overlap(text: str, format: str) -> None:
    draft = read_text(text, format)
    assert draft.source == text
    at = 0
    for part in draft.parts:
        assert part.pieces
        for piece in part.pieces:
            assert at <= piece.start < piece.end <= len(text)
            at = piece.end


@given(st.text(), st.text(), st.text())
def test_fields_are_found_again_in_the_source(headline: str, lead: str, body: str) -> None:
    draft = Draft(headline, lead, body)
    assert {name: draft.source[slice(*span)] for name, span in draft.fields} == {
        name: value for name, value in (("headline", headline), ("lead", lead), ("body", body)) if value
    }
