"""What the envelope keeps of an agency's own number for a record: a hash, since agencies put names into numbers."""

import hashlib


def key_digest(agency: str, kind: str, key: str) -> str:
    """In hexadecimal digits."""
    return hashlib.sha256(f"{agency}\n{kind}\n{key}".encode()).hexdigest()
