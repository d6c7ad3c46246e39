"""How large a thing may be before it is refused."""

MEGABYTE = 1024 * 1024  # bytes
LARGEST = 20 * MEGABYTE  # bytes of one text draft, where nothing else is asked for
