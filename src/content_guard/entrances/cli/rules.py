"""``content-guard rules``: the rules, a line each."""

from __future__ import annotations

import argparse

from .options import guard_of, pack_options


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``rules``."""
    pack_options(parser)


def run(args: argparse.Namespace) -> int:
    """Print the rules by family, then what is said of comments that suppress."""
    from ...finding import SUP
    from ...suppressions import NOTICES, notice, title

    guard = guard_of(args, preview=True)
    for code, family in guard.pack.families.items():
        print(f"{code}  {family.title[args.lang]}")
        for rule in guard.rules:
            if rule.family == code:
                state = " (preview)" if rule.preview else ""
                print(f"  {rule.code}  {rule.severity:<7}  {rule.score:.2f}  {rule.kind:<8}  {rule.name}{state}")
    print(f"{SUP}  {title(args.lang)}")
    for code in NOTICES:
        print(f"  {code}  {'warning':<7}  1.00  {'comment':<8}  {notice(code, args.lang).name}")
    return 0
