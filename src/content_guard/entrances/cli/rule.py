"""``content-guard rule CODE``: what a rule asks, why, under which clause, with examples."""

from __future__ import annotations

import argparse
import difflib

from .options import guard_of, pack_options


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``rule``."""
    parser.add_argument("code", metavar="CODE", help="the code of a rule, such as HED101")
    pack_options(parser)


def run(args: argparse.Namespace) -> int:
    """Print everything there is to know about a rule."""
    from ...errors import ConfigError
    from ...evaluate.measured import measured_with
    from ...reports.explain import explanation, explanation_of_notice
    from ...suppressions import NOTICES

    guard = guard_of(args, preview=True)
    rules = {rule.code: rule for rule in guard.rules}
    code = args.code.upper()
    if code in NOTICES:
        print(explanation_of_notice(code, guard.pack, args.lang), end="")
        return 0
    if code not in rules:
        near = difflib.get_close_matches(code, rules, n=1)
        hint = f" Did you mean {near[0]}?" if near else " `content-guard rules` lists them."
        raise ConfigError(f"There is no rule {args.code!r}.{hint}")
    measured = measured_with(guard.packs, guard.pack)
    print(explanation(rules[code], guard.pack, args.lang, measured), end="")
    return 0
