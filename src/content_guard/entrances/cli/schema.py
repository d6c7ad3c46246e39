"""``content-guard schema``: the JSON Schema of what people write."""

from __future__ import annotations

import argparse
import json


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``schema``."""
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--pack-file", action="store_true", help="the schema of pack.yml alone")
    which.add_argument("--config-file", action="store_true", help="the schema of content-guard.toml")


def run(args: argparse.Namespace) -> int:
    """Print the schema."""
    from ...config.models import Settings
    from ...packs import schema
    from ...packs.models import PackFile

    if args.config_file:
        value = Settings.model_json_schema()
    else:
        value = PackFile.model_json_schema() if args.pack_file else schema()
    print(json.dumps(value, ensure_ascii=False, indent=2))
    return 0
