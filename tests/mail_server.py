"""A mail server on loopback that speaks SMTP under TLS, keeps what it is given, and fails as a test wishes."""

import asyncio
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import Message
from ipaddress import ip_address
from pathlib import Path
from threading import Event, Thread

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

GREETING, HELD = "220 ready", "held"


@dataclass(frozen=True)
class Mail:
    """What was accepted: for whom, and the message."""

    to: str
    message: Message

    @property
    def id(self) -> str:
        return self.message["Message-ID"]


@dataclass
class MailServer:
    """`answers` says what is said at each step in place of yes; HELD says nothing for as long as it stands there.

    What was sent whole is `accepted`, whether or not anybody was told.
    """

    certificate: Path
    key: Path
    answers: dict[str, str] = field(default_factory=dict)
    offers_tls: bool = True
    accepted: list[Mail] = field(default_factory=list)
    reached: list[str] = field(default_factory=list)
    port: int = 0

    @property
    def address(self) -> str:
        return f"localhost:{self.port}"

    @contextmanager
    def up(self) -> Iterator["MailServer"]:
        """On the same port each time."""
        loop, ready = asyncio.new_event_loop(), Event()
        thread = Thread(target=self._run, args=[loop, ready], daemon=True)
        thread.start()
        assert ready.wait(10)
        try:
            yield self
        finally:
            loop.call_soon_threadsafe(loop.stop)
            thread.join(10)

    def _run(self, loop: asyncio.AbstractEventLoop, ready: Event) -> None:
        asyncio.set_event_loop(loop)
        server = loop.run_until_complete(asyncio.start_server(self._serve, "127.0.0.1", self.port))
        self.port = server.sockets[0].getsockname()[1]
        ready.set()
        loop.run_forever()
        server.close()
        for task in asyncio.all_tasks(loop):
            task.cancel()
        loop.run_until_complete(asyncio.sleep(0))
        loop.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        to, is_safe = "", False
        try:
            await self._say(writer, "CONNECT", GREETING)
            while line := (await reader.readline()).decode().strip():
                verb = line.split()[0].upper()
                if verb == "EHLO":
                    tls = "250-STARTTLS\r\n" if self.offers_tls and not is_safe else ""
                    await self._say(writer, verb, f"250-here\r\n{tls}250 8BITMIME")
                elif verb == "STARTTLS":
                    await self._say(writer, verb, "220 go on")
                    await writer.start_tls(self._tls())
                    is_safe = True
                elif verb == "RCPT":
                    to = line.partition("<")[2].partition(">")[0]
                    await self._say(writer, verb, "250 yes")
                elif verb == "DATA":
                    await self._say(writer, verb, "354 go on")
                    given = (await reader.readuntil(b"\r\n.\r\n"))[:-5]
                    if self.answers.get("MESSAGE", "2")[0] not in "45":
                        self.accepted.append(Mail(to, message_from_bytes(given)))
                    await self._say(writer, "MESSAGE", "250 taken")
                elif verb == "QUIT":
                    await self._say(writer, verb, "221 bye")
                    return
                else:
                    await self._say(writer, verb, "250 yes")
        except (ConnectionError, asyncio.IncompleteReadError, ssl.SSLError):
            return
        finally:
            writer.close()

    async def _say(self, writer: asyncio.StreamWriter, step: str, yes: str) -> None:
        self.reached.append(step)
        while self.answers.get(step) == HELD:
            await asyncio.sleep(0.01)
        answer = self.answers.get(step, yes)
        writer.write(f"{answer}\r\n".encode())
        await writer.drain()

    def _tls(self) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate, self.key)
        return context


def mail_server(folder: Path) -> MailServer:
    """One with a certificate that only whoever trusts `certificate` trusts."""
    key, name = (
        ec.generate_private_key(ec.SECP256R1()),
        x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")]),
    )
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))]), False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    paths = folder / "mail.crt", folder / "mail.key"
    paths[0].write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    paths[1].write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return MailServer(*paths)


def until(reached: Callable[[], bool], patience: float = 20) -> None:
    end = time.monotonic() + patience
    while not reached():
        assert time.monotonic() < end, "it was never so"
        time.sleep(0.01)
