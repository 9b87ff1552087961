"""A journey's workbook back in: what people wrote on its sheets, with every fault and its row."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from domain import journey_columns as columns
from domain.hand_overs import HandOver, unlike
from domain.journey_files import JourneyFile, Mention, Sides
from domain.journey_table import steps_words
from domain.journeys import Extras, Journey, JourneyForm, JourneyStatus, StepPainPoint
from domain.limits import DEFAULT_LIMITS, Limits
from domain.text import fold
from ingest.journey_beside import read_hand_over, read_mention, read_points_off, read_rejected, read_suggested
from ingest.journey_headings import sheet_of_steps, unread_columns, unread_sheets
from ingest.journey_rows import ReadStep, in_order, number_of, read_step
from ingest.journey_sheets import Faults, Row, header_of, named, place, read_sheets, rows_of, table
from ingest.readers._content import check_length
from ingest.readers._encoding import decoded
from ingest.tables.delimited import sheet_of

MOST_STEPS = 1_000
_WRITTEN = re.compile(r"(\d+) · (.+?) · (.*)")


def read_journey_workbook(content: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> JourneyFile:
    """Return the journey that a workbook tells.

    Rows may be added, moved and deleted; a step without an identifier is a new one, unless it bears the name of one
    that no row is left of. In a workbook of somebody's own the
    steps stand on the sheet Steps, else on the only one, else on the one whose columns are most like ours. Columns that
    nothing is read from are told in ``unused``. Raises InvalidRequest with all faults, each with its sheet and row, and
    UnreadableSource for what is no workbook.
    """
    with named(name):
        sheets = read_sheets(content, name, limits)
    return _read(sheets, name)


def read_journey_csv(content: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> JourneyFile:
    """Return the journey whose steps a table in text tells, with the columns that the sheet Steps has.

    Raises as ``read_journey_workbook`` does.
    """
    with named(name):
        check_length(len(content), limits)
        rows = [list(row) for row in sheet_of(decoded(content), limits).rows]
    return _read({"": rows}, name)


def _read(sheets: Mapping[str, list[list[str]]], name: str) -> JourneyFile:
    reading = _Reading(name=name, sheets=sheets)
    reading.check_columns()
    reading.faults.raise_if_any(name)
    file = reading.file()
    reading.faults.raise_if_any(name)
    return file


@dataclass(slots=True)
class _Reading:
    """One workbook while it is read. ``steps`` are in the order in which they are to stand."""

    name: str
    sheets: Mapping[str, list[list[str]]]
    faults: Faults = field(default_factory=Faults)
    about: dict[str, str] = field(default_factory=dict)
    written: dict[int, tuple[str, str]] = field(default_factory=dict)
    """Identifier and name of each step by its order when the workbook was made."""
    steps: list[ReadStep] = field(default_factory=list)
    steps_sheet: str = columns.STEPS
    """The name of the sheet of steps; empty for a table in text."""
    beside: Mapping[str, list[list[str]]] = field(default_factory=dict)
    """The sheets that may hold what goes with the steps."""

    def check_columns(self) -> None:
        """Note what is missing altogether: the sheet of steps, or a column that our own workbooks have."""
        self._read_about()
        is_ours = self.about.get(columns.LAYOUT_LABEL) == columns.LAYOUT
        self.beside = self.sheets
        if not is_ours:
            self._choose_steps()
        if table(self.sheets, self.steps_sheet) is None:
            self._note_no_steps(is_ours)
            return
        needed: dict[str, tuple[str, ...]] = {self.steps_sheet: columns.STEP_FIELDS if is_ours else ("Step",)}
        if is_ours:
            needed |= {columns.HAND_OVERS: columns.HAND_OVER_FIELDS, columns.EVIDENCE: columns.EVIDENCE_FIELDS}
        for sheet, names in needed.items():
            there = header_of(self.sheets, sheet)
            for column in names if table(self.sheets, sheet) is not None else ():
                if column.casefold() not in there:
                    self.faults.add(
                        place(sheet, "row 1"),
                        f"The column '{column}' is missing.",
                        f"Put '{column}' back into row 1; leave its cells empty where nothing is known."
                        if is_ours
                        else f"Write '{column}' into row 1 above what is done, a row a step.",
                    )

    def _choose_steps(self) -> None:
        """Find the sheet of steps in a workbook of somebody's own: it holds nothing else, whatever it is called."""
        self.steps_sheet = sheet_of_steps(self.sheets)
        self.beside = {
            title: rows for title, rows in self.sheets.items() if title.casefold() != self.steps_sheet.casefold()
        }
        if rows_of(self.beside, columns.ABOUT) is None:
            self.about, self.written = {}, {}

    def _note_no_steps(self, is_ours: bool) -> None:
        remedy = f"Name the sheet with a row a step '{columns.STEPS}'; 'Step' stands in its row 1 above what is done."
        if is_ours:
            remedy = "Export the journey as xlsx and change that file; the sheet has a row a step."
        self.faults.add("the workbook", f"It has no sheet '{columns.STEPS}'.", remedy)

    def _read_about(self) -> None:
        label = ""
        for cells in rows_of(self.sheets, columns.ABOUT) or []:
            label, value = (fold(cells[0]) or label), (cells[1] if len(cells) > 1 else "")
            if label == columns.WRITTEN and (line := _WRITTEN.fullmatch(fold(value))):
                self.written[int(line[1])] = (line[2], line[3])
            else:
                self.about.setdefault(label, fold(value))

    def file(self) -> JourneyFile:
        """Return what the sheets tell; faults are noted beside."""
        rows = table(self.sheets, self.steps_sheet) or []
        if not rows or len(rows) > MOST_STEPS:
            self.faults.add(
                place(self.steps_sheet),
                f"It has {len(rows):,} steps; a journey has at least one and at most {MOST_STEPS:,}.",
                "Write a row a step, or split the journey into several.",
            )
            return JourneyFile(journey=self._journey((), ()))
        orders = {identifier: order for order, (identifier, _) in self.written.items()}
        self.steps = in_order(self._known_again([read_step(row, self.faults) for row in rows]), orders, self.faults)
        self._check_names()
        if len({one.id for one in self.steps}) != len(self.steps):
            self._note_beside()
            return JourneyFile(journey=self._journey((), ()))
        points, extras = self._pain_points(), self._extras()
        steps = tuple(one.made(points.get(one.id, ()), extras.get(one.id, ())) for one in self.steps)
        on_steps, others = self._on_steps(), self._others()
        suggested, rejected = table(self.beside, columns.SUGGESTED), table(self.beside, columns.REJECTED)
        points_off = table(self.beside, columns.POINTS_OFF)
        return JourneyFile(
            journey=self._journey(steps, self._hand_overs(), extras.get("", ())),
            identifier=self.about.get(columns.IDENTIFIER) or None,
            version=int(said) if (said := self.about.get(columns.VERSION, "")).isdecimal() else None,
            on_steps=on_steps,
            on_hand_overs=others[0],
            tray=others[1],
            suggested=read_suggested(suggested, others[2]) if suggested is not None else None,
            rejected=read_rejected(rejected) if rejected is not None else None,
            rejected_pain_points=read_points_off(points_off) if points_off is not None else None,
            tells_hand_overs=table(self.beside, columns.HAND_OVERS) is not None,
            tells_pain_points=table(self.beside, columns.PAIN_POINTS) is not None,
            tells_extras=table(self.beside, columns.KEPT) is not None,
            names_are_checked=True,
            places={one.id: one.row.where for one in self.steps},
            written=frozenset(identifier for identifier, _ in self.written.values()),
            unused=self._unused(),
        )

    def _note_beside(self) -> None:
        """Note what is wrong on the other sheets, where the steps cannot be told apart and no journey is made."""
        self._pain_points()
        self._on_steps()
        self._others()
        self._hand_overs()

    def _known_again(self, rows: Sequence[ReadStep]) -> list[ReadStep]:
        """Return rows, those without an identifier under that of the one step of their name whose row is gone."""
        there = {one.id for one in rows}
        gone: dict[str, list[str]] = defaultdict(list)
        for identifier, name in self.written.values():
            if identifier not in there:
                gone[name].append(identifier)
        bare = Counter(one.name for one in rows if not one.id)
        return [
            replace(one, id=gone[one.name][0]) if not one.id and len(gone[one.name]) == bare[one.name] == 1 else one
            for one in rows
        ]

    def _unused(self) -> tuple[str, ...]:
        """Return the columns that nothing is read from, a sentence each, with the one that was likely meant."""
        told: list[str] = []
        for sheet, names in columns.KNOWN.items():
            title, there = (self.steps_sheet, self.sheets) if sheet == columns.STEPS else (sheet, self.beside)
            told += unread_columns(title, rows_of(there, title) or [], names)
        if self.about.get(columns.LAYOUT_LABEL) != columns.LAYOUT:
            told += unread_sheets(self.sheets, [self.steps_sheet, columns.PAIN_POINTS, *columns.KNOWN])
        return tuple(told)

    def _journey(self, steps: Sequence[object], hand_overs: Sequence[HandOver], extras: Extras = ()) -> Journey:
        form = self.about.get(columns.FORM, "").casefold()
        return Journey(
            id=self.about.get(columns.IDENTIFIER, ""),
            title=self.about.get(columns.TITLE) or fold(self.name.rpartition("/")[2].rpartition(".")[0]) or "Journey",
            actor=self.about.get(columns.ACTOR, ""),
            status=JourneyStatus.DRAFT,
            steps=tuple(steps),  # type: ignore[arg-type]
            hand_overs=tuple(hand_overs),
            form=columns.FORM_WORDS.get(form, JourneyForm.AS_IS),
            as_is=self.about.get(columns.AS_IS) or None,
            extras=extras,
        )

    def _check_names(self) -> None:
        """Note steps that stand twice, by identifier or by name within one stage, unless they were written so."""
        names = dict(self.written.values())
        seen: dict[tuple[str, str], ReadStep] = {}
        ids: dict[str, ReadStep] = {}
        for one in self.steps:
            if (other := ids.setdefault(one.id, one)) is not one:
                self.faults.add(
                    one.row.where,
                    f"The step '{one.name[:60]}' has the identifier of row {other.row.number}.",
                    "Empty the cell 'Id' of the row that was added; it gets one of its own.",
                )
                continue
            other = seen.setdefault((one.stage.casefold(), one.name.casefold()), one)
            as_written = names.get(one.id) == one.name and names.get(other.id) == other.name
            if other is not one and not as_written:
                within = f" in the stage '{one.stage[:60]}'" if one.stage else ""
                self.faults.add(
                    one.row.where,
                    f"The step '{one.name[:60]}' is named twice{within}, first in row {other.row.number}.",
                    "Say in 'Step' or 'Stage' what is different about it, or delete one of the rows.",
                )

    def _step(self, row: Row, column: str, id_column: str) -> str | None:
        """Return the identifier of the step that a row names; notes a fault and returns None where there is none.

        A number that is still the one that was written beside the identifier means the same step, wherever it stands
        now; another number means the step that bears it now.
        """
        said, identifier = row.line(column), row.line(id_column)
        there = {one.id for one in self.steps}
        number = number_of(said)
        if identifier and (not said or (number is not None and self.written.get(int(number), ("",))[0] == identifier)):
            if identifier in there:
                return identifier
        elif found := [one for one in self.steps if said and one.answers_to(said, number)]:
            if len(found) > 1 and number is None:
                self._note_several(row, column, said, found)
            return found[0].id
        self.faults.add(
            row.where,
            f"There is no step '{said or identifier}' on the sheet {self.steps_sheet}." if said or identifier else
            f"The column '{column}' names no step.",
            f"Write the number of a step in '{column}', or delete the row.",
        )  # fmt: skip
        return None

    def _note_several(self, row: Row, column: str, said: str, found: Sequence[ReadStep]) -> None:
        rows = " and ".join(str(one.row.number) for one in found[:2])
        staged = next((one for one in found if one.stage), None)
        or_stage = f", or its stage before it: '{staged.stage}: {staged.name[:60]}'" if staged else ""
        self.faults.add(
            row.where,
            f"'{said[:60]}' in the column '{column}' is the name of {len(found)} steps, in rows {rows} of"
            f" {self.steps_sheet or columns.STEPS}{' among others' * (len(found) > 2)}.",
            f"Write the number of the step{or_stage}.",
        )

    def _rows(self, sheet: str) -> list[Row]:
        return table(self.beside, sheet) or []

    def _on_steps(self) -> dict[str, tuple[Mention, ...]] | None:
        if table(self.beside, columns.EVIDENCE) is None:
            return None
        found: dict[str, list[Mention]] = defaultdict(list)
        for row in self._rows(columns.EVIDENCE):
            if self._is_gone(row, "Step", "Step id"):
                continue
            step, mention = self._step(row, "Step", "Step id"), read_mention(row, self.faults)
            if step is not None and mention is not None:
                found[step].append(mention)
        return {step: tuple(own) for step, own in found.items()}

    def _is_gone(self, row: Row, column: str, id_column: str) -> bool:
        """Tell whether a row belongs to a step that was deleted and that it still names as it was written."""
        identifier, number = row.line(id_column), number_of(row.line(column))
        was = bool(identifier) and number is not None and self.written.get(int(number), ("",))[0] == identifier
        return was and identifier not in {one.id for one in self.steps}

    def _hand_overs(self) -> list[HandOver]:
        found: dict[Sides, HandOver] = {}
        added: list[tuple[str, HandOver, Row]] = []
        orders = {one.id: one.order for one in self.steps}
        for row in self._rows(columns.HAND_OVERS):
            if self._is_gone(row, "From step", "From id") or self._is_gone(row, "To step", "To id"):
                continue
            giver, taker = self._step(row, "From step", "From id"), self._step(row, "To step", "To id")
            if giver is None or taker is None:
                continue
            item = read_hand_over(row, orders[giver], orders[taker], self.faults)
            if item.is_within and not row.line(columns.WITHIN):
                added.append((giver, item, row))
            else:
                self._note_hand_over(found, (giver, taker, item.id), item, row)
        for step, item, row in added:
            new = unlike(item, {each.key for each in found.values()})
            self._note_hand_over(found, (step, step, new.id), new, row)
        return sorted(found.values(), key=lambda item: (item.from_step, item.to_step))

    def _note_hand_over(self, found: dict[Sides, HandOver], sides: Sides, item: HandOver, row: Row) -> None:
        if sides in found:
            self.faults.add(
                row.where,
                "The hand-over stands twice.",
                f"Name it once; another one at the same steps has a '{columns.WITHIN}' of its own.",
            )
        elif item.has_own_sides and item.giver.casefold() == item.taker.casefold():
            self.faults.add(
                row.where,
                f"Something is handed over {steps_words(item)} from a side to itself.",
                "Name two sides that differ in 'From' and 'To'.",
            )
        else:
            found[sides] = item

    def _others(
        self,
    ) -> tuple[dict[Sides, tuple[Mention, ...]] | None, tuple[Mention, ...] | None, dict[int, list[Mention]]]:
        """Return the evidence of hand-overs, of the tray, and of suggested steps by their numbers."""
        sides: dict[Sides, list[Mention]] = defaultdict(list)
        tray: list[Mention] = []
        suggested: dict[int, list[Mention]] = defaultdict(list)
        for row in self._rows(columns.OTHER_EVIDENCE):
            kind, mention = row.line("Stands on").casefold(), read_mention(row, self.faults)
            if mention is None:
                continue
            if kind == columns.TRAY:
                tray.append(mention)
            elif kind == columns.ON_SUGGESTED and (number := number_of(row.line("Suggested step"))) is not None:
                suggested[int(number)].append(mention)
            elif kind == columns.ON_HAND_OVER:
                if self._is_gone(row, "From step", "From id") or self._is_gone(row, "To step", "To id"):
                    continue
                giver, taker = self._step(row, "From step", "From id"), self._step(row, "To step", "To id")
                if giver is not None and taker is not None:
                    sides[giver, taker, row.line(columns.WITHIN)].append(mention)
            else:
                self.faults.add(
                    row.where,
                    "It does not say what the evidence stands on.",
                    f"Write '{columns.TRAY}', '{columns.ON_HAND_OVER}' or '{columns.ON_SUGGESTED}' into 'Stands on'.",
                )
        if table(self.beside, columns.OTHER_EVIDENCE) is None:
            return None, None, {}
        return {pair: tuple(own) for pair, own in sides.items()}, tuple(tray), suggested

    def _pain_points(self) -> dict[str, list[StepPainPoint]]:
        found: dict[str, list[StepPainPoint]] = defaultdict(list)
        for row in self._rows(columns.PAIN_POINTS):
            if not self._is_gone(row, "Step", "Step id") and (step := self._step(row, "Step", "Step id")) is not None:
                ids = row.identifiers("Observations")
                point = StepPainPoint(
                    id=row.line("Pain point"),
                    title=row.line("Title"),
                    observation_ids=ids,
                    accepted_by=row.line("Accepted by") or None,
                    accepted_at=row.line("Accepted at") or None,
                )
                found[step].append(point)
        return found

    def _extras(self) -> dict[str, Extras]:
        """Return what is kept of other files, by the identifier of its step, empty for the journey's own."""
        found: dict[str, dict[str, str]] = defaultdict(lambda: defaultdict(str))
        for row in self._rows(columns.KEPT):
            found[row.line("Step id")][row.line("Name")] += row.cells.get("text", "")
        return {step: tuple(kept.items()) for step, kept in found.items()}
