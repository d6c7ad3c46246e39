"""Which files are drafts: what a walk over folders finds, leaves out, and says about what it skips."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from math import inf
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from content_guard import DraftError, read
from content_guard.entrances.cli import main
from content_guard.files import Skipped, Unread, Walk
from content_guard.limits import LARGEST

TEXT = "Họp chợ cả đêm\n"
PACK = """\
id: tst
title: {vi: Thử, en: Trial}
issuer: x
date: 01/01/2022
families: {TST: {letter: T, title: {vi: Thử, en: Trial}}}
clauses: {manner: {text: Viết rõ, source: practice, where: Sổ tay}}
"""


def write(file: Path, text: str = TEXT) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository of its own, with a pack that has no rules: the walk is what counts."""
    (tmp_path / ".git").mkdir()
    write(tmp_path / ".quy-tac" / "pack.yml", PACK)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def checked(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[list[str], str]]:
    """Check paths; answer the names of the drafts in order, and what standard error says."""

    def command(*arguments: str) -> tuple[list[str], str]:
        main(["check", *arguments, "--format", "jsonl", "--pack", "./.quy-tac"])
        out, err = capsys.readouterr()
        return [json.loads(line)["name"] for line in out.splitlines()], err

    return command


# Ignore files.


def test_ignore_files_are_honoured_from_the_root_of_the_repository_down(here: Path, checked: Callable) -> None:
    write(here / ".gitignore", "luu-tru/\n*.tmp.md\r\n# *.txt\n\\#dau.txt\n")
    write(here / "tin" / ".gitignore", "!giu.tmp.md\n/nhap.txt\n")
    write(here / "tin" / "sau" / ".content-guard-ignore", "*.json\n")
    for name in ("a.txt", "b.tmp.md", "#dau.txt", "luu-tru/c.txt", "tin/luu-tru/sau/d.txt", "tin/giu.tmp.md"):
        write(here / name)
    for name in ("tin/nhap.txt", "tin/sau/nhap.txt", "tin/sau/e.json", "tin/e.json"):
        write(here / name, '{"body": ""}' if name.endswith("json") else TEXT)
    expected = ["tin/e.json", "tin/giu.tmp.md", "tin/sau/nhap.txt"]
    assert checked() == (["a.txt", *expected], "")
    assert checked("tin") == (expected, "")  # seen from below as from above
    assert checked(str(here / "tin")) == ([str(here / name) for name in expected], "")


def test_our_own_ignore_file_has_the_last_word_in_its_folder(here: Path, checked: Callable) -> None:
    write(here / ".gitignore", "*.txt\n")
    write(here / ".content-guard-ignore", "!b.txt\nc.md\n")
    for name in ("a.txt", "b.txt", "c.md", "d.md"):
        write(here / name)
    assert checked()[0] == ["b.txt", "d.md"]


def test_what_is_named_is_checked_whatever_leaves_it_out(here: Path, checked: Callable) -> None:
    write(here / ".gitignore", "luu-tru/\n*.md\n")
    write(here / "content-guard.toml", "exclude = ['*.json', 'cu/']\ninclude = ['*.txt', '*.json']")
    for name in ("luu-tru/a.txt", "luu-tru/.an.txt", "b.md", "cu/c.txt"):
        write(here / name)
    write(here / "d.json", "{}")
    assert checked()[0] == []
    named = ["luu-tru/a.txt", "luu-tru/.an.txt", "b.md", "cu/c.txt", "d.json"]
    assert checked(*named)[0] == named
    assert checked("luu-tru")[0] == ["luu-tru/a.txt"]  # a folder that is named is looked into
    write(here / "luu-tru" / ".gitignore", "a.txt")
    assert checked("luu-tru")[0] == []


def test_settings_leave_out_and_let_in(here: Path, checked: Callable) -> None:
    write(here / "content-guard.toml", "exclude = ['luu/', 'tin/nhap-*']\ninclude = ['*.md', '/loa/']")
    write(here / "sau" / "content-guard.toml", "")
    for name in (
        "a.md",
        "a.txt",
        "loa/b.txt",
        "luu/c.md",
        "tin/luu/d.md",
        "tin/nhap-e.md",
        "tin/f.md",
        "sau/luu/g.txt",
    ):
        write(here / name)
    assert checked()[0] == ["a.md", "loa/b.txt", "sau/luu/g.txt", "tin/f.md"]
    assert "nhap-e" not in checked("tin")[0]


def test_without_a_repository_ignore_files_count_all_the_same(tmp_path: Path) -> None:
    write(tmp_path / ".gitignore", "a.txt\n!\n[z-a]\n\\\n/\n\xff\n")
    write(tmp_path / "a.txt")
    write(tmp_path / "b.txt")
    assert list(Walk(tmp_path)) == [tmp_path / "b.txt"]


def test_the_walk_agrees_with_git(tmp_path: Path) -> None:
    """Patterns and trees by chance, both told by real git."""
    chance = random.Random(20211)
    for number in range(120):
        root = tmp_path / str(number)
        tree(root, chance)
        told = subprocess.run(
            ["git", "ls-files", "--others", "--exclude-standard", "-z"], cwd=root, capture_output=True, check=True
        )
        expected = {name for name in told.stdout.decode().split("\0") if name.endswith((".md", ".txt"))}
        found = {str(path.relative_to(root)) for path in Walk(root) if isinstance(path, Path)}
        rules = {str(f.relative_to(root)): f.read_text(encoding="utf-8") for f in root.rglob(".gitignore")}
        assert found == expected, rules


def tree(root: Path, chance: random.Random) -> None:
    """A repository with a few folders and files, and ignore files in one or two of its folders."""
    subprocess.run(["git", "init", "-q", root], check=True)
    folders = [root]
    for _ in range(chance.randint(1, 6)):
        folder = chance.choice(folders) / chance.choice(["a", "b", "ab", "a.md"])
        folder.mkdir(exist_ok=True)
        folders.append(folder)
    for folder in dict.fromkeys(folders):
        for name in chance.sample(["c.md", "d.txt", "a.txt", "b.txt"], 3):
            write(folder / name)
    for folder in (root, chance.choice(folders)):
        write(folder / ".gitignore", "\n".join(pattern(chance) for _ in range(chance.randint(1, 4))))


_PIECES = ("a", "b", "ab", "*", "**", "***", "?", "[ab]", "[!a]", "[^b]", "[a-c]", "[]a]", "[[:alpha:]]", "[", "]", "ổ")
_PIECES += ("\\a", "\\*", "\\[", "\\\\", "\\ ", " ", "\t", ".md", "!", "#", "{", "(", "+", "$", "^", ".", "|", "-")
_name = st.lists(st.sampled_from(_PIECES), min_size=1, max_size=3).map("".join)
_lines = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(["", "", "", "!"]),
    st.sampled_from(["", "", "/"]),
    st.lists(_name, min_size=1, max_size=3).map("/".join),
    st.sampled_from(["", "", "/", " ", "\t", "//", "\r", "/**"]),
)


@pytest.fixture(scope="module")
def forest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with names of every kind, in folders three deep."""
    root = tmp_path_factory.mktemp("forest")
    subprocess.run(["git", "init", "-q", root], check=True)
    for folder in ("", "a", "ab", "a/b", "a/ab", "b", "b/a", "abc"):
        for name in ("c", "a ", "a\t", "b.md", "[a", "a]", "*", "\\", "ổ", "!b", "#b", "ba", "a b", "A"):
            write(root / folder / name)
    return root


@given(st.lists(_lines, min_size=1, max_size=3))
@settings(max_examples=200)
@example(["a\t"])
@example(["a**/**"])
@example(["a**/b", "!/ab/*"])
@example(["***/b"])
@example(["b//"])
@example(["/?"])
@example(["a\\\\ "])
@example(["/[a"])
@example(["?/**/a"])
def test_any_pattern_means_what_it_means_to_git(forest: Path, lines: list[str]) -> None:
    """But for what no one writes: a slash or a backslash within a set of characters."""
    assume(not re.search(r"\[[^]]*[/\\]", "\n".join(lines)))
    (forest / ".gitignore").write_bytes("\n".join(lines).encode())
    command = ["git", "ls-files", "--others", "--exclude-standard", "-z", "--", ":!.gitignore"]
    told = subprocess.run(command, cwd=forest, capture_output=True, check=True).stdout.decode()
    walk = Walk(forest, limit=lambda _: inf)
    assert {str(path.relative_to(forest)) for path in walk if isinstance(path, Path)} == set(told.split("\0")) - {""}


def test_classes_of_characters_are_those_of_git(tmp_path: Path) -> None:
    write(tmp_path / ".gitignore", "[[:upper:]]*.md\n[![:digit:]]b.txt\n[[:khong:]]c.md\n")
    names = ("Abc.md", "abc.md", "1b.txt", "ab.txt", "ac.md")
    for name in names:
        write(tmp_path / name)
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    told = subprocess.run(
        ["git", "ls-files", "-o", "--exclude-standard"], cwd=tmp_path, capture_output=True, check=True
    )
    assert [path.name for path in Walk(tmp_path)] == told.stdout.decode().split()[1:]


def pattern(chance: random.Random) -> str:
    names = ("a", "b", "ab", "*", "**", "a*", "*.md", "*.txt", "?", "[ab]", "c.md", "*b", "**a", "[!a]*", "\\a")
    path = "/".join(chance.choice(names) for _ in range(chance.choice((1, 1, 1, 2, 2, 3))))
    return chance.choice(("", "", "!")) + chance.choice(("", "/")) + path + chance.choice(("", "/", " "))


# Names.


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("typed", ["NFC", "NFD"])
def test_vietnamese_names_are_found_however_they_are_spelled(
    here: Path, checked: Callable, form: str, typed: str
) -> None:
    def on_disk(name: str) -> str:
        return unicodedata.normalize(form, name)

    for name in ("bài viết/tiêm mũi hai.md", "bài viết/nháp ố.txt", "đã đăng/ế.txt"):
        write(here / on_disk(name))
    write(here / ".gitignore", unicodedata.normalize(typed, "nháp*\nđã đăng/\n"))
    assert checked()[0] == [on_disk("bài viết/tiêm mũi hai.md")]
    named = unicodedata.normalize(typed, "bài viết/nháp ố.txt")
    names, err = checked(named, unicodedata.normalize(typed, "đã đăng"))
    assert (names, err) == ([on_disk("bài viết/nháp ố.txt"), on_disk("đã đăng/ế.txt")], "")


def test_drafts_come_in_the_order_of_names(here: Path, checked: Callable) -> None:
    names = ["a/b.txt", "a.txt", "á.txt", "b.md", "đ.txt", "ê/a.txt", "ờ.txt"]
    for number, name in enumerate(names):
        write(here / unicodedata.normalize("NFD" if number % 2 else "NFC", name))
    found = [unicodedata.normalize("NFC", name) for name in checked()[0]]
    assert found == sorted(names, key=lambda name: name.split("/"))


def test_a_file_is_checked_once_however_often_it_is_named(here: Path, checked: Callable) -> None:
    for name in ("a.txt", "tin/b.txt"):
        write(here / name)
    assert checked("tin/b.txt", ".", "tin", "./a.txt", str(here / "a.txt"))[0] == ["tin/b.txt", "a.txt"]


def test_hidden_names_are_left_out(here: Path, checked: Callable) -> None:
    for name in (".a.txt", ".an/b.txt", "c/.an/d.txt", "c/e.txt"):
        write(here / name)
    assert checked()[0] == ["c/e.txt"]
    assert checked(".an")[0] == [".an/b.txt"]


def test_a_name_of_any_bytes_is_checked(here: Path, checked: Callable) -> None:
    (here / os.fsdecode(b"a\xff.txt")).write_text(TEXT, encoding="utf-8")
    assert len(checked()[0]) == 1


# What is skipped.


def test_files_that_are_no_text_or_huge_are_skipped_with_a_note(here: Path, checked: Callable) -> None:
    (here / "a.txt").write_bytes(b"PK\x03\x04\x00\x00" + bytes(100))
    with (here / "b.md").open("wb") as huge:
        huge.truncate(LARGEST + 1)
    write(here / "c.txt")
    names, err = checked()
    assert names == ["c.txt"]
    assert err.splitlines() == [
        "a.txt: looks like no text (it has NUL bytes): skipped",
        "b.md: 20,971,521 bytes is more than the limit of 20,971,520; split it, or raise max-megabytes: skipped",
    ]
    assert checked("--quiet") == (["c.txt"], "")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"PK\x03\x04\x00\x00", "a.txt: has NUL bytes, which no text has. If it is a draft, save it as UTF-8 text."),
        ("Họp chợ".encode("utf-16"), "a.txt:1: byte 0xff is not UTF-8. Save the draft as UTF-8 and try again."),
        (
            bytes(LARGEST + 1),
            "a.txt: 20,971,521 bytes is more than the limit of 20,971,520. Split the draft, or raise max-megabytes.",
        ),
    ],
)
def test_named_they_are_errors(here: Path, content: bytes, told: str) -> None:
    (here / "a.txt").write_bytes(content)
    with pytest.raises(DraftError) as raised:
        read("a.txt")
    assert str(raised.value) == told
    assert main(["check", "a.txt", "--pack", "./.quy-tac"]) == 2


def test_data_of_a_site_is_no_draft(here: Path, checked: Callable) -> None:
    """A site's settings lie beside its drafts; a draft that is broken is told all the same."""
    texts = {"package.json": '{"name": "trang"}', "tsconfig.json": "{ // ghi chú\n}", "so-lieu.json": "[1, 2]"}
    texts |= {"luoc-do.json": '{"body": {"type": "object"}}', "menu.json": '{"headline": 1}'}
    texts |= {
        "a.json": '{"headline": "Họp chợ"}',
        "b.json": '{"headline": "Họp chợ", }',
        "c.json": '{"headline": "Họp chợ", "body": 3}',
    }
    for name, text in texts.items():
        write(here / name, text)
    names, err = checked()
    assert names == ["a.json", "b.json", "c.json"]
    told = [f"{name}: no draft (it has no headline, lead or body): skipped" for name in sorted(texts)[3:]]
    assert err.splitlines() == told
    subprocess.run("git init -q && git add -A", shell=True, check=True)
    assert checked("--staged")[0] == checked(".")[0] == names
    assert main(["check", ".", "--pack", "./.quy-tac"]) == main(["check", "so-lieu.json", "--pack", "./.quy-tac"]) == 2


def test_a_text_in_utf_16_is_not_passed_over(here: Path, checked: Callable) -> None:
    (here / "a.txt").write_bytes("Họp chợ".encode("utf-16"))
    assert checked() == (["a.txt"], "")  # an error that tells how to save it


def test_links_are_no_circles(here: Path, checked: Callable) -> None:
    write(here / "tin" / "a.txt")
    (here / "tin" / "vong").symlink_to(here, target_is_directory=True)
    (here / "tin" / "minh").symlink_to("minh")
    (here / "tin" / "minh.txt").symlink_to("minh.txt")
    (here / "tin" / "mat.txt").symlink_to("khong-co.txt")
    (here / "tin" / "b.txt").symlink_to("a.txt")
    names, err = checked()
    assert names == ["tin/a.txt", "tin/b.txt"]
    assert err.splitlines() == [
        "tin/mat.txt: a link to nothing: skipped",
        "tin/minh.txt: a link to nothing: skipped",
        "tin/vong: a link to a folder is not followed; name it to check what it holds: skipped",
    ]
    assert checked("tin/vong")[0] == ["tin/vong/tin/a.txt", "tin/vong/tin/b.txt"]


@pytest.mark.parametrize("options", [(), ("-o", "minh.txt"), ("--staged",)])
def test_a_link_in_a_circle_that_is_named_is_an_error(here: Path, capsys: pytest.CaptureFixture[str], options) -> None:
    (here / "minh.txt").symlink_to("minh.txt")
    write(here / "a.txt")
    subprocess.run(["git", "init", "-q"], check=True)
    assert main(["check", "a.txt", "minh.txt", "--format", "jsonl", "--pack", "./.quy-tac", *options]) == 2
    assert "minh.txt: " in "".join(capsys.readouterr())


def test_a_pipe_with_the_name_of_a_draft_does_not_hold_it_up(here: Path, checked: Callable) -> None:
    os.mkfifo(here / "a.txt")
    assert checked() == ([], "a.txt: no ordinary file: skipped\n")


def test_a_pipe_in_the_place_of_settings_does_not_either(here: Path, checked: Callable) -> None:
    for name in (".gitignore", ".content-guard-ignore", "content-guard.toml"):
        os.mkfifo(here / name)
    write(here / "a.txt")
    assert checked() == (["a.txt"], "")


def test_a_pipe_that_is_named_is_read(here: Path, checked: Callable) -> None:
    """As grep reads it: a shell hands over what a program says so."""
    os.mkfifo(here / "a.txt")
    writer = subprocess.Popen(["sh", "-c", f"printf '{TEXT}' > a.txt"])
    assert checked("a.txt") == (["a.txt"], "")
    assert writer.wait() == 0
    script = f'{sys.executable} -m content_guard check --format concise --pack ./.quy-tac <(echo "Họp chợ") a.txt'
    subprocess.Popen(["sh", "-c", f"printf '{TEXT}' > a.txt"])
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_what_never_ends_is_read_no_further_than_the_limit(here: Path) -> None:
    with pytest.raises(DraftError, match=r"/dev/zero: 2[012],\d+,\d+ bytes is more than the limit"):
        read("/dev/zero")


def test_a_pipe_where_a_draft_was_is_no_version_of_it(here: Path, checked: Callable) -> None:
    (here / ".git").rmdir()
    write(here / "a.txt")
    identity = "git -c user.name=Ai -c user.email=a@b.c"
    subprocess.run(f"git init -q && git add a.txt && {identity} commit -qm Tin", shell=True, check=True)
    (here / "a.txt").unlink()
    os.mkfifo(here / "a.txt")
    for named in (".", "a.txt"):
        assert checked("--diff", "HEAD", named) == ([], "a.txt: no ordinary file: skipped\n")


def test_a_folder_that_cannot_be_looked_into_is_an_error_and_the_others_are_checked(
    here: Path, checked: Callable
) -> None:
    inside = os.open(here, os.O_RDONLY)
    for _ in range(20):  # a way too long for the system
        os.mkdir("d" * 250, dir_fd=inside)
        inside, outside = os.open("d" * 250, os.O_RDONLY, dir_fd=inside), inside
        os.close(outside)
    os.close(inside)
    write(here / "e.txt")
    names, err = checked()
    assert (len(names[0]) > 4000, names[1:], err) == (True, ["e.txt"], "")
    assert main(["check", "--format", "concise", "--pack", "./.quy-tac"]) == 2


def test_a_folder_that_goes_away_is_told(tmp_path: Path) -> None:
    (found,) = Walk(tmp_path / "khong-co")
    assert found == Unread(tmp_path / "khong-co", "No such file or directory")
    assert not isinstance(found, Skipped)


def test_config_tells_why_a_file_is_left_out(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(here / ".gitignore", "# cũ\nluu-tru/\n")
    write(here / "content-guard.toml", "exclude = ['x/']\ninclude = ['*.txt']")
    for name, why in (
        ("luu-tru/sau/a.txt", "luu-tru is left out when a folder above it is checked: .gitignore:2"),
        (".an/a.txt", ".an is left out when a folder above it is checked: its name is hidden"),
        ("tin/x/a.txt", "tin/x is left out when a folder above it is checked: exclude, content-guard.toml:1:12"),
        ("a.md", "a.md is left out when a folder above it is checked: include, content-guard.toml:2:12"),
    ):
        write(here / name)
        main(["config", name, "--pack", "./.quy-tac"])
        assert capsys.readouterr().out.endswith(f"\n# {why}\n")
    main(["config", "tin/a.txt", "--pack", "./.quy-tac"])
    assert "left out" not in capsys.readouterr().out
