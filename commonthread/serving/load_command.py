"""`commonthread load`: a delivery from files, with its receipt."""

from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from commonthread.serving.printed import Json, bars, console, print_json, stop


def load(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…")],
    format: Annotated[str, typer.Option("--format", help="extract, cin-census, ssd or national.")],
    agency: Annotated[str, typer.Option("--agency", help="The code of the agency that sent it.")],
    kind: Annotated[
        str | None, typer.Option(help="The kind of every row, for an extract that does not say.")
    ] = None,
    sent_at: Annotated[datetime | None, typer.Option(help="When it was sent; now, unless told.")] = None,
    identity: Annotated[bool, typer.Option(help="Work out whom the records are about.")] = True,
    as_json: Json = False,
) -> None:
    """Load a delivery of an agency. Doing it again finishes what was interrupted and changes nothing else."""
    from commonthread.serving import place

    with place.ready():
        from django.conf import settings

        from commonthread import flow
        from commonthread.feeds.format import Unreadable
        from commonthread.feeds.queries import refused
        from commonthread.feeds.receipt import BeingLoaded, NoAgreement, NoSuchAgency, NoSuchFormat
        from commonthread.feeds.store import DeliveryStore

        try:
            with bars() as shown:
                loading = shown.add_task("Loading", total=None)
                linking = shown.add_task("Working out whom the records are about", total=None, visible=False)

                def advance(pieces: int, share: float) -> None:
                    shown.update(loading, total=1, completed=share, description=f"Loading: {pieces:,} pieces")
                    shown.update(linking, visible=identity and share == 1)

                receipt = flow.receive(
                    store=DeliveryStore(settings.DELIVERIES), paths=files, format=format, agency=agency,
                    kind=kind, sent_at=sent_at.astimezone(UTC) if sent_at else None, link=identity, progress=advance,
                )  # fmt: skip
        except Unreadable as unreadable:
            stop(str(unreadable), 3)
        except (BeingLoaded, NoAgreement, NoSuchAgency, NoSuchFormat) as refusal:
            stop(str(refusal), 2)
        except KeyboardInterrupt:
            stop("Stopped. What was taken so far is kept: run the same command again to go on.", 130)
        not_taken = refused(receipt.delivery)
    if as_json:
        faults = [
            {"line": line, "kind": kind, "faults": [f.model_dump() for f in found]}
            for line, kind, found in not_taken
        ]
        print_json({**asdict(receipt), "first_rejects": faults})
    else:
        console.print(_receipt_table(receipt))
        for remark in receipt.remarks:
            console.print(f"  {remark}")
        for line, _, found in not_taken:
            console.print(
                f"  line {line}: " + "; ".join(f"{fault.column}: {fault.message}" for fault in found)
            )
        if receipt.rejected > len(not_taken):
            console.print(
                f"  … and {receipt.rejected - len(not_taken):,} more: the page of deliveries shows them all."
            )
    raise typer.Exit(1 if receipt.rejected else 0)


def _receipt_table(receipt) -> Table:
    table = Table("", "pieces", title=f"Receipt {receipt.delivery}: {receipt.file}", title_justify="left")
    if receipt.loaded_before:
        table.caption = "This delivery was loaded before; nothing changed."
    for name in ("accepted", "superseded", "duplicate", "rejected"):
        table.add_row(name, f"{getattr(receipt, name):,}")
    table.add_row("received", f"{receipt.pieces:,}", style="bold")
    if receipt.not_taken:
        table.add_row("rows of tables that are not taken", f"{receipt.not_taken:,}")
    if receipt.warnings:
        table.add_row("accepted, with a question to the sender", f"{receipt.warnings:,}")
    return table
