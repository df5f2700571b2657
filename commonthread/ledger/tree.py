"""Proofs about a tree of RFC 6962, from the hashes of its complete subtrees."""

from collections.abc import Callable

from commonthread.ledger.verifier import join, node_hash

Subtree = Callable[[int, int], bytes]
# Of complete subtrees, those of every eighth level are kept.
STEP = 8


def root(size: int, subtree: Subtree) -> bytes:
    return _root(0, size, subtree)


def inclusion_path(place: int, size: int, subtree: Subtree) -> list[bytes]:
    """RFC 6962, section 2.1.1."""
    path: list[bytes] = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        left, right = (start, middle), (middle, end)
        here, beside = (left, right) if place < middle else (right, left)
        path.append(_root(*beside, subtree))
        start, end = here
    return path[::-1]


def consistency_path(first: int, second: int, subtree: Subtree) -> list[bytes]:
    """RFC 6962, section 2.1.2."""
    if first in (0, second):
        return []
    path: list[bytes] = []
    start, end, whole = 0, second, True
    while first != end:
        middle = start + _split(end - start)
        if first <= middle:
            path.append(_root(middle, end, subtree))
            end = middle
        else:
            path.append(_root(start, middle, subtree))
            start, whole = middle, False
    if not whole:
        path.append(_root(start, end, subtree))
    return path[::-1]


def folded(hashes: list[bytes]) -> bytes:
    """The hash over a complete subtree, from as many hashes of one level as are a power of two."""
    while len(hashes) > 1:
        hashes = [node_hash(hashes[i], hashes[i + 1]) for i in range(0, len(hashes), 2)]
    return hashes[0]


def _split(size: int) -> int:
    """The largest power of two below it."""
    return 1 << (size - 1).bit_length() - 1


def _root(start: int, end: int, subtree: Subtree) -> bytes:
    edge = []
    while start < end:
        level = (end - start).bit_length() - 1
        edge.append((level, subtree(level, start >> level)))
        start += 1 << level
    return join(edge)
