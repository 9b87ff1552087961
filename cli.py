"""The command line: the same use cases without a browser."""

from commands import (  # noqa: F401 - importing registers the commands
    audit,
    care,
    catalogue,
    evidence,
    exchange,
    insights,
    journey_editing,
    journey_files,
    journey_kit,
    journey_network,
    journeys,
    knowing,
    missions,
    people,
    studies,
    templates,
    themes,
    watches,
    withdrawals,
    written_insights,
)
from commands.root import throughline


def main() -> None:
    """Run the command line."""
    throughline(prog_name="throughline")


if __name__ == "__main__":
    main()
