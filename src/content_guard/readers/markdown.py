"""Markdown and MDX as repositories have them: front matter, blocks and inline markup, every character in its place.

Headings, paragraphs, items of lists, cells of tables and paragraphs of quotes are parts of their own, and so is what
is written of a picture. Code, addresses, tags, expressions and what templates put in are not read. Where a mark means
nothing, it is text: too little is hidden rather than too much.
"""

from __future__ import annotations

from ..draft import Draft


def read(text: str, name: str) -> Draft:
    """Read Markdown with optional front matter (YAML, TOML or JSON: title and description)."""
    from . import page  # here: plain text and --help never pay for markdown-it

    return page.read(text, name, "markdown")


def read_mdx(text: str, name: str) -> Draft:
    """Read MDX: Markdown where tags may hold expressions, and braces hold nothing else."""
    from . import page

    return page.read(text, name, "mdx")
