"""``content-guard evaluate CORPUS…``: precision, recall and calibration of rules, or F1 of signals."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .options import guard_of, pack_options, rule_options

if TYPE_CHECKING:
    from ...evaluate import Calibrated, Evaluation, Item, Marked, Outcome
    from ...evaluate.fit import Refit
    from ...guard import Guard


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``evaluate``."""
    parser.add_argument(
        "corpora",
        nargs="+",
        metavar="CORPUS",
        help="JSONL files of labelled drafts (one without labels must pass), or of marked sentences",
    )
    parser.add_argument(
        "--part", choices=("dev", "test", "all"), default="all", help="which part of the corpora (default: all)"
    )
    parser.add_argument("--style", metavar="STYLE", help="only drafts of this style, such as everyday")
    parser.add_argument(
        "--prevalence",
        type=_share,
        metavar="P",
        help="the share of drafts with something to ask, in each family (default: the pack's, 0.05)",
    )
    parser.add_argument(
        "--format", choices=("text", "json", "html"), default="text", help="how to print (default: text)"
    )
    parser.add_argument("-o", "--output", metavar="FILE", help="write to a file")
    parser.add_argument("--show", action="store_true", help="list the wrong items; of the dev part only")
    parser.add_argument(
        "--fit", action="store_true", help="fit scores and factors to the dev part, and edit the pack's files in place"
    )
    parser.add_argument(
        "--keep-shown", action="store_true", help="with --fit: let no finding of the dev part appear or vanish"
    )
    parser.add_argument(
        "--against",
        metavar="PACK|FILE",
        help="what moved against another pack, or against a JSON evaluation kept from another version",
    )
    pack_options(parser)
    rule_options(parser)


def run(args: argparse.Namespace) -> int:
    """Measure and print; with ``--fit``, fit first."""
    from ...errors import ConfigError

    every = tuple(_read(args.corpora))
    items = tuple(item for item in every if args.part in ("all", item.part))
    if args.style:
        items = tuple(item for item in items if getattr(item, "style", "") == args.style)
    if not _sentences(every):
        text = _families(items, _fit(every, args) if args.fit else None, args)
    elif args.fit or args.format == "html":
        raise ConfigError("Sentences for signals are measured alone: leave out --fit and --format html.")
    else:
        text = _signals(items, args)
    _write(text, args.output)
    return 0


def _share(given: str) -> float:
    share = float(given)
    if not 0 < share < 1:
        raise argparse.ArgumentTypeError(f"expected a number between 0 and 1, such as 0.05; found {given}")
    return share


def _read(files: Iterable[str]) -> Iterator[Item | Marked]:
    """All items; two of one name would be counted as one."""
    from ...errors import DraftError
    from ...evaluate import read_corpus

    seen: dict[str, str] = {}
    for file in files:
        for item in read_corpus(file):
            if item.id in seen:
                raise DraftError(f"{file}: expected ids of its own; {item.id!r} is also in {seen[item.id]}.")
            seen[item.id] = file
            yield item


def _sentences(items: tuple[Item | Marked, ...]) -> bool:
    from ...errors import ConfigError
    from ...evaluate import Marked

    kinds = {isinstance(item, Marked) for item in items}
    if len(kinds) > 1:
        raise ConfigError("Drafts and marked sentences are measured apart. Name corpora of one kind.")
    return True in kinds


def _signals(items: tuple[Any, ...], args: argparse.Namespace) -> str:
    from ...evaluate import evaluate_signals
    from ...reports.evaluation import signal_lines, signals_to_dict

    named = dict.fromkeys(name for item in items for name in item.labels)
    figures = evaluate_signals(guard_of(args, signals=named), items)
    if args.format == "json":
        return _json(signals_to_dict(figures))
    shown = args.show and all(item.part == "dev" for item in items)
    return _lines(signal_lines(figures, show=shown))


def _fit(items: tuple[Any, ...], args: argparse.Namespace) -> Refit:
    from ...evaluate import prevalence_of
    from ...evaluate.fit import refit
    from ...packs import DEFAULT_PACKS

    prevalence = prevalence_of(guard_of(args, proven=True).pack, args.prevalence)
    names = (*(args.pack or DEFAULT_PACKS), *args.extend_pack)
    return refit(
        lambda: guard_of(args, proven=True), names, items, prevalence, args.corpora, keep_shown=args.keep_shown
    )


def _families(items: tuple[Any, ...], fitted: Refit | None, args: argparse.Namespace) -> str:
    from ...evaluate import evaluate, measure, outcomes, prevalence_of
    from ...reports.evaluation import changes, to_dict

    guard = guard_of(args)
    found = tuple(outcomes(guard, items))
    evaluation = evaluate(found, (rule.code for rule in guard.rules))
    if args.against:
        return _lines(changes(_other(args, items), to_dict(evaluation, found)))
    calibrated = measure(guard, items, prevalence_of(guard.pack, args.prevalence))
    match args.format:
        case "json":
            return _json(_values(evaluation, calibrated, found, fitted))
        case "html":
            return _page(guard, items, evaluation, calibrated, args)
    return _lines(_told(evaluation, calibrated, fitted, args))


def _values(
    evaluation: Evaluation, calibrated: Calibrated, found: tuple[Outcome, ...], fitted: Refit | None
) -> dict[str, Any]:
    from ...reports.calibration import calibration_to_dict, fit_to_dict
    from ...reports.evaluation import to_dict

    fit = {"fit": fit_to_dict(fitted)} if fitted else {}
    return {**to_dict(evaluation, found), "calibration": calibration_to_dict(calibrated), **fit}


def _told(
    evaluation: Evaluation, calibrated: Calibrated, fitted: Refit | None, args: argparse.Namespace
) -> Iterator[str]:
    from ...reports.calibration import calibration_lines, fit_lines
    from ...reports.evaluation import lines, wrong_lines

    if fitted:
        yield from fit_lines(fitted)
        yield ""
    yield from lines(evaluation)
    yield ""
    yield from calibration_lines(calibrated)
    if args.show:
        yield from wrong_lines(o for o in evaluation.wrong if o.item.part == "dev")


def _page(
    guard: Guard, items: tuple[Item, ...], evaluation: Evaluation, calibrated: Calibrated, args: argparse.Namespace
) -> str:
    from ...reports.evaluation_page import About, page

    names = tuple(Path(file).name for file in args.corpora)
    return page(evaluation, calibrated, About(guard.pack, names, args.part, len(items), args.min_score, args.lang))


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


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _write(text: str, name: str | None) -> None:
    from ...errors import ConfigError

    if name is None:
        sys.stdout.write(text)
        return
    try:
        Path(name).write_text(text, encoding="utf-8")
    except OSError as error:
        raise ConfigError(
            f"{name}: cannot be written ({error.strerror}). Name a file in a folder that exists."
        ) from None
