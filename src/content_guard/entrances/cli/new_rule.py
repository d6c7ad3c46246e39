"""``content-guard new-rule CODE``: a rule from a template, ready to be changed."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ...packs.scaffold import Scaffolded

_KINDS = (
    "phrase",
    "sequence",
    "together",
    "shape",
    "measure",
    "missing",
    "mismatch",
    "pattern",
    "tokens",
    "plugin",
)
_NEW_PACK = "my-pack"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``new-rule``."""
    parser.add_argument(
        "code",
        metavar="CODE",
        help="its code, such as TST101, or the three letters of its family alone: the next free number is taken",
    )
    parser.add_argument(
        "--pack",
        metavar="FOLDER",
        help=f"the pack it goes into, made if it is not there (default: this folder if it is a pack, else {_NEW_PACK})",
    )
    parser.add_argument("--kind", choices=_KINDS, default="phrase", help="what kind of rule (default: phrase)")
    parser.add_argument("--name", default="", metavar="NAME", help="what it looks for, such as loud-words")


def run(args: argparse.Namespace) -> int:
    """Write the rule; print where it stands and what to do next."""
    from ...packs.scaffold import new_rule

    folder = Path(args.pack or ("." if Path("pack.yml").is_file() else _NEW_PACK))
    done = new_rule(args.code, folder, args.kind, args.name)
    for line in _said(done, folder, args.kind):
        print(line)
    return 0


def _said(done: Scaffolded, folder: Path, kind: str) -> tuple[str, ...]:
    new = tuple(f"{file}: new file" for file in done.new_files)
    where = f"{done.place.file}:{done.place.line}"
    return (
        *new,
        f"{where}: {done.code}, a rule of kind {kind}, marked preview",
        "",
        "Next:",
        f"  1. Make it yours: open {where}. Each line says what it is for.",
        f"  2. Run its examples:    content-guard test-rules --pack {folder}",
        f"  3. Try it on drafts:    content-guard check DRAFTS --pack {folder} --preview --select {done.code}",
        "  4. When it asks what you want asked and nothing else, take out its line `preview: true`.",
        *_needs(kind),
    )


def _needs(kind: str) -> tuple[str, ...]:
    """What a kind needs beside content-guard before its examples can run."""
    if kind == "tokens":
        return ("It needs spaCy: pip install 'content-guard[spacy]'",)
    if kind == "plugin":
        return ("It needs an installed package with an entry point of the group content_guard.kinds.",)
    return ()
