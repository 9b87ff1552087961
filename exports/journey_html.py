"""A journey as one page of HTML: the drawn map, and all that it says in words and tables."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from domain.access import highest_marking
from domain.evidence import Standing
from domain.gap_groups import GapGroup
from domain.hand_over_told import identifier_words, legal_basis_words, trouble_words
from domain.hand_overs import HandOver
from domain.journey_table import (
    NOT_KNOWN,
    channel_words,
    hand_over_words,
    how_words,
    onward,
    sides_words,
    steps_words,
    told_where,
)
from domain.journeys import Branch, Journey, JourneyForm, Step, StepBasis
from domain.placed_evidence import PlacedEvidence
from domain.sureness import (
    HARDLY_TOLD,
    HOW_SURE,
    ONLY_GUESSES,
    assumed_counted,
    is_only_guessed,
    on_steps_counted,
    only_guesses,
    quotations_counted,
    sureness_counted,
    sureness_on_steps,
)
from domain.told_first import KindGroup, by_kind, named_pain_points, pain_points_in_short
from domain.wording import STANDING, count, listed, origin
from exports.html_parts import Row, element, facts, items, page, quotation, safe, table

_STYLE = Path(__file__).with_name("journey_page.css")
_BRANCH = {Branch.AND: "done as well as the step before it", Branch.OR: "done instead of the step before it"}
_ASSUMED = (
    "Assumed: no evidence stands on this step. Look for some in the Journey room, add findings, or ask someone who "
    "knows."
)


@dataclass(frozen=True, kw_only=True, slots=True)
class JourneyPage:
    """What a page holds: the journey, its map as SVG for the screen, and as SVG a sheet of paper each for print.

    ``as_is`` is the journey that a to-be one would change, ``changes`` how they differ, in sentences.
    ``attempts`` and ``feelings`` are by step's identifier. ``gaps`` are what is missing, put together, gravest first.
    """

    journey: Journey
    drawing: str
    sheets: tuple[str, ...] = ()
    as_is: Journey | None = None
    changes: tuple[str, ...] = ()
    attempts: Mapping[str, int] = field(default_factory=dict)
    feelings: Mapping[str, str] = field(default_factory=dict)
    gaps: tuple[GapGroup, ...] = ()


def journey_html(shown: JourneyPage) -> str:
    """Return the page as one file: no script, nothing fetched, everything escaped. It prints on A3, in columns."""
    journey = shown.journey
    parts = [
        element("a", "Skip to the journey", class_="skip", href="#journey"),
        element("header", _marking(shown)),
        element("main", "\n".join(_main(shown)), id="journey"),
        element("footer", _foot(shown)),
    ]
    return page(f"{journey.title}: journey map", _STYLE.read_text(encoding="utf-8"), "\n".join(filter(None, parts)))


def _marking(shown: JourneyPage) -> str:
    marking = highest_marking(each.marking for each in (shown.journey, shown.as_is) if each)
    return element("p", safe(marking.value), class_="marking") if marking else ""


def _main(shown: JourneyPage) -> Iterator[str]:
    journey = shown.journey
    sections = [
        ("map", "The map", _map(shown)),
        ("steps", "Steps in order", _steps_table(shown)),
        ("each-step", "Each step", "\n".join(_stages(shown))),
        ("hand-overs", "Hand-overs", _hand_overs(journey)),
        ("systems", "Systems behind", _systems(journey)),
        ("felt", "How it felt", _feelings(shown)),
        ("changes", "What would change", items(shown.changes)),
        ("missing", "What is missing", _missing(shown)),
    ]
    there = [(name, title, inner) for name, title, inner in sections if inner]
    yield element("h1", safe(journey.title))
    yield element("p", safe(_under(journey)), class_="under")
    if is_only_guessed(journey.steps):
        yield element("p", HARDLY_TOLD, class_="assumed")
    yield facts(_about(journey))
    contents = "".join(element("li", element("a", safe(title), href=f"#{name}")) for name, title, _ in there)
    yield element("nav", element("ul", contents), aria_label="On this page")
    for name, title, inner in there:
        yield element("section", element("h2", safe(title), id=f"{name}-heading") + "\n" + inner, id=name,
                      aria_labelledby=f"{name}-heading")  # fmt: skip


def _missing(shown: JourneyPage) -> str:
    """Return what there is to see to, then every sentence of it in order; nothing where nothing is missing."""
    each = items(shown.journey.gaps)
    if not shown.gaps:
        return each
    counted = element("p", safe(f"{count(len(shown.gaps), 'thing')} to see to, gravest first."))
    put_together = element("ul", "".join(element("li", _to_see_to(group)) for group in shown.gaps))
    in_order = element("h3", "In the order of the steps") + each if each else ""
    return "\n".join(filter(None, [counted + put_together, in_order]))


def _to_see_to(group: GapGroup) -> str:
    beside = f" ({group.beside})" if group.beside else ""
    return element("strong", safe(f"{group.to_do}.")) + " " + safe(f"{group.title}{beside}.")


def _under(journey: Journey) -> str:
    return "How it might be" if journey.form is JourneyForm.TO_BE else "How it is today, as far as evidence says"


def _about(journey: Journey) -> list[tuple[str, str]]:
    """Return what a reader should know of a journey first."""
    known = {step.organisation for step in journey.steps if step.organisation}
    counted = sureness_on_steps(journey)
    return [
        ("Who", journey.actor or NOT_KNOWN),
        ("State", journey.status.value),
        ("Steps", f"{len(journey.steps)}, of which {assumed_counted(journey.steps)}"),
        ("Organisations", str(len(known))),
        ("Hand-overs", str(len(journey.hand_overs))),
        ("Evidence", on_steps_counted(journey)),
        *([("How sure it is placed", f"{counted}. {HOW_SURE}")] if counted else []),
    ]


def _map(shown: JourneyPage) -> str:
    label = f"Map of the journey {shown.journey.title}"
    told = (
        "Stages run across, a column a step, a lane for each who acts. A dashed step is "
        "assumed, or only guesses stand on it. All of it stands below in words and tables."
    )
    screen = element("div", shown.drawing, class_="scroll", tabindex="0", role="region", aria_label=label)
    paper = element("div", "".join(shown.sheets), class_="paper") if shown.sheets else ""
    kind = "map screen" if shown.sheets else "map"
    return element("figure", screen + element("figcaption", safe(told)), class_=kind) + paper


def _steps_table(shown: JourneyPage) -> str:
    if not shown.journey.steps:
        return element("p", "This journey has no steps.")
    head = ("Step", "Stage", "What is done", "Organisation", "Service", "Channel", "Systems", "Wait before it",
            "Rests on", "Pain points")  # fmt: skip
    return table("What is known of each step", head, [_step_row(step) for step in shown.journey.steps])


def _step_row(step: Step) -> Row:
    return Row(
        cells=(
            str(step.order),
            safe(step.stage or "not said"),
            element("a", safe(step.step), href=f"#step-{step.order}"),
            safe(step.organisation or NOT_KNOWN),
            safe(step.service or NOT_KNOWN),
            safe(channel_words(step.channel)),
            safe(listed(step.systems) or NOT_KNOWN),
            safe(_wait(step)),
            safe(quotations_counted(step.evidence, none="assumption")),
            safe(pain_points_in_short(step) or "none found"),
        )
    )


def _wait(step: Step) -> str:
    if step.wait_days is None:
        return "not known"
    return "1 day" if step.wait_days == 1 else f"{step.wait_days:g} days"


def _stages(shown: JourneyPage) -> Iterator[str]:
    passing: dict[int, list[HandOver]] = {}
    for item in shown.journey.hand_overs:
        for order in dict.fromkeys((item.from_step, item.to_step)):
            passing.setdefault(order, []).append(item)
    for stage, steps in groupby(shown.journey.steps, key=lambda step: step.stage):
        yield element("h3", safe(stage or "Stage not said"))
        for step in steps:
            yield _step(step, shown, passing.get(step.order, []))


def _step(step: Step, shown: JourneyPage, passing: list[HandOver]) -> str:
    """Return a step with all that is known of it and its evidence in its exact words."""
    inner = element("h4", f"{step.order}. {safe(step.step)}")
    if step.basis is StepBasis.ASSUMPTION:
        inner += element("p", _ASSUMED, class_="assumed")
    inner += facts(_step_facts(step, shown))
    inner += _titled("Pain points", items(_pain_points(step)))
    inner += _sureness(step)
    inner += "".join(_told_first(group) for group in by_kind(step.evidence))
    leaving = [item for item in passing if item.from_step == step.order]
    arriving = [item for item in passing if item.is_across and item.to_step == step.order]
    inner += _titled("Hands over within the step", items(_told_own(item) for item in leaving if item.is_within))
    inner += _titled("Hands over", items(onward(shown.journey, step)))
    inner += _titled("Hands over to another step", items(_told_own(item) for item in leaving if item.is_across))
    inner += _titled("Is handed over from another step", items(_told_own(item) for item in arriving))
    return element("article", inner, id=f"step-{step.order}")


def _sureness(step: Step) -> str:
    """Return how sure its evidence is; nothing where it has none that was placed."""
    if only_guesses(step.evidence):
        return element("p", ONLY_GUESSES, class_="assumed")
    counted = sureness_counted(step.evidence)
    return element("p", safe(f"What stands here: {counted}.")) if counted else ""


def _titled(title: str, inner: str) -> str:
    return element("h5", safe(title)) + inner if inner else ""


def _pain_points(step: Step) -> Iterator[str]:
    """Yield the pain points that have a name, gravest first; the others stand among the quotations."""
    for point in named_pain_points(step):
        yield f"{point.title} ({count(len(point.observation_ids), 'quotation')})"


def _told_first(group: KindGroup) -> str:
    """Return the strongest quotations of a kind, and the others behind a line that unfolds them; on paper all stand."""
    inner = _quoted(group.strongest)
    if group.others:
        inner += element("details", element("summary", f"Show {len(group.others):,} more") + _quoted(group.others))
    return _titled(f"{group.title} ({group.total:,})", inner)


def _quoted(placed: tuple[PlacedEvidence, ...]) -> str:
    return "".join(
        quotation(item.evidence.text, f"{item.evidence.kind.label} · {origin(item.evidence, with_organisation=True)}")
        for item in placed
    )


def _step_facts(step: Step, shown: JourneyPage) -> list[tuple[str, str]]:
    tried = shown.attempts.get(step.id, 0)
    return [
        ("Who", step.actor or shown.journey.actor or NOT_KNOWN),
        ("Organisation", step.organisation or NOT_KNOWN),
        ("Service", step.service or NOT_KNOWN),
        ("Channel", channel_words(step.channel)),
        ("Systems", listed(step.systems) or NOT_KNOWN),
        ("Owner", step.owner or "nobody named"),
        ("Wait before it", _wait(step)),
        *([("Branch", _BRANCH[step.branch])] if step.branch else []),
        *([("Optional", "not everyone does this")] if step.optional else []),
        *([("Still true?", STANDING[step.standing])] if step.standing is not Standing.UNKNOWN else []),
        *([("Touchpoints", listed(step.touchpoints))] if step.touchpoints else []),
        *([("Needs told", str(len(step.needs)))] if step.needs else []),
        *([("Tried", count(tried, "thing"))] if tried else []),
        *([("How it felt", f"said: {shown.feelings[step.id]}")] if step.id in shown.feelings else []),
        *([("Told in full", "has a map of its own")] if step.sub_journey else []),
        *([("Note", step.note)] if step.note else []),
    ]


def _hand_overs(journey: Journey) -> str:
    if not journey.hand_overs:
        return element("p", "None is known: as far as the evidence says, one organisation does all of it.")
    head = ("Steps", "From", "To", "Crosses", "What and how", "Known by", "Allowed by", "Controller", "Owners",
            "Known trouble", "What is missing")  # fmt: skip
    told = table("Where one hands over to another", head, [_hand_over_row(item) for item in journey.hand_overs])
    quoted = "".join(
        element("h3", safe(f"Evidence on the hand-over {_told_where(item)}")) + _quoted(item.evidence)
        for item in journey.hand_overs
        if item.evidence
    )
    return told + quoted


def _told_own(item: HandOver) -> str:
    return f"{told_where(item)}: {hand_over_words(item)}"


def _told_where(item: HandOver) -> str:
    where = steps_words(item)
    return f"{where}, {sides_words(item.giver, item.taker)}" if item.has_own_sides else where


def _hand_over_row(item: HandOver) -> Row:
    owners = [f"{owner} ({side})" for owner, side in ((item.giver_owner, "from"), (item.taker_owner, "to")) if owner]
    missing = element("span", safe(item.gap.value), class_="missing") if item.gap else "none known"
    where = f"within {item.from_step}" if item.is_within else f"{item.from_step} to {item.to_step}"
    cells = (where, item.giver, item.taker, item.kind.value, how_words(item),
             identifier_words(item, unsaid=NOT_KNOWN), legal_basis_words(item, unsaid=NOT_KNOWN),
             item.controller or NOT_KNOWN,
             listed(owners) or "nobody named", trouble_words(item))  # fmt: skip
    return Row(cells=(*map(safe, cells), missing), id=f"hand-over-{item.anchor}")


def _systems(journey: Journey) -> str:
    if not journey.systems:
        return element("p", "None is named in the evidence.")
    rows = [Row(cells=(safe(use.name), safe(listed([str(order) for order in use.steps])))) for use in journey.systems]
    return table("Systems and the steps that lean on them", ("System", "Steps"), rows)


def _feelings(shown: JourneyPage) -> str:
    rows = [
        Row(cells=(f"{step.order}. {safe(step.step)}", safe(shown.feelings[step.id])))
        for step in shown.journey.steps
        if step.id in shown.feelings
    ]
    return table("How often something good and something hard was said", ("Step", "Said"), rows) if rows else ""


def _foot(shown: JourneyPage) -> str:
    words = (
        "“Not known” means that the evidence placed here does not say; it does not mean that nobody does it. "
        "Quotations are the exact words that are kept, with what was masked left masked."
    )
    return element("p", safe(words), class_="source") + _marking(shown)
