"""The command line: ``content-guard``, one file per command."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from enum import IntEnum
from importlib import import_module

from ... import __version__

COMMANDS = {
    "check": "check drafts and print findings",
    "config": "show what applies to a file, and where it was set",
    "rule": "explain one rule",
    "rules": "list the rules",
    "new-rule": "write the beginnings of a rule, in a new pack or at the end of one",
    "test-rules": "run every rule's own examples",
    "evaluate": "measure rules or signals on a labelled corpus",
    "baseline": "record today's findings, so that a check asks about new ones only",
    "audit": "see what each rule would ask in an archive; try a rule before it is on",
    "schema": "print the JSON Schema of rule files, or of a configuration",
}
ALIASES = {"explain": "rule"}


_SELDOM = 500_000  # objects made between two searches for garbage: nearly all that a start makes stays


class Exit(IntEnum):
    """Exit codes."""

    CLEAN = 0
    FINDINGS = 1
    FAILED = 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; answer its exit code."""
    gc.set_threshold(_SELDOM)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a cp1258 or ASCII terminal shows ? for what it cannot show
            stream.reconfigure(errors="replace")
    parser = argparse.ArgumentParser(
        prog="content-guard",
        description="Reads Vietnamese drafts and asks about the places worth a second look.",
        epilog="content-guard COMMAND --help explains a command.",
    )
    parser.add_argument("--version", action="version", version=f"content-guard {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    asked = _command_of(sys.argv[1:] if argv is None else argv)
    for name, summary in COMMANDS.items():
        aliases = [alias for alias, of in ALIASES.items() if of == name]
        command = commands.add_parser(
            name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.", aliases=aliases
        )
        if name == asked:  # the others are only named: to know their arguments would cost a tenth of a second
            _module(name).arguments(command)
    args = parser.parse_args(argv)
    return _run(ALIASES.get(args.command, args.command), args)


def _command_of(argv: Sequence[str]) -> str:
    """The command that arguments begin with, behind options of no command."""
    first = next((argument for argument in argv if not argument.startswith("-")), "")
    return ALIASES.get(first, first)


def _run(name: str, args: argparse.Namespace) -> int:
    from ...errors import ContentGuardError

    try:
        return int(_module(name).run(args))
    except ContentGuardError as error:
        print(error, file=sys.stderr)
        return Exit.FAILED
    except BrokenPipeError:  # the reader of our output left, as `| head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.CLEAN
    except OSError as error:  # such as a full disk: what could be foreseen is told where it happens
        print(f"content-guard could not go on: {error}. What was written so far may be cut short.", file=sys.stderr)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nothing is flushed into it again
        return Exit.FAILED
    except KeyboardInterrupt:
        return Exit.FAILED


def _module(name: str):  # type: ignore[no-untyped-def]  # a module with arguments(parser) and run(args)
    return import_module(f".{name.replace('-', '_')}", __name__)
