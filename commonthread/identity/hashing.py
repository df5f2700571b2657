"""Numbers that stand for texts: the same on every machine and in every year, and fit for a bigint."""

from functools import lru_cache
from hashlib import blake2b

MASK = (1 << 64) - 1


@lru_cache(maxsize=500_000)
def text64(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest())


def hash64(*parts: str) -> int:
    """A signed 64-bit number for a sequence of texts; never 0, which means not known."""
    state = len(parts)
    for part in parts:
        state ^= text64(part)
        state = (state ^ state >> 30) * 0xBF58476D1CE4E5B9 & MASK
        state = (state ^ state >> 27) * 0x94D049BB133111EB & MASK
        state ^= state >> 31
    return (state or 1) - (1 << 64) if state >> 63 else state or 1
