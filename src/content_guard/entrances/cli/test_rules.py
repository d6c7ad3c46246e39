"""``content-guard test-rules``: every rule proves itself on its own examples."""

from __future__ import annotations

import argparse

from .options import guard_of, pack_options


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``test-rules``."""
    parser.add_argument("--verbose", action="store_true", help="show every hit that was dropped, and why")
    pack_options(parser)


def run(args: argparse.Namespace) -> int:
    """Run the examples; print what does not hold."""
    from ...prove import prove
    from . import Exit

    guard = guard_of(args, preview=True)
    proof = prove(guard, verbose=args.verbose)
    for line in proof.notes:
        print(line)
    for problem in proof.problems:
        print(problem)
    print(f"{proof.rules} rules, {proof.examples} examples: {len(proof.problems)} problems")
    return Exit.FINDINGS if proof.problems else Exit.CLEAN
