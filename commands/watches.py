"""Commands about what somebody watches."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.narrowing import narrowed, narrowing, unknown_names
from commands.output import emit, write_whole
from commands.root import as_json, opened, throughline
from domain.access import highest_marking
from domain.wording import count, date

if TYPE_CHECKING:
    from domain.watches import WatchNews
    from use_cases.app import UseCases


@throughline.group()
def watches() -> None:
    """Watches: searches and pain points of which you want to be told what is new."""


@watches.command("list")
@as_json
@click.pass_context
def list_watches(context: click.Context, as_json: bool) -> None:
    """List what you watch, and what is new in it since you looked."""
    from exports.insight_rows import watch_document

    with opened(context) as app:
        told = _news(app)
    emit(
        [watch_document(news) for news in told],
        as_json,
        [line for news in told for line in _in_short(news)] or ["You watch nothing yet."],
        marking=highest_marking(item.marking for news in told for item in news.fresh),
    )


@watches.command("add")
@click.argument("query", required=False)
@click.option("--pain-point", help="Watch the evidence of this pain point.")
@narrowing
@as_json
@click.pass_context
def add_watch(
    context: click.Context,
    /,
    query: str | None,
    pain_point: str | None,
    as_json: bool,
    **said: Any,
) -> None:
    """Watch a search, or a pain point, from now on."""
    if (query is None) == (pain_point is None):
        raise click.UsageError("Give a QUERY, or --pain-point ID.")
    filter_in = narrowed(said)
    with opened(context) as app:
        viewer = app.viewer()
        if pain_point is not None:
            identifier = app.watches.watch_pain_point(viewer, app.pain_point(viewer, pain_point))
        else:
            where = filter_in(app)
            for line in unknown_names(app, where):
                click.echo(line, err=True)
            identifier = app.watches.watch_search(viewer, query or "", where)
    emit({"id": identifier}, as_json, [f"Watched from now on: {identifier}"])


@watches.command("remove")
@click.argument("watch")
@click.pass_context
def remove_watch(context: click.Context, watch: str) -> None:
    """Watch something no more."""
    with opened(context) as app:
        app.watches.remove(app.viewer(), watch)
    click.echo("No longer watched.")


@watches.command("digest")
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="The Markdown file to write.")
@click.option("--mark-seen", is_flag=True, help="What is in it is told no more.")
@as_json
@click.pass_context
def digest(context: click.Context, output: Path, mark_seen: bool, as_json: bool) -> None:
    """Write what is new in what you watch into a Markdown file; nothing is sent."""
    with opened(context) as app:
        viewer = app.viewer()
        told = _news(app)
        write_whole(output, app.watches.digest(viewer, told).encode("utf-8", "replace"))
        if mark_seen:
            for news in told:
                app.watches.looked(viewer, news.watch.id, [item.id for item in news.fresh])
    fresh = sum(len(news.fresh) for news in told)
    document = {"watches": len(told), "new": fresh, "file": str(output)}
    emit(document, as_json, [f"{count(fresh, 'new observation')} in {count(len(told), 'watch', 'watches')}: {output}"])


def _news(app: "UseCases") -> "list[WatchNews]":
    viewer = app.viewer()
    return app.watches.news(viewer, lambda: app.all_pain_points(viewer))


def _in_short(news: "WatchNews") -> list[str]:
    kind = "pain point" if news.watch.pain_point else "search"
    said = news.problem or f"{len(news.fresh)} new since {date(news.watch.looked_at[:10])}"
    return [f"{news.watch.id}  {kind}: {news.title}", f"  {said}"]
