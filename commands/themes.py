"""Commands about themes: finding them, seeing them, and deciding on them."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import click

from commands.output import emit, progress_line
from commands.root import as_json, opened, throughline
from domain.insights import ThemeStatus
from domain.wording import count

if TYPE_CHECKING:
    from domain.access import Viewer
    from use_cases.app import UseCases


@throughline.group()
def themes() -> None:
    """Find themes and see them."""


@themes.command("fit")
@click.option("--seed", type=int, default=1, show_default=True)
@as_json
@click.pass_context
def themes_fit(context: click.Context, seed: int, as_json: bool) -> None:
    """Run the topic model over what is stored."""
    with opened(context) as app:
        job = app.queue_fit(app.viewer(), seed=seed)
        run = app.finish(app.viewer(), job, on_progress=progress_line())
    line = (
        f"{count(run['topics'], 'topic')} over {_observations(run['observations'])}, "
        f"{run['ungrouped_share']:.0%} not grouped, {run['seconds']:.0f} s."
    )
    if run.get("named_by_writer"):
        line += f" {run['named_by_writer']} named by a model; the others, and why: throughline themes run --json"
    emit(run, as_json, [line, *_told_of_reading(run.get("read_again", {}))])


def _told_of_reading(read: dict[str, str]) -> list[str]:
    if not read:
        return []
    return [f"{name[:1].upper()}{name[1:]}: {value}" for name, value in read.items()]


@themes.command("list")
@as_json
@click.pass_context
def themes_list(context: click.Context, as_json: bool) -> None:
    """List topics of the latest run and the themes people made of them."""
    from exports.report_json import theme_document

    with opened(context) as app:
        rows = app.themes(app.viewer())
    lines = [
        f"{row.id}  {_observations(row.observations):>18}  {count(row.organisations, 'organisation')}  {row.title}"
        for row in rows
    ]
    emit([theme_document(row) for row in rows], as_json, lines or ["No themes yet. Run: throughline themes fit"])


@themes.command("assignments")
@as_json
@click.pass_context
def themes_assignments(context: click.Context, as_json: bool) -> None:
    """Tell the topic of each observation in the latest run."""
    from exports.report_json import assignment_documents

    with opened(context) as app:
        rows = assignment_documents(app.latest_run(app.viewer()), app.themes(app.viewer()))
    emit(rows, as_json, [f"{row['observation_id']}  {row['topic']}" for row in rows])


@themes.command("run")
@as_json
@click.pass_context
def themes_run(context: click.Context, as_json: bool) -> None:
    """Tell of the latest run: topics, what is not grouped, settings, and what moved since the run before."""
    from exports.report_json import run_document

    with opened(context) as app:
        document = run_document(app.account_of_run(app.viewer()))
    emit(document, as_json, _told_of_run(document) if document else ["No themes yet. Run: throughline themes fit"])


def _told_of_run(run: dict[str, Any]) -> list[str]:
    agreement = "nothing to compare with" if run["agreement"] is None else f"{run['agreement']:.2f}"
    rows = [
        f"{row['topic']:4}  {_observations(row['observations']):>18}  {row['title']}"
        + ("" if row["before"] is None else f"  ({row['observations'] - row['before']:+d})")
        for row in run["topics"]
    ]
    return [
        f"Run {run['run']}, seed {run['seed']}, method {run['method']}: {_observations(run['observations'])}, "
        f"{run['ungrouped_share']:.0%} not grouped, {run['seconds']:.0f} s.",
        f"Agreement with the run before: {agreement}.",
        *rows,
        *(f"gone  {_observations(row['before']):>18}  {row['title']}" for row in run["gone"]),
    ]


def _observations(number: int) -> str:
    return count(number, "observation")


@themes.command("accept")
@click.argument("theme")
@click.option("--title", default="", help="Under this title instead of the proposed one.")
@click.option("--description", help="Who meets the difficulty, and what it costs them; empty takes it off.")
@as_json
@click.pass_context
def themes_accept(context: click.Context, theme: str, title: str, description: str | None, as_json: bool) -> None:
    """Stand behind a theme."""
    _decide(
        context,
        theme,
        as_json,
        lambda app, viewer: app.review.decide(
            viewer, theme, ThemeStatus.ACCEPTED, title=title, description=description
        ),
    )


@themes.command("reject")
@click.argument("theme")
@as_json
@click.pass_context
def themes_reject(context: click.Context, theme: str, as_json: bool) -> None:
    """Say that a theme is none; it gives no pain point."""
    _decide(context, theme, as_json, lambda app, viewer: app.review.decide(viewer, theme, ThemeStatus.REJECTED))


@themes.command("put-back")
@click.argument("theme")
@as_json
@click.pass_context
def themes_put_back(context: click.Context, theme: str, as_json: bool) -> None:
    """Let a theme be a proposal again, under the model's title."""
    _decide(context, theme, as_json, lambda app, viewer: app.review.decide(viewer, theme, ThemeStatus.PROPOSED))


@themes.command("rename")
@click.argument("theme")
@click.argument("title")
@click.option("--description", help="Who meets the difficulty, and what it costs them; empty takes it off.")
@as_json
@click.pass_context
def themes_rename(context: click.Context, theme: str, title: str, description: str | None, as_json: bool) -> None:
    """Give a theme a title, and a description when one is written."""
    _decide(
        context, theme, as_json, lambda app, viewer: app.review.rename(viewer, theme, title, description=description)
    )


@themes.command("merge")
@click.argument("theme")
@click.argument("into")
@as_json
@click.pass_context
def themes_merge(context: click.Context, theme: str, into: str, as_json: bool) -> None:
    """Make a theme part of another, INTO, which keeps its title.

    Where INTO follows a pattern, the theme's evidence becomes that pattern's, except what somebody said is none of it.
    """
    with opened(context) as app:
        left_out = app.review.left_out(app.viewer(), theme, into)
        act = app.review.merge(app.viewer(), theme, into)
        _tell(app, act, into, as_json, {"left_out": left_out})


@themes.command("split")
@click.argument("theme")
@click.argument("observations", nargs=-1, required=True)
@click.option("--title", required=True, help="What the new theme is called.")
@as_json
@click.pass_context
def themes_split(context: click.Context, theme: str, observations: tuple[str, ...], title: str, as_json: bool) -> None:
    """Make some observations of a theme a theme of their own."""
    with opened(context) as app:
        act, part = app.review.split(app.viewer(), theme, observations, title)
        _tell(app, act, part, as_json)


@themes.command("undo")
@click.argument("decision")
@as_json
@click.pass_context
def themes_undo(context: click.Context, decision: str, as_json: bool) -> None:
    """Take a decision on a theme back; what was decided before and after it stands."""
    with opened(context) as app:
        app.review.take_back(app.viewer(), decision)
    emit({"taken_back": decision}, as_json, [f"Taken back: {decision}"])


@themes.command("decisions")
@as_json
@click.pass_context
def themes_decisions(context: click.Context, as_json: bool) -> None:
    """List what people decided on themes, the latest first."""
    from exports.report_json import theme_decision_document

    with opened(context) as app:
        acts = app.review.history(app.viewer())
    rows = [theme_decision_document(act.said, act.title, act.into, act.taken_back) for act in acts]
    lines = [
        f"{row['decision']}  {row['verdict']:10} {row['title']}  ({row['decided_by']}, {row['decided_at']})"
        + (f"  taken back by {row['taken_back_by']}" if row["taken_back_by"] else "")
        for row in rows
    ]
    emit(rows, as_json, lines or ["Nobody has decided on a theme yet."])


def _decide(context: click.Context, shown: str, as_json: bool, work: "Callable[[UseCases, Viewer], str]") -> None:
    """Do what a command says and print the decision, with the theme ``shown`` as it then stands."""
    with opened(context) as app:
        _tell(app, work(app, app.viewer()), shown, as_json)


def _tell(app: "UseCases", act: str, theme: str, as_json: bool, counts: "Mapping[str, int] | None" = None) -> None:
    from exports.report_json import theme_document

    row = next((row for row in app.themes(app.viewer()) if row.id == theme), None)
    said = f"{row.id}  {row.status.value}  {row.title}" if row else f"{theme}  is listed no more"
    document = {"decision": act, "theme": theme_document(row) if row else None, **(counts or {})}
    left_out = (counts or {}).get("left_out", 0)
    told = [f"{left_out:,} left out: said to be no evidence of that pattern."] if left_out else []
    emit(document, as_json, [said, *told, f"Take it back with: throughline themes undo {act}"])
