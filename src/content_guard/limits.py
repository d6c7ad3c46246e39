"""How large a thing may be before it is refused."""

from typing import BinaryIO

MEGABYTE = 1024 * 1024  # bytes
LARGEST = 20 * MEGABYTE  # bytes of one text draft, where nothing else is asked for
_PIECE = MEGABYTE


def read_at_most(stream: BinaryIO, largest: float) -> bytes:
    """What a stream has, which may never end: no more of it than shows that it is more than so many bytes."""
    content = b""
    while len(content) <= largest and (piece := stream.read(_PIECE)):
        content += piece
    return content
