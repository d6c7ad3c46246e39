"""Packs of one rule, written for one test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent, indent

import pytest

from content_guard import Guard, RuleError

PACK = """\
id: nha-bao
title: {vi: Thử, en: Trial}
issuer: Tòa soạn
date: 01/01/2022
extends: [common]
families:
  TST: {letter: T, title: {vi: Thử, en: Trial}}
clauses:
  manner: {text: Viết rõ ràng, source: practice, where: Sổ tay}
"""
RULE = """\
rules:
  - code: TST101
    name: of-its-own
    clause: manner
    severity: warning
"""
REST = """\
    score: 0.7
    message: {vi: "“{words}”", en: "“{words}”"}
    advice: {vi: [Xem lại.], en: [Look again.]}
    why: {vi: Thử., en: Trial.}
"""
UNPROVED = """\
    bad: ['[một]', '[hai]']
    good: [ba, bốn]
"""
# A second rule, in a family of the same file, that says something whatever the first one does.
OTHER = """\
  - code: TST900
    name: loud-words
    clause: manner
    severity: info
    kind: phrase
    phrases: [ầm ĩ]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., str]:
    """Write a pack whose rule TST101 has these fields, beside what else stands in the file; give its folder.

    The fields begin at line 6 and column 5 of ``tst.yml``.
    """

    def write(fields: str, shared: str = "", examples: str = "") -> str:
        (tmp_path / "pack.yml").write_text(PACK, encoding="utf-8")
        rule = RULE + indent(dedent(fields).strip() + "\n", "    ") + REST
        rule += indent(dedent(examples), "    ") if examples else UNPROVED
        (tmp_path / "tst.yml").write_text(rule + OTHER + REST + UNPROVED + dedent(shared), encoding="utf-8")
        return str(tmp_path)

    return write


@pytest.fixture
def own(folder: Callable[..., str]) -> Callable[..., Guard]:
    """A guard of such a pack; its examples are taken for granted unless there are some."""
    return lambda fields, shared="", examples="": Guard([folder(fields, shared, examples)], proven=True)


@pytest.fixture
def mistake(folder: Callable[..., str], tmp_path: Path) -> Callable[..., str]:
    """What is told about such a pack."""

    def told(fields: str, shared: str = "") -> str:
        with pytest.raises(RuleError) as error:
            Guard([folder(fields, shared)], proven=True)
        return str(error.value).replace(str(tmp_path) + "/", "")

    return told
