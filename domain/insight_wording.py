"""The words in which screens and files say how an insight stands."""

from domain.access import LOCAL_VIEWER, Viewer, Visibility
from domain.publishing import SEEN_BY_ALL
from domain.wording import CONFIDENCE, count, date, listed
from domain.written_insights import Insight, InsightState, InsightVersion

STATE = {
    InsightState.DRAFT: "Draft",
    InsightState.REVIEWED: "Peer-reviewed draft",
    InsightState.PUBLISHED: "Published",
    InsightState.SUPERSEDED: "Superseded",
}
_SEEN_BY = {
    Visibility.TEAM: "its team",
    Visibility.ORGANISATION: "its organisation",
    Visibility.MISSION: "the mission's group",
    Visibility.OPEN: "everyone signed in",
}


def how_far(insight: Insight) -> str:
    """Return in a sentence how far an insight is, for a file: who sees it here says nothing of who reads that."""
    if insight.state is InsightState.SUPERSEDED:
        return "Superseded: another insight has taken its place. It is kept as it was."
    return f"{STATE[insight.state]}."


def standing(insight: Insight, viewer: Viewer) -> str:
    """Return in a sentence how far an insight is and who sees it, said to whoever looks.

    Where nobody signs in everyone sees it, whatever was chosen.
    """
    if insight.state is InsightState.SUPERSEDED:
        return how_far(insight)
    if viewer == LOCAL_VIEWER:
        return f"{STATE[insight.state]}: {SEEN_BY_ALL}."
    if insight.state is InsightState.PUBLISHED:
        return f"Published: seen by {_SEEN_BY[insight.version.reach.visibility]}."
    whose = "the researchers of its team" if insight.version.reach.team else "whoever wrote it"
    return f"{STATE[insight.state]}: seen by {whose} alone."


def reviewed(version: InsightVersion) -> str:
    """Return in a sentence whether a peer stands by it."""
    if version.is_reviewed:
        return "A peer who wrote none of it has reviewed it as it stands."
    if version.review is not None:
        return "A peer reviewed an earlier version; it was changed since."
    return "No peer has reviewed it."


def insight_facts(insight: Insight) -> list[tuple[str, str]]:
    """Return what an insight says of itself in short, as names and values; what is blank is not said."""
    said = insight.words
    reach = insight.version.reach
    pairs = [
        ("Confidence", CONFIDENCE[said.confidence] + (f": {said.because}" if said.because else "")),
        ("For whom it holds", said.whom or "not said"),
        ("Where it holds", said.where or "not said"),
        ("Organisations", listed(said.organisations) or "none named"),
        ("Look again by", date(said.review_by) if said.review_by else "no day set"),
        ("Mission", reach.mission or ""),
        ("Team", reach.team or ""),
    ]
    return [(name, value) for name, value in pairs if value]


def out_of_sight(insight: Insight) -> list[str]:
    """Return what of its evidence cannot be shown, a sentence each; nothing where all is in sight."""
    said = []
    if insight.withdrawn:
        said.append(f"Evidence was withdrawn: {count(insight.withdrawn, 'observation')} that it rested on, gone since."
                    f"{' Its author is to look whether it still holds.' if insight.to_look_at else ''}")  # fmt: skip
    if insight.hidden:
        said.append(f"{count(insight.hidden, 'more observation')} that you may not see "
                    f"{'supports' if insight.hidden == 1 else 'support'} it.")  # fmt: skip
    if insight.hidden_against:
        said.append(f"{count(insight.hidden_against, 'more observation')} that you may not see "
                    f"{'speaks' if insight.hidden_against == 1 else 'speak'} against it.")  # fmt: skip
    return said
