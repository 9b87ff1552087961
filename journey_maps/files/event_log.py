"""Event logs beside a journey: what directly follows what in the cases of a log, and where the journey plans otherwise.

A log is a table with a case, an activity and most often a time a row. Without times the rows of a case stand in their
order. Counts only: which journey people really take is for people to say.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise

from domain.errors import InvalidRequest
from domain.journey_files import ActivityCount, Flow, JourneyFlow
from domain.journey_order import planned_pairs
from domain.journeys import Journey, Step
from domain.table_text import with_delimiter
from domain.text import fold

MOST_ROWS, MOST_ACTIVITIES, LONGEST_NAME = 500_000, 2_000, 500
MOST_FAULTS_TOLD = 10
_CASE = ("case", "case id", "case_id", "caseid", "case:concept:name", "session", "session id", "session_id")
_ACTIVITY = ("activity", "event", "concept:name", "activity name", "step", "action", "page")
_TIME = ("time", "timestamp", "time:timestamp", "date", "datetime", "start time", "started", "at")
_NAMES = {"case": _CASE, "activity": _ACTIVITY, "time": _TIME}
_DAY_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?)?")
_SIGNS = {",": "a comma", ";": "a semicolon", "\t": "a tab"}
_EXPECTED = "Give a csv with the columns case, activity and time in its first row."


@dataclass(frozen=True, kw_only=True, slots=True)
class Event:
    """One row of a log. ``at`` is None in a log without times; ``row`` is its number as a spreadsheet counts."""

    case: str
    activity: str
    at: datetime | None
    row: int


def read_events(content: bytes, name: str) -> list[Event]:
    """Return the events of a csv log, in the order of its rows.

    Times are ISO 8601, or day/month/year as in 31/01/2025 14:05; those without a zone are in Coordinated Universal
    Time. Raises InvalidRequest for a file that is no such table, and for faulty rows with their numbers.
    """
    text, delimiter = with_delimiter(_decoded(content, name))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    events: list[Event] = []
    faults: list[tuple[int, str]] = []
    places: dict[str, int] | None = None
    width = row = 0
    try:
        for row, cells in enumerate(reader, start=1):
            if not any(cell.strip() for cell in cells):
                continue
            if places is None:
                places, width = _columns(cells, name), len(cells)
                continue
            if len(events) + len(faults) >= MOST_ROWS:
                raise InvalidRequest(
                    f"'{name}' has more than {MOST_ROWS:,} events, the most that are read at once.",
                    where=f"row {row}",
                    remedy="Take a sample of its cases, or a shorter time, and give that.",
                )
            event: Event | tuple[int, str]
            if _width(cells) > width:
                event = (row, f"it has {_width(cells)} cells, the head has {width}")
            else:
                event = _event(cells, places, row)
            (faults if isinstance(event, tuple) else events).append(event)  # type: ignore[arg-type]
    except csv.Error:
        raise InvalidRequest(
            f"The rows of '{name}' cannot be told apart.",
            where=f"row {row + 1}",
            remedy="Save it again as csv with quoted cells.",
        ) from None
    if faults:
        raise _refusal(faults, name, delimiter)
    if not events:
        raise InvalidRequest(f"'{name}' holds no events.", where=name, remedy=_EXPECTED)
    return events


def _width(cells: Sequence[str]) -> int:
    """Return how many cells a row has up to its last that is not blank."""
    return max((at for at, cell in enumerate(cells, start=1) if cell.strip()), default=0)


def _decoded(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidRequest(
            f"'{name}' is not text in UTF-8.", where=f"byte {error.start + 1}", remedy="Save it as CSV UTF-8."
        ) from None


def _columns(header: Sequence[str], name: str) -> dict[str, int]:
    """Return where the columns stand; time only where the log has one."""
    told = [fold(cell).casefold() for cell in header]
    found = {
        what: next((told.index(known) for known in names if known in told), None) for what, names in _NAMES.items()
    }
    for what in ("case", "activity"):
        if found[what] is None:
            raise InvalidRequest(
                f"'{name}' has no column '{what}'.",
                where="row 1",
                remedy=f"{_EXPECTED} '{what}' may also be called {', '.join(_NAMES[what][1:4])}.",
            )
    return {what: at for what, at in found.items() if at is not None}


def _event(cells: Sequence[str], places: dict[str, int], row: int) -> Event | tuple[int, str]:
    """Return the event of a row, or the row's number and what is wrong with it."""
    said = {what: fold(cells[at]) if at < len(cells) else "" for what, at in places.items()}
    for what in ("case", "activity"):
        if not said[what]:
            return row, f"it names no {what}"
        if len(said[what]) > LONGEST_NAME:
            return row, f"its {what} has more than {LONGEST_NAME} characters"
    at = None
    if "time" in places:
        at = _time(said["time"])
        if at is None:
            return row, "its time is missing" if not said["time"] else "its time cannot be told"
    return Event(case=said["case"], activity=said["activity"], at=at, row=row)


def _time(said: str) -> datetime | None:
    try:
        if found := _DAY_FIRST.fullmatch(said):
            day, month, year, hour, minute, second = (int(part or 0) for part in found.groups())
            return datetime(year, month, day, hour, minute, second, tzinfo=UTC)
        at = datetime.fromisoformat(said)
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _refusal(faults: Sequence[tuple[int, str]], name: str, delimiter: str) -> InvalidRequest:
    shown = faults[:MOST_FAULTS_TOLD]
    more = len(faults) - len(shown)
    told = "; ".join(f"row {row}: {problem}" for row, problem in shown) + (f"; and {more:,} more" if more else "")
    return InvalidRequest(
        f"'{name}' has rows that are no events, {len(faults):,} in all: {told}.",
        where=", ".join(f"row {row}" for row, _ in shown),
        remedy=f"Put quotation marks around what holds {_SIGNS.get(delimiter, delimiter)}, or delete these rows."
        if all("cells" in problem for _, problem in faults)
        else "Fill in case, activity and time (2025-01-31 14:05, or 31/01/2025 14:05), or delete these rows.",
    )


def journey_flow(journey: Journey, events: Sequence[Event], name: str) -> JourneyFlow:
    """Return how the cases of a log go through a journey.

    Activities are steps by their names, whatever their case; a step's number or identifier will do too. A case may go
    round in circles: those are counts like others. Events of a case at the same time stand in the order of their rows.
    Raises InvalidRequest for more sorts of activities than a picture of them could hold.
    """
    spelled: dict[str, str] = {}
    for event in events:
        spelled.setdefault(event.activity.casefold(), event.activity)
    if len(spelled) > MOST_ACTIVITIES:
        raise InvalidRequest(
            f"'{name}' names {len(spelled):,} activities; at most {MOST_ACTIVITIES:,} are counted.",
            where="the column activity",
            remedy="Give what was done and not every address or number; group the activities first.",
        )
    traces = list(_traces(events))
    follows = Counter(pair for trace in traces for pair in pairwise(trace))
    starts, ends = Counter(trace[0] for trace in traces), Counter(trace[-1] for trace in traces)
    happened = Counter(activity for trace in traces for activity in trace)
    steps = {key: step.order for key in spelled if (step := _step_named(journey, key))}
    planned = set(planned_pairs(journey.steps))
    flows = [
        Flow(
            before=spelled[left],
            after=spelled[right],
            count=count,
            from_step=steps.get(left),
            to_step=steps.get(right),
            planned=(steps.get(left), steps.get(right)) in planned,
        )
        for (left, right), count in sorted(follows.items(), key=lambda pair: (-pair[1], pair[0]))
    ]
    seen = {(flow.from_step, flow.to_step) for flow in flows}
    return JourneyFlow(
        journey_id=journey.id,
        cases=len(traces),
        events=len(events),
        flows=tuple(flows),
        activities=tuple(
            ActivityCount(name=spelled[key], step=steps.get(key), events=count, starts=starts[key], ends=ends[key])
            for key, count in sorted(happened.items(), key=lambda pair: (-pair[1], pair[0]))
        ),
        not_steps=tuple(spelled[key] for key in sorted(spelled) if key not in steps),
        step_names=tuple((step.order, step.step) for step in journey.steps),
        never_happened=tuple(step.order for step in journey.steps if step.order not in steps.values()),
        never_followed=tuple(pair for pair in planned_pairs(journey.steps) if pair not in seen),
    )


def _traces(events: Sequence[Event]) -> Iterator[list[str]]:
    """Yield the activities of each case, in small letters, in the order in which they happened."""
    cases: dict[str, list[Event]] = {}
    for event in events:
        cases.setdefault(event.case, []).append(event)
    for own in cases.values():
        if own[0].at is not None:
            own.sort(key=lambda event: (event.at or datetime.min.replace(tzinfo=UTC), event.row))
        yield [event.activity.casefold() for event in own]


def _step_named(journey: Journey, key: str) -> Step | None:
    """Return the first step of a name, a number or an identifier; its stage and a colon may stand before the name."""
    for step in journey.steps:
        name = fold(step.step).casefold()
        if key in (name, f"{fold(step.stage).casefold()}: {name}", str(step.order), step.id.casefold()):
            return step
    return None
