"""What differs in a Git repository from a revision.

Git is only asked: it writes nothing, fetches nothing, and runs no program that a repository's settings name.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from copy import copy
from functools import partial
from pathlib import Path
from typing import IO, Any, NamedTuple

from .errors import ConfigError

_QUIET = {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}
_INERT = {"core.fsmonitor": "false", "core.hooksPath": os.devnull, "protocol.allow": "never"}
_FILTERS = r"^filter\..*\.(clean|smudge|process|required)$"
_DIFFERENCES = ("diff-index", "--raw", "-z", "-M", "-l0", "--no-abbrev", "--no-ext-diff", "--ignore-submodules=all")
_POINTER = re.compile(  # what Git LFS commits in the place of a file
    rb"version https://git-lfs\.github\.com/spec/v1\n(?:ext-.*\n)*oid sha256:(?P<id>[0-9a-f]{64})\nsize \d+\n"
)
_FILE = "100"  # how the mode of a file begins: no link, no submodule
_CUT_SHORT = (
    "This clone does not have the whole history. Fetch it: `fetch-depth: 0` for actions/checkout, "
    "`GIT_DEPTH: 0` for GitLab, `git fetch --unshallow` by hand."
)


class Change(NamedTuple):
    """A file that differs, by its whole path, and where it was before.

    ``now`` and ``before`` name contents for ``Repository.contents``; ``now`` is empty for a file of the working
    tree, ``before`` for one that is new.
    """

    path: Path
    was: Path
    now: str
    before: str


class Changes(NamedTuple):
    """The files that differ, in the order of their paths; those that are gone; those with a conflict."""

    files: tuple[Change, ...]
    gone: frozenset[Path]
    unmerged: tuple[Path, ...] = ()


class Repository:
    """A working tree of Git, by its top folder."""

    def __init__(self, top: Path, settings: dict[str, str]) -> None:
        self.top = top
        self._environment = _environment(settings)

    @classmethod
    def around(cls, folder: Path) -> Repository:
        """The repository that a folder is in. Raises ConfigError when there is none, or Git will not read it."""
        environment = _environment(_INERT)
        done = _run(folder, environment, "rev-parse", "--show-toplevel")
        said = done.stderr.decode(errors="replace").strip()
        if done.returncode and ("not a git repository" in said or "work tree" in said):
            raise ConfigError(
                f"{folder}: not in the working tree of a Git repository, where --diff and --staged compare. "
                "Run content-guard inside one, or leave the option out."
            )
        if done.returncode:
            raise ConfigError(f"Git cannot read the repository of {folder}. It says: {said}")
        names = _run(folder, environment, "config", "-z", "--name-only", "--get-regexp", _FILTERS).stdout
        filters = {name: "false" if name.endswith(".required") else "" for name in _names(names)}
        return cls(Path(os.fsdecode(done.stdout.removesuffix(b"\n"))), {**_INERT, **filters})

    def changed_since(self, revision: str) -> Changes:
        """How the working tree, untracked files included, differs from where HEAD left the history of ``revision``.

        Raises ConfigError when the revision is unknown, or has no history in common with HEAD.
        """
        fork = self._fork(revision)
        names = _names(self._asked("ls-files", "-z", "--others", "--exclude-standard"))
        new = [name for name in names if not name.endswith("/")]  # a folder: another repository
        if not new:
            return self._differences(fork)
        with self._as_if_added(new) as repository:  # so that Git itself finds those that were renamed
            changes = repository._differences(fork)
        return changes._replace(files=tuple(sorted(changes.files)))

    def staged(self) -> Changes:
        """How the index differs from HEAD; before the first commit everything is new."""
        head = self._commit("HEAD") or self._asked("hash-object", "-t", "tree", "--stdin").decode().strip()
        return self._differences(head, "--cached", "--ita-invisible-in-index")

    @contextmanager
    def contents(self) -> Iterator[Callable[[str], bytes]]:
        """Answer, while the context lasts, a function from the name of a content to its bytes.

        It raises ConfigError for what this clone does not have. What Git LFS keeps elsewhere is taken from where a
        clone has it; not fetched, it is what Git LFS committed in its place.
        """
        command = ("git", "cat-file", "--batch")
        pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
        with subprocess.Popen(command, cwd=self.top, env=self._environment, **pipes) as git:
            assert git.stdin
            assert git.stdout
            try:
                ask = partial(_content, git.stdin, git.stdout)
                yield lambda name: self._kept_elsewhere(ask(name))
            finally:
                with suppress(OSError):  # it may have ended by itself
                    git.stdin.close()

    def _kept_elsewhere(self, content: bytes) -> bytes:
        """What a content of Git LFS stands for, or the content."""
        found = _POINTER.fullmatch(content)
        if not found:
            return content
        name = found["id"].decode()
        folder = self.top / self._try("rev-parse", "--git-common-dir") / "lfs" / "objects"
        try:
            return (folder / name[:2] / name[2:4] / name).read_bytes()
        except OSError:
            return content

    @contextmanager
    def _as_if_added(self, names: list[str]) -> Iterator[Repository]:
        """The repository with an index of its own, which also names these untracked files."""
        with tempfile.TemporaryDirectory() as folder:
            index, own = self.top / self._try("rev-parse", "--git-path", "index"), Path(folder) / "index"
            if index.is_file():
                shutil.copyfile(index, own)
            other = copy(self)
            other._environment = {**self._environment, "GIT_INDEX_FILE": str(own)}
            other._asked("add", "--intent-to-add", "--pathspec-from-file=-", "--pathspec-file-nul", given=names)
            yield other

    def _fork(self, revision: str) -> str:
        """The newest commit that ``revision`` and HEAD have in common."""
        commit = self._commit(revision)
        if not commit:
            raise ConfigError(f"--diff: there is no revision {revision!r} here. {self._advice(revision)}")
        fork = self._try("merge-base", commit, "HEAD")
        if not fork:
            cause = _CUT_SHORT if self._is_cut_short() else "Their histories are not related; name another revision."
            raise ConfigError(f"--diff: {revision} and HEAD have no commit in common. {cause}")
        return fork

    def _advice(self, revision: str) -> str:
        if not revision.strip():
            return "The name is empty: look at where it was to come from, or name a branch such as origin/main."
        if self._commit(f"origin/{revision}"):
            return f"Did you mean origin/{revision}?"
        if self._is_cut_short():
            return _CUT_SHORT
        return "`git branch --all` lists branches, and `git fetch` brings those of the server."

    def _commit(self, revision: str) -> str:
        return self._try("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")

    def _is_cut_short(self) -> bool:
        return self._try("rev-parse", "--is-shallow-repository") == "true"

    def _differences(self, revision: str, *options: str) -> Changes:
        changes, gone, unmerged = list[Change](), set[Path](), list[Path]()
        words = iter(_names(self._asked(*_DIFFERENCES, *options, revision, "--")))
        for word in words:
            old_mode, mode, old, new, status = word.removeprefix(":").split(" ")
            was = path = self.top / next(words)
            if status[0] in "RC":
                path = self.top / next(words)
            if status[0] in "RD":
                gone.add(was)
            if status[0] == "U":
                unmerged.append(path)
            elif mode.startswith(_FILE):
                before = old if old_mode.startswith(_FILE) else ""
                changes.append(Change(path, was, new if "--cached" in options else "", before))
        return Changes(tuple(changes), frozenset(gone), tuple(unmerged))

    def _try(self, *arguments: str) -> str:
        """The one line of an answer; empty when Git has none."""
        done = _run(self.top, self._environment, *arguments)
        return "" if done.returncode else done.stdout.decode().strip()

    def _asked(self, *arguments: str, given: Iterable[str] = ()) -> bytes:
        """An answer, to an option that reads what is ``given`` on standard input."""
        done = _run(self.top, self._environment, *arguments, given=b"\0".join(map(os.fsencode, given)))
        if done.returncode:
            said = done.stderr.decode(errors="replace").strip()
            raise ConfigError(f"git {arguments[0]} failed in {self.top}. It says: {said}")
        return done.stdout


def _content(ask: IO[bytes], told: IO[bytes], name: str) -> bytes:
    """One answer of ``cat-file --batch``: a line ``NAME TYPE SIZE``, the content, a line end."""
    try:
        ask.write(name.encode() + b"\n")
        ask.flush()
        answer = told.readline().split()
    except OSError:
        answer = []
    if len(answer) != 3:
        raise ConfigError(
            f"Git has no content {name} here to compare with. If this clone was made with --filter: clone without it, "
            "or run `git diff` against the revision once, which fetches what is missing."
        )
    return told.read(int(answer[2]) + 1)[:-1]


def _run(
    folder: Path, environment: dict[str, str], *arguments: str, given: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(("git", *arguments), cwd=folder, env=environment, input=given, capture_output=True)
    except FileNotFoundError:
        raise ConfigError("git is not installed, and --diff and --staged need it. Install Git 2.31 or newer.") from None


def _names(answer: bytes) -> list[str]:
    return [os.fsdecode(name) for name in answer.split(b"\0") if name]


def _environment(settings: dict[str, str]) -> dict[str, str]:
    """The environment, with settings for Git after those that it holds already: the last one counts."""
    environment = {**os.environ, **_QUIET}
    said = environment.get("GIT_CONFIG_COUNT", "")
    count = int(said) if said.isdecimal() else 0
    for number, (key, value) in enumerate(settings.items(), count):
        environment |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
    return {**environment, "GIT_CONFIG_COUNT": str(count + len(settings))}
