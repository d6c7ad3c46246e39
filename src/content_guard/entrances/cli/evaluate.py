"""``content-guard evaluate CORPUS``: precision and recall by family and rule, or F1 by signal."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .options import guard_of, pack_options, rule_options

if TYPE_CHECKING:
    from ...evaluate import Item, Marked
    from ...guard import Guard


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``evaluate``."""
    parser.add_argument("corpus", metavar="CORPUS", help="a JSONL file of labelled drafts, or of marked sentences")
    parser.add_argument(
        "--part", choices=("dev", "test", "all"), default="all", help="which part of the corpus (default: all)"
    )
    parser.add_argument("--style", metavar="STYLE", help="only drafts of this style, such as everyday")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to print (default: text)")
    parser.add_argument("--show", action="store_true", help="list the wrong items; of the dev part only")
    parser.add_argument(
        "--against",
        metavar="PACK|FILE",
        help="what moved against another pack, or against a JSON evaluation kept from another version",
    )
    pack_options(parser)
    rule_options(parser)


def run(args: argparse.Namespace) -> int:
    """Measure and print."""
    from ...evaluate import Marked, read_corpus

    items: tuple[Any, ...] = read_corpus(args.corpus)
    items = tuple(item for item in items if args.part in ("all", item.part))
    if args.style:
        items = tuple(item for item in items if getattr(item, "style", "") == args.style)
    if items and isinstance(items[0], Marked):
        _signals(guard_of(args, signals=items[0].labels), items, args)
    else:
        _families(guard_of(args), items, args)
    return 0


def _signals(guard: Guard, items: tuple[Marked, ...], args: argparse.Namespace) -> None:
    from ...evaluate import evaluate_signals
    from ...reports.evaluation import signal_lines, signals_to_dict

    figures = evaluate_signals(guard, items)
    if args.format == "json":
        print(json.dumps(signals_to_dict(figures), ensure_ascii=False, indent=1))
        return
    shown = args.show and all(item.part == "dev" for item in items)
    for line in signal_lines(figures, show=shown):
        print(line)


def _families(guard: Guard, items: tuple[Item, ...], args: argparse.Namespace) -> None:
    from ...evaluate import evaluate, outcomes
    from ...reports.evaluation import changes, lines, to_dict

    found = tuple(outcomes(guard, items))
    evaluation = evaluate(found, (rule.code for rule in guard.rules))
    value = to_dict(evaluation, found)
    if args.format == "json":
        print(json.dumps(value, ensure_ascii=False, indent=1))
    elif args.against:
        for line in changes(_other(args, items), value):
            print(line)
    else:
        show = (o for o in evaluation.wrong if o.item.part == "dev") if args.show else ()
        for line in lines(evaluation, show=show):
            print(line)


def _other(args: argparse.Namespace, items: tuple[Item, ...]) -> dict[str, Any]:
    """The evaluation to compare with: kept as JSON, or made now with another pack."""
    from ...errors import ConfigError
    from ...evaluate import evaluate, outcomes
    from ...guard import Guard
    from ...reports.evaluation import to_dict

    file = Path(args.against)
    if not file.is_file():
        found = tuple(outcomes(Guard(packs=[args.against], min_score=args.min_score), items))
        return to_dict(evaluate(found), found)
    try:
        value = json.loads(file.read_text(encoding="utf-8"))
        if isinstance(value, dict) and {"items", "pooled"} <= value.keys():
            return value
    except ValueError:
        pass
    raise ConfigError(f"{file}: expected what `content-guard evaluate --format json` prints.")
