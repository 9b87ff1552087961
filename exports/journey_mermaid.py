"""A journey as a Mermaid flowchart: a lane an organisation, a box a step, and what is handed over on the arrows."""

import json
from collections.abc import Iterator, Sequence
from itertools import pairwise

from domain.hand_overs import HandOver
from domain.journey_order import arrows
from domain.journey_table import NOT_KNOWN, channel_words, how_words, sides_words
from domain.journeys import Branch, Journey, Step
from domain.sureness import is_assumed

MOST_STEPS_A_LANE = 20
"""After so many steps lanes begin anew.

Mermaid 11.17 cannot lay out ten lanes that run along thirty steps ("Cannot set properties of undefined (setting
'order')"), in whatever order they and their arrows are written. This can go when it can.
"""
_PLAIN = frozenset(" ,.'()?!/-")
"""Signs that mean nothing to Mermaid within quotation marks. All other signs of ASCII are written as their numbers."""


def journey_mermaid(journey: Journey) -> str:
    """Return the source of a flowchart from left to right. Steps that are assumed, or on which only
    guesses stand, are dashed.

    No word of a journey can end a label, begin a directive or become markup, whatever signs are in it.
    """
    lines = ["---", f"title: {json.dumps(_title(journey))}", "---"]
    lines += [f"%% {journey.marking.value}"] if journey.marking else []
    lines += ["flowchart LR", f"accTitle: {label(journey.title)}"]
    lines += list(_lanes(journey))
    lines += list(_edges(journey))
    lines.append("classDef assumed stroke-dasharray:4 4")
    return "\n".join(lines) + "\n"


def label(text: str) -> str:
    """Return text as it stands in a label, in one line."""
    words = " ".join(text.split())
    return "".join(sign if _is_plain(sign, at) else f"#{ord(sign)};" for at, sign in enumerate(words))


def _is_plain(sign: str, at: int) -> bool:
    if sign == "-":
        return at > 0  # at the beginning it would make a list
    return sign.isalnum() or sign in _PLAIN or (ord(sign) > 127 and sign.isprintable())


def _title(journey: Journey) -> str:
    """Return the title for the head, which is YAML and knows no numbers of signs: without what could be a directive."""
    plain = " ".join(journey.title.split()).replace("%%", "% %")
    return f"{journey.marking.value}: {plain}" if journey.marking else plain


def _lanes(journey: Journey) -> Iterator[str]:
    """Yield the lanes of one stretch of steps after another, and in each lane its steps of that stretch."""
    number = 0
    for stretch in _stretches(journey.steps):
        for name in dict.fromkeys(step.organisation or NOT_KNOWN for step in stretch):
            number += 1
            yield f'subgraph lane{number}["{label(name)}"]'
            for step in stretch:
                if (step.organisation or NOT_KNOWN) == name:
                    assumed = ":::assumed" if is_assumed(step) else ""
                    yield f'  step{step.order}["{label(_box(step))}"]{assumed}'
            yield "end"


def _stretches(steps: Sequence[Step]) -> list[Sequence[Step]]:
    """Return the steps in parts as even as can be, none too long for its lanes. No steps: no parts."""
    of = -(-len(steps) // MOST_STEPS_A_LANE)
    edges = [round(nth * len(steps) / of) for nth in range(of + 1)] if of else []
    return [steps[start:end] for start, end in pairwise(edges)]


def _box(step: Step) -> str:
    optional = ", optional" if step.optional else ""
    return f"{step.order} · {step.step} ({channel_words(step.channel)}{optional})"


def _edges(journey: Journey) -> Iterator[str]:
    leading = {(item.from_step, item.to_step): item for item in journey.hand_overs if not item.has_own_sides}
    for arrow in arrows(journey.steps):
        item = leading.pop((arrow.from_step, arrow.to_step), None)
        said = ", ".join(filter(None, (_branch(arrow.branch), _said(item) if item else "")))
        yield f"step{arrow.from_step} -->{_quoted(said)}step{arrow.to_step}"
    for (giver, taker), item in leading.items():
        yield f"step{giver} -.->{_quoted(_said(item))}step{taker}"
    for item in filter(lambda each: each.has_own_sides, journey.hand_overs):
        sides = f"{sides_words(item.giver, item.taker)}: {_said(item)}"
        yield f"step{item.from_step} -.->{_quoted(sides)}step{item.to_step}"


def _quoted(said: str) -> str:
    return f'|"{label(said)}"| ' if said else " "


def _branch(branch: Branch | None) -> str:
    return branch.value if branch else ""


def _said(item: HandOver) -> str:
    return f"{how_words(item)} ({item.gap.value})" if item.gap else how_words(item)
