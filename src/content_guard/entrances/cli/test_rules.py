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
    from ...prove import draft_of
    from . import Exit

    guard = guard_of(args, preview=True, proven=True)
    if args.verbose:
        for code, rule in guard.pack.written.items():
            for example in (*rule.bad, *rule.good):
                for drop in guard.drops(draft_of(example)[0]):
                    print(f"{code}: {drop.words!r} of {drop.lexicon} dropped: {drop.why}")
    for note in guard.pack.as_written().anew:
        print(note)
    proof = guard.prove()
    for problem in proof.problems:
        print(problem)
    print(f"{proof.rules} rules, {proof.examples} examples: {len(proof.problems)} problems")
    return Exit.FINDINGS if proof.problems else Exit.CLEAN
