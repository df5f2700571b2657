"""make bench: ratios measured side by side in one run. Absolute times depend on the machine and prove little."""

import argparse

from rich.console import Console

from commonthread.serving import place


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rows", type=int, default=20_000, help="rows of the load")
    asked.add_argument("--people", type=int, default=20_000, help="people of the demo")
    asked.add_argument("--events", type=int, default=20_000, help="events of the ledger")
    asked.add_argument("--only", choices=("wall", "hub"), help="this alone")
    arguments = asked.parse_args()
    console = Console()
    with place.ready():
        from commonthread.serving.demo import build_demo
        from tests.bench import hub, ledger, loading, pages, starting, wall

        build_demo(people=arguments.people, console=console)
        if arguments.only == "wall":
            console.print(wall.ratios())
            return
        if arguments.only == "hub":
            for table in hub.tables(console):
                console.print(table)
            return
        console.print(loading.throughput(arguments.rows))
        console.print(loading.memory(arguments.rows))
        console.print(pages.latencies())
        console.print(wall.ratios())
        console.print(ledger.ledger(arguments.events))
    console.print(starting.second_start(arguments.people))


main()
