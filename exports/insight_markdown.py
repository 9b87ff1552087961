"""An insight as Markdown."""

from collections.abc import Sequence

from domain.evidence import Evidence
from domain.insight_wording import how_far, insight_facts, out_of_sight, reviewed
from domain.wording import date
from domain.written_insights import ShownInsight
from exports.brief import source_of
from exports.markdown import markdown_text, quoted


def insight_markdown(shown: ShownInsight, *, made_on: str) -> bytes:
    """Return the insight as Markdown in UTF-8, its marking first and last; every sign shows as it is."""
    insight, said = shown.insight, shown.insight.words
    mark = [f"**{insight.marking.value}**", ""] if insight.marking else []
    lines = [*mark, f"# {markdown_text(said.claim)}", "", f"{how_far(insight)} {reviewed(insight.version)}", ""]
    facts = [*insight_facts(insight), ("Made on", date(made_on)), ("Insight", insight.id)]
    lines += [f"- **{name}:** {markdown_text(value)}" for name, value in facts]
    if said.reasoning:
        paragraphs = [markdown_text(part) for part in said.reasoning.splitlines() if part.strip()]
        lines += ["", "## Why", "", "\n\n".join(paragraphs)]
    lines += _evidence("What supports it", shown.supporting, "No evidence in sight supports it.")
    lines += _evidence("What speaks against it", shown.against, "Nobody has named evidence against it.")
    lines += [part for line in out_of_sight(insight) for part in ("", line)]
    if said.recommendations:
        lines += ["", "## What should change", ""]
        lines += [
            f"- {markdown_text(each.what)} ({markdown_text(each.who) or 'nobody named yet'})"
            for each in said.recommendations
        ]
    return ("\n".join([*lines, "", *mark]).rstrip() + "\n").encode("utf-8", "replace")


def _evidence(title: str, evidence: Sequence[Evidence], none: str) -> list[str]:
    lines = ["", f"## {title}"]
    for item in evidence:
        lines += ["", quoted(item.text), "", markdown_text(f"{item.organisation} · {source_of(item)}")]
    return lines if evidence else [*lines, "", none]
