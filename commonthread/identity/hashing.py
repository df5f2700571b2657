"""Numbers that stand for texts: the same on every machine and in every year, and fit for a bigint."""

from hashlib import blake2b

APART = "\x1f"


def hash64(*parts: str) -> int:
    """A signed 64-bit number for a sequence of texts; never 0, which means not known."""
    digest = blake2b(APART.join(parts).encode(), digest_size=8).digest()
    return int.from_bytes(digest, signed=True) or 1
