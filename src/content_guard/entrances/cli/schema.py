"""``content-guard schema``: the JSON Schema of what people write."""

from __future__ import annotations

import argparse
import json


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``schema``."""
    parser.add_argument("--pack-file", action="store_true", help="the schema of pack.yml alone")


def run(args: argparse.Namespace) -> int:
    """Print the schema."""
    from ...packs import schema
    from ...packs.models import PackFile

    value = PackFile.model_json_schema() if args.pack_file else schema()
    print(json.dumps(value, ensure_ascii=False, indent=2))
    return 0
