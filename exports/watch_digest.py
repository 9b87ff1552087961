"""What is new in what somebody watches, as Markdown for people and mailing tools."""

from collections.abc import Sequence

from domain.access import highest_marking
from domain.watches import WatchNews
from domain.wording import count, date, origin
from exports.markdown import markdown_text, quoted

QUOTED_AT_MOST = 10
"""How many quotations of one watch a digest holds."""


def digest_text(told: Sequence[WatchNews], *, made_on: str) -> str:
    """Return the digest: a heading a watch that has something new, its new quotations, and a line for the others."""
    marking = highest_marking(item.marking for news in told for item in news.fresh)
    mark = [f"**{marking.value}**", ""] if marking else []
    lines = [*mark, f"# What is new in what you watch, {date(made_on)}", ""]
    if not told:
        lines += ["You watch nothing yet.", ""]
    for news in told:
        if news.fresh:
            lines += _section(news)
    quiet = [news for news in told if not news.fresh]
    if quiet:
        lines += ["## Nothing new", ""]
        lines += [f"- {_named(news)}{f': {markdown_text(news.problem)}' if news.problem else ''}" for news in quiet]
        lines.append("")
    return "\n".join([*lines, *mark]).rstrip() + "\n"


def _section(news: WatchNews) -> list[str]:
    since = f"since {date(news.watch.looked_at[:10])}"
    lines = [f"## {_named(news)}", "", f"{count(len(news.fresh), 'new observation')} {since}.", ""]
    for item in news.fresh[:QUOTED_AT_MOST]:
        place = origin(item, with_organisation=True) + (f" · {item.marking.value}" if item.marking else "")
        lines += [quoted(item.text), "", markdown_text(place), ""]
    more = len(news.fresh) - QUOTED_AT_MOST
    return [*lines, *([f"And {count(more, 'more observation')}.", ""] if more > 0 else [])]


def _named(news: WatchNews) -> str:
    kind = "Pain point" if news.watch.pain_point else "Search"
    return f"{kind}: {markdown_text(news.title)}"
