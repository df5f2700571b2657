"""What the envelope keeps of an agency's own number for a record: a hash, since agencies put names into numbers."""

from hashlib import sha256


def key_digest(agency: str, kind: str, key: str) -> bytes:
    return sha256(f"{agency}\n{kind}\n{key}".encode()).digest()
