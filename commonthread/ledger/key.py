"""The key that signs checkpoints: an Ed25519 key in a private file outside the database, as Go's note package writes it."""

import base64
import os
import re
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from commonthread.ledger.verifier import ED25519, PublicKey, key_number, read_key

NAME = re.compile(r"[a-z0-9][a-z0-9.-]*\.[a-z]{2,}(/[a-z0-9._-]+)+")
OWNER_ALONE = 0o600


class NoKey(Exception):
    """There is no key here, it is open to others, or there is one already; the message says what to do."""


@dataclass(frozen=True)
class Key:
    """`name` is the ledger's own: like an address without a scheme, and the same for as long as there is the ledger."""

    name: str
    private: Ed25519PrivateKey

    @property
    def public(self) -> str:
        material = self.private.public_key().public_bytes_raw()
        number = key_number(self.name, material).hex()
        return f"{self.name}+{number}+{base64.b64encode(ED25519 + material).decode()}"

    @property
    def checking(self) -> PublicKey:
        return read_key(self.public)

    def sign(self, text: str) -> str:
        """A note (c2sp.org/signed-note): the text, an empty line, the signature."""
        signature = key_number(self.name, self.private.public_key().public_bytes_raw())
        signature += self.private.sign(text.encode())
        return f"{text}\n— {self.name} {base64.b64encode(signature).decode()}\n"


def make_key(path: Path, name: str) -> Key:
    """A new key in a new file; NoKey where there is one already, as what it signed could not be checked any more."""
    if not NAME.fullmatch(name):
        raise NoKey(f"“{name}” is not a name like example.org/ledger.")
    key = Key(name, Ed25519PrivateKey.generate())
    material = base64.b64encode(ED25519 + key.private.private_bytes_raw()).decode()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ALONE)
    except FileExistsError:
        raise NoKey(
            f"There is a key already: {path}. To begin anew, put it where it is kept for ever."
        ) from None
    with os.fdopen(opened, "w") as file:
        file.write(f"PRIVATE+KEY+{key.name}+{key.public.split('+')[1]}+{material}\n")
        file.flush()
        os.fsync(file.fileno())
    return key


def open_key(path: Path) -> Key:
    if not path.exists():
        raise NoKey(f"There is no key in {path}. Make one with “commonthread ledger key”.")
    if path.stat().st_mode & 0o077:
        raise NoKey(
            f"{path} is open to others: take that right away (chmod 600), and think about who read it."
        )
    *kind, name, _, material = path.read_text().strip().split("+", 4)
    if kind != ["PRIVATE", "KEY"]:
        raise NoKey(f"{path} does not hold a key.")
    return Key(name, Ed25519PrivateKey.from_private_bytes(base64.b64decode(material)[1:]))
