"""Only what changed: against a revision, or what is staged, in real repositories of Git."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from content_guard.entrances.cli import main

ROOT = Path(__file__).parents[1]
PACK = str(ROOT / "tests" / "quick_pack")
HOOKS = ("content-guard", "content-guard-staged")
HEADLINE = "Kinh hoàng chốt số 3 phường Tân Phong"
BODY = "Bà con đi lại bình thường qua chốt, không ai phải chờ lâu."
CULPRIT = "Chị chết vì vắc xin, cả xóm đều tin như vậy."
OLD = f"{HEADLINE}\n\n{BODY}\n"
NEW = f"{HEADLINE}\n\n{BODY}\n\n{CULPRIT}\n"

Git = Callable[..., str]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with two drafts on ``main``; the current folder."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "n")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "n@example.org")
    folder = tmp_path / "kho bài"
    folder.mkdir()
    monkeypatch.chdir(folder)
    write("bài/tin một.txt", OLD)
    write("b.txt", OLD)
    call_git("init", "-q", "-b", "main")
    commit()
    return folder


def call_git(*arguments: str) -> str:
    return subprocess.run(["git", *arguments], check=True, capture_output=True).stdout.decode().strip()


def commit() -> None:
    call_git("add", "-A")
    call_git("commit", "-qm", "x")


def write(name: str, text: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    def command(*arguments: str) -> tuple[int, str, str]:
        code = main(["check", *arguments, "--pack", PACK])
        return code, *capsys.readouterr()

    return command


@pytest.fixture
def new(run) -> Callable[..., dict[str, list[str]]]:
    """The new findings, ``CODE:line``, of each draft that was read."""

    def found(*arguments: str) -> dict[str, list[str]]:
        code, out, err = run(*arguments, "--format", "json")
        assert (code, err) == (0, "")
        return {d["name"]: [f"{f['code']}:{f['line']}" for f in d["findings"]] for d in json.loads(out)["drafts"]}

    return found


# Against a revision.


def test_nothing_changed_and_nothing_is_read(new) -> None:
    assert new("--diff", "main") == {}
    assert new("--staged") == {}


def test_only_files_that_differ_are_read_and_only_new_findings_shown(new) -> None:
    write("b.txt", NEW)
    assert new("--diff", "main") == {"b.txt": ["VAC102:5"]}
    assert new("--diff", "HEAD", ".", "--jobs", "2") == {"b.txt": ["VAC102:5"]}
    commit()
    assert new("--diff", "main~1") == {"b.txt": ["VAC102:5"]}
    assert new("--diff", "main") == {}


def test_what_was_there_before_is_kept_with_its_reason_and_out_of_the_score(run) -> None:
    write("b.txt", OLD + "\nThêm một câu.\n")
    (draft,) = json.loads(run("--diff", "main", "--format", "json")[1])["drafts"]
    assert [(f["code"], f["reason"]) for f in draft["suppressed"]] == [("HED101", "đã có ở bản trước")]
    assert draft["score"] == 0
    write("b.txt", NEW)
    assert run("--diff", "main", "--fail-on", "warning")[0] == 1
    shown = run("--diff", "main", "--lang", "en", "--verbose")[1]
    assert "b.txt:1:1  HED101 suppressed at “Kinh hoàng”: already in the earlier version" in shown


def test_a_file_whose_time_alone_changed_is_not_read(new) -> None:
    os.utime("b.txt", (1, 1))
    assert new("--diff", "main") == {}


def test_a_headline_that_a_changed_body_no_longer_bears_out_is_asked(folder: Path, capsys) -> None:
    headline = "50 người nhập viện sau bữa cỗ ở bản Lùng Thàng"
    write("c.txt", f"{headline}\n\n{BODY}\n\nTrạm y tế xã tiếp nhận 50 người đau bụng sau bữa cỗ.\n")
    commit()
    write("c.txt", f"{headline}\n\n{BODY}\n\nTrạm y tế xã tiếp nhận 15 người đau bụng sau bữa cỗ.\n")
    assert main(["check", "--diff", "main", "--preview", "--format", "json"]) == 0
    (draft,) = json.loads(capsys.readouterr().out)["drafts"]
    assert [(f["code"], f["line"]) for f in draft["findings"]] == [("HED501", 1)]


def test_renames_are_followed(new) -> None:
    call_git("mv", "b.txt", "bài/đổi tên.txt")
    assert new("--diff", "main") == new("--staged") == {}  # nothing is new
    write("bài/đổi tên.txt", NEW)
    assert new("--diff", "main") == {"bài/đổi tên.txt": ["VAC102:5"]}
    assert new("--diff", "main", "bài") == {"bài/đổi tên.txt": ["VAC102:5"]}  # though the old name is elsewhere
    assert new("--staged") == {}
    call_git("add", "-A")
    assert new("--staged") == {"bài/đổi tên.txt": ["VAC102:5"]}
    call_git("mv", "bài/đổi tên.txt", "bài/đổi tên.md")
    assert new("--staged") == {"bài/đổi tên.md": ["VAC102:5"]}


def test_a_rename_that_is_not_staged_is_followed_too(new) -> None:
    index = Path(".git/index").read_bytes()
    Path("b.txt").rename("đổi tên.txt")
    assert new("--diff", "main") == {}
    write("đổi tên.txt", NEW)
    write("hoàn toàn khác.txt", "Họp chợ\n\nKinh hoàng.\n")
    assert new("--diff", "main") == {"hoàn toàn khác.txt": [], "đổi tên.txt": ["VAC102:5"]}
    assert Path(".git/index").read_bytes() == index
    call_git("rm", "-q", "--cached", "bài/tin một.txt")
    assert "bài/tin một.txt" not in new("--diff", "main")  # it is as it was


def test_a_thousand_renames_are_followed(new) -> None:
    for n in range(1001):
        write(f"cũ/{n}.txt", f"{OLD}\nCâu số {n} của bài.\n")
    commit()
    Path("cũ").rename("mới")
    for n in range(1001):
        Path(f"mới/{n}.txt").rename(f"mới/bài-{n}.txt")
        write(f"mới/bài-{n}.txt", f"{OLD}\nCâu số {n} của bài.\n\nThêm.\n")
    assert {codes for found in new("--diff", "main").values() for codes in found} == set()


def test_new_files_are_new_as_a_whole_untracked_ones_too(new) -> None:
    write(".gitignore", "nháp/\n")
    write("nháp/c.txt", NEW)
    write("mới/c.txt", OLD)
    write("d.txt", OLD)
    call_git("add", "d.txt")
    assert new("--diff", "main") == {"d.txt": ["HED101:1"], "mới/c.txt": ["HED101:1"]}
    assert new("--staged") == {"d.txt": ["HED101:1"]}
    call_git("add", "-N", "mới/c.txt")
    assert new("--diff", "main") == {"d.txt": ["HED101:1"], "mới/c.txt": ["HED101:1"]}
    assert new("--staged") == {"d.txt": ["HED101:1"]}


def test_the_branch_is_compared_with_where_it_left(new) -> None:
    call_git("checkout", "-qb", "việc")
    write("bài/tin một.txt", NEW)
    commit()
    call_git("checkout", "-q", "main")
    write("b.txt", f"{BODY}\n")  # mended on main meanwhile
    write("bài/tin một.txt", f"{BODY}\n")
    commit()
    call_git("checkout", "-q", "việc")
    assert new("--diff", "main") == {"bài/tin một.txt": ["VAC102:5"]}


def test_deleted_files_links_submodules_and_other_kinds_are_passed_over(new, folder: Path) -> None:
    Path("b.txt").unlink()
    Path("ảnh.png").write_bytes(b"\x89PNG\0")
    Path("liên kết.txt").symlink_to("bài/tin một.txt")
    Path(".ẩn.txt").write_text(NEW, encoding="utf-8")
    call_git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(folder), "mô đun")
    write("mô đun/b.txt", NEW)
    call_git("init", "-q", "kho khác")
    call_git("-C", "kho khác", "commit", "-q", "--allow-empty", "-m", "x")
    write("kho khác/c.txt", NEW)
    for _ in range(2):
        assert new("--diff", "main") == {}
        assert new("--diff", "main", "b.txt", "ảnh.png") == {}
        assert new("--staged") == {}
        call_git("add", "-A")


def test_a_file_that_is_nowhere_is_told_as_in_any_check(run) -> None:
    for option in (("--diff", "main"), ("--staged",)):
        code, out, _ = run(*option, "không có.txt")
        assert code == 2
        assert "không có.txt: cannot be read" in out


def test_a_link_that_became_a_file_is_new(new) -> None:
    Path("l.txt").symlink_to("b.txt")
    commit()
    Path("l.txt").unlink()
    write("l.txt", OLD)
    assert new("--diff", "main") == {"l.txt": ["HED101:1"]}


def test_what_cannot_be_read_now_or_before(run, new) -> None:
    Path("c.txt").write_bytes(b"H\xff")
    commit()
    write("c.txt", OLD)
    code, out, err = run("--diff", "main", "--format", "concise")
    assert (code, out.count("HED101"), "c.txt: " in out) == (0, 1, False)
    assert err.endswith("That is the earlier version: all findings of the draft count as new.\n")
    write("b.txt", NEW)
    Path("c.txt").write_bytes(b"H\xff\xfe")
    call_git("add", ".")
    for option in (("--diff", "main"), ("--staged",)):
        code, out, _ = run(*option, "--format", "json")
        drafts = {d["name"]: d for d in json.loads(out)["drafts"]}
        assert code == 2
        assert "c.txt:1: byte 0xff is not UTF-8" in drafts["c.txt"]["error"]
        assert [f["code"] for f in drafts["b.txt"]["findings"]] == ["VAC102"]


def test_it_runs_from_any_folder_and_takes_paths(new, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("b.txt", "bài/tin một.txt", "bài/sâu/c.txt"):
        write(name, NEW)
    assert list(new("--diff", "main")) == ["b.txt", "bài/sâu/c.txt", "bài/tin một.txt"]
    assert list(new("--diff", "main", "bài/sâu", "b.txt")) == ["bài/sâu/c.txt", "b.txt"]
    monkeypatch.chdir("bài")
    found = {"sâu/c.txt": ["HED101:1", "VAC102:5"], "tin một.txt": ["VAC102:5"]}
    assert new("--diff", "main") == found
    assert new("--diff", "main", "..") == {"../b.txt": ["VAC102:5"]} | {f"../bài/{n}": f for n, f in found.items()}
    assert list(new("--diff", "main", str(folder / "b.txt"))) == [str(folder / "b.txt")]
    call_git("add", "-A")
    assert new("--staged") == found


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_names_are_compared_composed(form: str, new) -> None:
    name = unicodedata.normalize(form, "tiếng việt.txt")
    write(name, OLD)
    commit()
    write(name, NEW)
    for asked in ("NFC", "NFD"):
        assert list(new("--diff", "HEAD", unicodedata.normalize(asked, name)).values()) == [["VAC102:5"]]
    assert new("--diff", "HEAD") == {name: ["VAC102:5"]}


def test_other_composition_of_a_name_is_a_rename(new) -> None:
    write("việt.txt", OLD)
    commit()
    Path("việt.txt").rename(unicodedata.normalize("NFD", "việt.txt"))
    call_git("add", "-A")
    assert new("--diff", "main") == new("--staged") == {}


def test_a_comment_taken_out_shows_what_it_hid(new) -> None:
    write("b.txt", f"%% content-guard: disable-file HED101 -- trích\n{OLD}")
    commit()
    write("b.txt", OLD)
    assert new("--diff", "main") == {"b.txt": ["HED101:1"]}


def test_with_a_baseline(run, new) -> None:
    write("c.txt", NEW)
    assert main(["baseline", "c.txt", "--pack", PACK]) == 0
    run()
    write("c.txt", NEW + f"\n{CULPRIT}\n")
    assert new("--diff", "main", "--baseline", "content-guard-baseline.toml", "c.txt") == {"c.txt": ["VAC102:7"]}


def test_of_a_folder_what_a_check_of_it_would_read(run, new, folder: Path) -> None:
    write(".gitignore", "lưu trữ/\n")
    write(".content-guard-ignore", "cũ*.txt\n")
    write("content-guard.toml", "exclude = ['loa/']\ninclude = ['*.txt']\nmax-megabytes = 0.001\n")
    left_out = ("lưu trữ/a.txt", "cũ 1.txt", "loa/a.txt", "a.md", ".ẩn/a.txt")
    for name in (*left_out, "c.txt"):
        write(name, OLD)
    write("lớn.txt", OLD * 20)
    Path("nhị phân.txt").write_bytes(bytes(20))
    for option in (("--diff", "main"), ("--staged",)):
        call_git("add", "-Af")
        code, out, err = run(*option, "--format", "json", ".", "c.txt")
        assert (code, [d["name"] for d in json.loads(out)["drafts"]]) == (0, ["c.txt"])
        assert "lớn.txt: 2,460 bytes is more than the limit" in err
        assert "nhị phân.txt: looks like no text" in err
    assert [list(new("--staged", name)) for name in left_out] == [[name] for name in left_out]  # named: asked about


@pytest.mark.skipif(not shutil.which("git-lfs"), reason="Git LFS is not installed")
def test_what_git_lfs_keeps_is_compared_and_asked_for_when_it_is_not_here(run, new) -> None:
    call_git("lfs", "install", "--local")
    call_git("lfs", "track", "c.txt")
    write("c.txt", OLD)
    commit()
    assert call_git("show", "HEAD:c.txt").startswith("version https://git-lfs")
    write("c.txt", NEW)
    assert new("--diff", "HEAD") == {"c.txt": ["VAC102:5"]}
    call_git("add", "c.txt")
    assert new("--staged") == {"c.txt": ["VAC102:5"]}
    shutil.rmtree(".git/lfs/objects")
    code, out, err = run("--diff", "HEAD", "--format", "concise")
    assert (code, out.count("c.txt:"), "git lfs pull. That is the earlier version" in err) == (0, 2, True)
    code, out, _ = run("--staged", "--format", "concise")
    assert code == 2
    assert "c.txt: is what Git LFS left in the draft's place. Fetch the draft: git lfs pull." in out


# What is staged.


def test_staged_reads_the_index_and_not_the_working_tree(new) -> None:
    write("b.txt", NEW)
    call_git("add", "b.txt")
    write("b.txt", "Kinh hoàng\n\nChết hàng loạt sau tiêm vắc xin.\n")
    write("bài/tin một.txt", NEW)
    assert new("--staged") == {"b.txt": ["VAC102:5"]}
    Path("b.txt").unlink()
    assert new("--staged", "b.txt", "bài") == {"b.txt": ["VAC102:5"]}


def test_everything_is_new_before_the_first_commit(new, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    call_git("init", "-q", str(tmp_path / "trống"))
    monkeypatch.chdir(tmp_path / "trống")
    write("b.txt", NEW)
    assert new("--staged") == {}
    call_git("add", "b.txt")
    assert new("--staged") == {"b.txt": ["HED101:1", "VAC102:5"]}


def test_a_conflict_is_told(run, new) -> None:
    for branch, text in (("một", NEW), ("hai", f"{OLD}\nCâu khác hẳn.\n")):
        call_git("checkout", "-qb", branch, "main")
        write("b.txt", text)
        commit()
    subprocess.run(["git", "merge", "-q", "một"], capture_output=True)
    code, _, err = run("--staged")
    assert code == 0
    assert err.endswith("b.txt: not checked, its merge conflict is not resolved yet\n")
    assert run("--staged", "--quiet", "b.txt")[::2] == (0, "")
    assert list(new("--diff", "hai")) == ["b.txt"]


@pytest.mark.parametrize("how", [("-a",), ("b.txt",), ("-i", "b.txt")])
def test_a_hook_of_git_sees_what_the_commit_would_hold(how: tuple[str, ...], folder: Path) -> None:
    hook = Path(".git/hooks/pre-commit")
    hook.parent.mkdir(exist_ok=True)
    command = f'"{sys.executable}" -m content_guard check --staged --fail-on warning --pack "{PACK}"'
    hook.write_text(f"#!/bin/sh\nexec {command} --format concise\n", encoding="utf-8")
    hook.chmod(0o755)
    write("b.txt", NEW)
    done = subprocess.run(["git", "commit", "-qm", "x", *how], capture_output=True)
    said = (done.stdout + done.stderr).decode()
    assert done.returncode == 1
    assert "b.txt:5:5: VAC102" in said
    assert "HED101" not in said
    write("b.txt", f"{OLD}\nThêm một câu.\n")
    assert subprocess.run(["git", "commit", "-qm", "x", *how], capture_output=True).returncode == 0


# What goes wrong.


def test_outside_a_repository(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    outside = tmp_path / "ngoài"
    outside.mkdir()
    code, _, err = run("--diff", "main", str(outside))
    assert code == 2
    assert "outside the repository" in err
    monkeypatch.chdir(outside)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    for option in (("--diff", "main"), ("--staged",)):
        code, out, err = run(*option, "--format", "json")
        assert (code, out) == (2, "")
        assert "not in the working tree of a Git repository" in err
        assert "leave the option out" in err


@pytest.mark.parametrize(
    ("revision", "said"),
    [
        ("không-có", "there is no revision 'không-có' here. `git branch --all` lists"),
        ("việc", "Did you mean origin/việc?"),
        ("", "The name is empty"),
        ("--output=a", "there is no revision '--output=a' here"),
        ("0" * 40, "there is no revision"),
        ("main..main", "there is no revision"),
        ("HEAD:b.txt", "there is no revision"),
        ("khác", "khác and HEAD have no commit in common. Their histories are not related"),
    ],
)
def test_a_revision_that_cannot_be_compared_with(revision: str, said: str, run) -> None:
    call_git("update-ref", "refs/remotes/origin/việc", "HEAD")
    call_git("checkout", "-q", "--orphan", "khác")
    call_git("commit", "-qm", "y")
    call_git("checkout", "-q", "main")
    code, out, err = run(f"--diff={revision}", "--format", "json")
    assert (code, out) == (2, "")
    assert said in err
    assert not Path("a").exists()


def test_a_clone_that_is_cut_short(run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write("b.txt", NEW)
    call_git("checkout", "-qb", "việc")
    commit()
    clone = tmp_path / "ngắn"
    call_git("clone", "-q", "--depth=1", folder.as_uri(), str(clone))
    monkeypatch.chdir(clone)
    for revision in ("HEAD~1", "origin/main"):
        code, _, err = run("--diff", revision)
        assert code == 2
        assert "`fetch-depth: 0`" in err
        call_git("fetch", "-q", "--depth=1", "origin", "main:refs/remotes/origin/main")
    call_git("fetch", "-q", "--unshallow")
    assert "VAC102" in run("--diff", "origin/main")[1]


def test_a_clone_that_lacks_contents_fetches_none(run, folder: Path, tmp_path: Path, monkeypatch) -> None:
    call_git("config", "uploadpack.allowFilter", "true")
    call_git("checkout", "-qb", "việc")
    write("b.txt", NEW)
    write("bài/tin một.txt", NEW)
    commit()
    call_git("clone", "-q", "--filter=blob:none", folder.as_uri(), str(tmp_path / "lọc"))
    monkeypatch.chdir(tmp_path / "lọc")
    code, out, err = run("--diff", "origin/main", "--format", "json")
    assert (code, err) == (2, "")
    errors = [d["error"] for d in json.loads(out)["drafts"]]
    assert len(errors) == 2
    assert all("`git diff` against the revision once" in error for error in errors)
    call_git("diff", "origin/main")
    assert run("--diff", "origin/main", "--fail-on", "warning")[0] == 1


def test_the_options_exclude_one_another_and_standard_input(run) -> None:
    assert "Give paths instead of -" in run("--staged", "-")[2]
    with pytest.raises(SystemExit):
        run("--staged", "--diff", "main")


def test_a_system_without_git_is_told(run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "git is not installed" in run("--staged")[2]


def test_no_program_of_the_repository_is_run_and_nothing_is_written(new, tmp_path: Path) -> None:
    mark = tmp_path / "chạy rồi"
    program = tmp_path / "program"
    program.write_text(f'#!/bin/sh\ntouch "{mark}"\ncat\n', encoding="utf-8")
    program.chmod(0o755)
    write(".gitattributes", "*.txt filter=f=g diff=d\n")
    commit()
    settings = ["core.fsmonitor", "diff.external", "diff.d.textconv", "diff.d.command", "filter.f=g.clean"]
    settings += ["filter.f=g.process", "core.sshCommand", "core.pager", "merge.d.driver"]
    for setting in settings:
        call_git("config", setting, str(program))
    call_git("config", "filter.f=g.required", "true")
    write("b.txt", NEW.replace("chốt", "chột"))  # of the same length as what is in the index: git must look inside
    write("c.txt", OLD)
    index = Path(".git/index").read_bytes()
    mark.unlink(missing_ok=True)
    assert new("--diff", "main") == {"b.txt": ["HED101:1", "VAC102:5"], "c.txt": ["HED101:1"]}
    assert new("--staged") == {}
    assert not mark.exists()
    assert Path(".git/index").read_bytes() == index
    subprocess.run(["git", "status"], capture_output=True)
    assert mark.exists()  # git left to itself does run it


# pre-commit, and the page.


def test_the_hooks_name_what_they_run() -> None:
    text = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    page = (ROOT / "docs" / "baseline.md").read_text(encoding="utf-8")
    assert tuple(re.findall(r"^- id: (\S+)$", text, flags=re.M)) == HOOKS
    assert all(f"`{name}`" in page for name in HOOKS)


def test_pre_commit_installs_and_runs_the_hooks(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The real pre-commit builds and installs the package; what that depends on comes from this environment."""
    package = tmp_path / "package"
    package.mkdir()
    for name in ("src", "rules", "pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, package / name)
    call_git("init", "-q", str(package))
    call_git("-C", str(package), "add", "-A")
    call_git("-C", str(package), "commit", "-qm", "x")
    rest = tmp_path / "rest"
    rest.mkdir()
    for part in Path(sysconfig.get_path("purelib")).iterdir():
        if not part.name.startswith(("content_guard", "_content_guard")):
            (rest / part.name).symlink_to(part)
    monkeypatch.setenv("PYTHONPATH", str(rest))
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "home"))
    hooks = (f"{{id: {name}, args: [--fail-on, warning, --pack, '{PACK}']}}" for name in HOOKS)
    revision = call_git("-C", str(package), "rev-parse", "HEAD")
    write(".pre-commit-config.yaml", f"repos: [{{repo: '{package}', rev: {revision}, hooks: [{', '.join(hooks)}]}}]\n")
    commit()

    def pre_commit(*arguments: str) -> tuple[int, str]:
        done = subprocess.run([sys.executable, "-m", "pre_commit", *arguments], capture_output=True)
        return done.returncode, (done.stdout + done.stderr).decode()

    assert pre_commit("install")[0] == 0
    write("b.txt", NEW)
    write("c.json", "{}")
    call_git("add", "b.txt", "c.json")
    write("b.txt", f"{BODY}\n")  # not staged
    tried = subprocess.run(["git", "commit", "-qm", "y"], capture_output=True, env={**os.environ, "SKIP": HOOKS[0]})
    said = (tried.stdout + tried.stderr).decode()
    assert tried.returncode == 1, said
    assert "b.txt:5:5  VAC102" in said
    assert "HED101" not in said
    assert "c.json" not in said
    code, said = pre_commit("run", HOOKS[0], "--all-files")
    assert code == 1
    assert "HED101" in said
    assert "tin một.txt:1:1" in said
    call_git("add", "b.txt")
    code, said = pre_commit("run", HOOKS[1])
    assert code == 0, said


def test_the_commands_of_the_page_work_one_after_the_other(folder: Path, tmp_path: Path) -> None:
    """In a repository with drafts that have findings; each shell block is copied and run."""
    own = tmp_path / "bin" / "content-guard"
    write(str(own), f'#!/bin/sh\nexec "{sys.executable}" -m content_guard "$@"\n')
    own.chmod(0o755)
    call_git("update-ref", "refs/remotes/origin/main", "HEAD")
    page = (ROOT / "docs" / "baseline.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```sh\n(.*?)^```$", page, flags=re.M | re.S)
    assert len(blocks) == 5
    assert subprocess.run([own, "check", "--fail-on", "warning"], capture_output=True).returncode == 1
    for block in blocks:
        path = f"{own.parent}{os.pathsep}{os.environ['PATH']}"
        done = subprocess.run(["sh", "-euc", block], env={**os.environ, "PATH": path}, capture_output=True)
        assert done.returncode == 0, (block, done.stdout.decode(), done.stderr.decode())
    assert Path("content-guard-baseline.toml").is_file()
    assert Path(".git/hooks/pre-commit").is_file()
