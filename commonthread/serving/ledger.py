"""The ledger on the command line: its key, checkpoints, proofs, and sealing itself."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from commonthread.ledger.key import NoKey, make_key, open_key
from commonthread.ledger.outside import Diverged, Outside
from commonthread.ledger.verifier import Wrong, read_checkpoint, tell
from commonthread.serving import place

app = typer.Typer(no_args_is_help=True, help="Seal the ledger, and prove to others what stands on it.")
console = Console(stderr=True)
FOUND, REFUSED = 1, 2
Out = Annotated[Path | None, typer.Option("--out", help="The file to write; else it is printed.")]
Reason = Annotated[str, typer.Option("--reason", help="Why, for the ledger.")]


def outside() -> Outside:
    return Outside(place.ledger())


@app.command()
def key(
    name: Annotated[str, typer.Argument(help="The ledger's name for ever, like example.org/ledger.")],
) -> None:
    """Make the key that signs checkpoints, and print the public key, which partners keep."""
    with _refusing():
        made = make_key(outside().key_file, name)
    console.print(
        f"The key is in {outside().key_file}. Keep a copy where this machine’s rulers cannot reach."
    )
    typer.echo(made.public)


@app.command("seal")
def seal_on() -> None:
    """Seal what is written, until stopped. `serve` starts it."""
    from commonthread.ledger.sealing import run

    place.set_up_django()
    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())
    run(outside(), stopped, lambda words: console.print(f"The ledger: {words}", style="red"))


@app.command()
def checkpoint(out: Out = None) -> None:
    """Seal what can be sealed, and give the signed checkpoint, for partners to keep."""
    from commonthread.ledger.sealing import seal_all, sign

    with _database():
        seal_all()
        note = sign(outside())
    if note is None:
        raise typer.Exit(_say("There is no key. Make one with “commonthread ledger key”."))
    _give(note, out)


@app.command()
def verify(
    against: Annotated[
        list[Path], typer.Option(help="A checkpoint that somebody kept; may be given often.")
    ] = [],  # noqa: B006
) -> None:
    """Check every event against its leaf, the tree, the hashes kept outside, and checkpoints."""
    from commonthread.ledger.proving import verify as check

    with _database():
        kept = outside()
        known = [
            read_checkpoint(path.read_text(encoding="utf-8"), open_key(kept.key_file).checking)
            for path in against
        ]
        last = kept.checkpoint()
        seen = check(against=[*known, *([last[1]] if last else [])], leaves=kept.leaves())
    for line in tell(seen):
        typer.echo(line)
    raise typer.Exit(FOUND if seen.found else 0)


@app.command()
def prove(
    event: int, reason: Reason, out: Out = None,
) -> None:  # fmt: skip
    """Prove that one event stands in the ledger: a proof, and beside it the event (.event.json)."""
    from commonthread.ledger.proving import NotSealed, hand_out
    from commonthread.ledger.proving import prove as proof_of

    with _database():
        note, _ = _last_checkpoint()
        try:
            proof, told = proof_of(event, note, open_key(outside().key_file).checking)
        except NotSealed as refusal:
            raise typer.Exit(_say(str(refusal))) from None
        hand_out("a proof", reason=reason, told={"event": event})
    _give(proof, out)
    if out:
        out.with_suffix(".event.json").write_text(told, encoding="utf-8")
    else:
        typer.echo(told)


@app.command()
def consistency(
    older: Annotated[Path, typer.Argument(help="The checkpoint that a partner kept.")], out: Out = None
) -> None:
    """Prove that the ledger as it is now begins with what stood there at an older checkpoint."""
    from commonthread.ledger.proving import prove_growth

    with _database():
        note, _ = _last_checkpoint()
        proof = prove_growth(older.read_text(encoding="utf-8"), note, open_key(outside().key_file).checking)
    _give(proof, out)


@app.command("export")
def export_ledger(
    out: Annotated[Path, typer.Option("--out", help="The file to write.")],
    reason: Reason,
    words: Annotated[
        bool, typer.Option("--with-words", help="Also why, and all else that was told.")
    ] = False,
) -> None:
    """Write the ledger as the verifier reads it. Without words it says who did what when, and not why."""
    from commonthread.ledger.proving import export, hand_out

    with _database():
        hand_out("an export", reason=reason, told={"with_words": words})
        unfinished = out.with_name(out.name + ".unfinished")
        unfinished.touch(mode=0o600)
        with unfinished.open("w", encoding="utf-8") as file:
            file.writelines(export(with_words=words))
        unfinished.rename(out)


@app.command()
def adopt(reason: Reason) -> None:
    """After a restore: take the ledger as it now stands. What was lost is said aloud, and stands on the ledger."""
    from commonthread.ledger.sealing import adopt as take

    with _database():
        told = take(outside(), reason=reason)
    console.print(f"{told['sealed_before']} events were sealed before, {told['sealed_here']} are here.")
    if told["history"] > 1:
        console.print(
            "Sealed events were lost: checkpoints of partners from before will not agree. Tell them."
        )


def _last_checkpoint():
    kept = outside().checkpoint()
    if kept is None:
        raise typer.Exit(_say("There is no checkpoint yet: “commonthread ledger checkpoint”."))
    return kept


def _give(text: str, out: Path | None) -> None:
    if out:
        out.write_text(text, encoding="utf-8")
    else:
        typer.echo(text, nl=False)


def _say(words: str) -> int:
    console.print(words, style="red", highlight=False)
    return REFUSED


@contextmanager
def _refusing() -> Iterator[None]:
    try:
        yield
    except (NoKey, Diverged, Wrong, OSError) as refusal:
        raise typer.Exit(_say(f"{refusal}")) from None


@contextmanager
def _database() -> Iterator[None]:
    with _refusing(), place.ready():
        yield
