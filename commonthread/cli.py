"""The command line."""

import typer

app = typer.Typer(no_args_is_help=True, help="The shared memory of the agencies that protect people.")


def main() -> None:
    app()


if __name__ == "__main__":
    main()
