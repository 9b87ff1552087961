"""Notes for the kills: fictional, no two sentences alike, and a repository as an earlier version would have kept it."""

import shutil
from pathlib import Path

FILES, LINES = 8, 12
OLD_SCHEMA = "0002"
THINGS = ("licence", "pension", "school place", "grant", "appointment", "refund", "permit", "inspection", "parking bay")
TROUBLES = (
    "In round {n} people waited {k} weeks to hear anything about their {thing}.",
    "In round {n}, {k} people could not tell whether the {thing} form had been sent.",
    "Staff in round {n} typed the same {thing} details into {k} systems that do not talk to each other.",
    "Somebody in round {n} was asked for the {thing} number {k} times, although the letter had come from the office.",
    "The {thing} page of round {n} used {k} words that nobody outside the office understood.",
)


def write_notes(folder: Path, turn: int) -> None:
    """Write the notes of a turn into a folder."""
    folder.mkdir(exist_ok=True)
    lines = lines_of(turn)
    for number in range(FILES):
        some = lines[number * LINES : (number + 1) * LINES]
        (folder / f"{number}.md").write_text("\n".join(f"- {line}" for line in some), encoding="utf-8")


def lines_of(turn: int) -> list[str]:
    """Return as many sentences as the notes of a turn hold, no two alike."""
    return [
        TROUBLES[number % len(TROUBLES)].format(
            n=turn, k=2 + number // len(TROUBLES), thing=THINGS[number % len(THINGS)]
        )
        for number in range(FILES * LINES)
    ]


def make_older(data: Path, old: Path) -> None:
    """Write the repository as an earlier version of the program would have kept it."""
    from sqlalchemy import MetaData, create_engine, delete, insert, select

    from storage.database import upgrade

    for name in ("sources", "index"):
        shutil.copytree(data / name, old / name)
    now, then = (
        create_engine(f"sqlite:///{data / 'throughline.db'}"),
        create_engine(f"sqlite:///{old / 'throughline.db'}"),
    )
    with now.connect() as source, then.begin() as target:
        upgrade(target, str(old), to=OLD_SCHEMA)
        tables = MetaData()
        tables.reflect(target)
        for table in tables.sorted_tables:
            if table.name == "alembic_version":
                continue
            target.execute(delete(table))
            rows = [dict(row) for row in source.execute(select(table)).mappings()]
            if rows:
                target.execute(insert(table), rows)
    now.dispose()
    then.dispose()
