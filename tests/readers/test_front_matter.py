"""Front matter: its title and description as YAML, TOML and JSON mean them, every character in its place."""

from __future__ import annotations

import json
import tomllib

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from content_guard import Guard
from content_guard.readers import read_text
from content_guard.text.view import clean, view

TITLE = "Phường Tân Phong mở thêm điểm tiêm"


def parts(text: str) -> list[tuple[str, str]]:
    draft = read_text(text, "markdown")
    return [(part.name, view(draft.source, part.pieces).clean) for part in draft.parts]


def front(inner: str, fence: str = "---") -> list[tuple[str, str]]:
    *found, body = parts(f"{fence}\n{inner}\n{fence}\n\nThân bài\n")
    assert body == ("body", "Thân bài")
    return found


@pytest.mark.parametrize(
    "value",
    [
        TITLE,
        f"{TITLE} # ghi chú",
        f'"{TITLE}" # ghi chú',
        f"'{TITLE}'",
        f"!!str {TITLE}",
        f"&a {TITLE}",
        f">\n  {TITLE}",
        f">-\n    {TITLE}\n",
        f"|2- # ghi chú\n  {TITLE}",
        "Phường Tân Phong\n  mở thêm\n\n  điểm tiêm",
        '"Phường \\\n    Tân\\x20Phong m\\U00001edf thêm điểm\n  tiêm"',
        "'Phường Tân Phong\n  mở thêm điểm tiêm'",
        '"Ph\\u01b0\\u1eddng Tân Phong m\\u1edf thêm\\tđiểm\\ntiêm"',
    ],
)  # fmt: skip
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_yaml_has_many_ways_to_write_a_title(value: str, end: str) -> None:
    text = f"---\nlayout: a\ntitle: {value}\ndate: 2021-09-06\n---\nThân bài\n".replace("\n", end)
    assert yaml.safe_load(text.split("---")[1])["title"].split() == TITLE.split()
    assert parts(text) == [("headline", TITLE), ("body", "Thân bài")]


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("title: Lai: thêm\ndescription: >-\n  một\n  hai\nx: [", [("headline", "Lai: thêm"), ("lead", "một hai")]),
        ("title: 'Bà con: 'đông''\ndescription: \"một\" # hai", [("headline", "Bà con: 'đông'"), ("lead", "một")]),
        ("title: It''s", [("headline", "It''s")]),
        ("title: 'It''s'", [("headline", "It's")]),
        ("Title: Một\nsummary: Hai\nexcerpt: Ba", [("headline", "Một"), ("lead", "Hai"), ("lead", "Ba")]),
        ("seo:\n  title: không\n  description: không\ntitle: Một", [("headline", "Một")]),
        ("items:\n- title: không\n- [title, không]\n? [title]\n: không\ntitle: Một", [("headline", "Một")]),
        ("title:\n  vi: không", []),
        ("title:\ndescription: ''\nsummary: ' '", []),
        ('{title: "Một", description: Hai}', [("headline", "Một"), ("lead", "Hai")]),
        ("title: Một 😀\u2028hai\x07", [("headline", "Một 😀 hai\x07")]),
        ("# ghi chú\n\ntitle: Một", [("headline", "Một")]),
    ],
)  # fmt: skip
def test_yaml(inner: str, expected: list[tuple[str, str]]) -> None:
    assert front(inner) == expected


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ('title = "Một \\"hai\\" \\u1ec7" # ghi chú', [("headline", 'Một "hai" ệ')]),
        ("description = 'a\\b'", [("lead", "a\\b")]),
        ('title = """\nMột \\\n\n   hai\nba"" """', [("headline", 'Một hai ba""')]),
        ("title = '''\nMột 'hai'\nba'''", [("headline", "Một 'hai' ba")]),
        ("'title' = 'Một'\n\"description\" = 'Hai'", [("headline", "Một"), ("lead", "Hai")]),
        ("tags = [\n  'a', # [\n  ['title']\n]\ntitle = 'Một'\n[seo]\ntitle = 'không'", [("headline", "Một")]),
        ("[[b]]\ntitle = 'không'\n[c] # x\ntitle = 'không'", []),
        ("a = {title = 'không'}\nx.title = 'không'", []),
        ("title = chưa có ngoặc # ghi chú", [("headline", "chưa có ngoặc")]),
        ('title = "chưa đóng', []),
    ],
)  # fmt: skip
def test_toml(inner: str, expected: list[tuple[str, str]]) -> None:
    assert front(inner, "+++") == expected


def test_json() -> None:
    value = {"a": {"title": "không"}, "b": ["title", "không"], "title": 'Một "😀"\n/', "description": "Hai"}
    for text in (json.dumps(value), json.dumps(value, indent="\t", ensure_ascii=False)):
        assert parts(text.replace("/", "\\/") + "\n\nThân bài") == [
            ("headline", 'Một "😀" /'),
            ("lead", "Hai"),
            ("body", "Thân bài"),
        ]
    assert parts('{"title": "a"} là một đoạn')[0][0] == "body"


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nThân một\n\n---\n\nThân hai",
        "---\nThân một.\nThân hai.\n---\n",
        "---\ntitle: không đóng\n\nThân một",
    ],
)
def test_what_only_looks_like_front_matter_is_read(text: str) -> None:
    assert "Thân một" in " ".join(seen for _, seen in parts(text))


def test_a_finding_in_escapes_knows_its_place() -> None:
    text = '---\ntitle: "Kinh ho\\u00e0ng chốt số 3"\n---\nBà con đi lại bình thường qua chốt.\n'
    (finding,) = Guard().check_text(text, "markdown").findings
    assert (finding.words, finding.text, finding.line, finding.column) == ("Kinh hoàng", "Kinh ho\\u00e0ng", 2, 9)


values = st.text(
    st.sampled_from("tin chết ăn\"'\\#:[]{}|>-\n\t&*!%@`,=😀\u0301\u00a0"), min_size=1, max_size=30
).filter(lambda text: bool(clean(text)))


@given(values, st.sampled_from([None, "'", '"', "|", ">"]), st.integers(20, 200))
@settings(max_examples=150)
def test_yaml_shows_what_it_means(value: str, style: str | None, width: int) -> None:
    written = yaml.dump({"title": value}, default_style=style, allow_unicode=True, width=width)
    written = written.replace('"title":', "title:").replace("'title':", "title:")
    if yaml.safe_load(written) == {"title": value}:
        assert front(written + "after: x") == [("headline", clean(value))]


@given(values, st.sampled_from(['"', "'", '"""', "'''"]))
@settings(max_examples=150)
def test_toml_shows_what_it_means(value: str, quotes: str) -> None:
    inside = json.dumps(value, ensure_ascii=False)[1:-1] if quotes[0] == '"' else value
    written = f"title = {quotes}{inside}{quotes}"
    try:
        meant = tomllib.loads(written)["title"]
    except tomllib.TOMLDecodeError:
        return
    assert front(written, "+++") == ([("headline", clean(meant))] if clean(meant) else [])


@given(values)
@settings(max_examples=50)
def test_json_shows_what_it_means(value: str) -> None:
    text = json.dumps({"title": value}) + "\n\nThân bài"
    assert parts(text) == [("headline", clean(value)), ("body", "Thân bài")]
