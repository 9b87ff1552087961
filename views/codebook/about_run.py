"""About this run: what the latest run of the topic model found, what it was set to, how steady it is, and a map."""

from base64 import b64encode
from collections import Counter, defaultdict
from collections.abc import Sequence

import streamlit as st

from domain.access import Role, Viewer
from domain.insights import LARGEST_SEED, UNGROUPED, Topic, TopicRun
from domain.jobs import JobKind
from domain.readings import told_of_reading
from domain.runs import MOST_POINTS, MapPoint, RunAccount, RunSummary, TopicChange
from use_cases.app import UseCases
from views import cached, job_status, links, state, still_read, tables, words
from views.markup import facts
from views.viewer import current_viewer

PAGE = links.ABOUT_RUN
COLOURS = ("#0b7a83", "#b4530a", "#5a4fb0", "#a8276b", "#3d7a1f", "#8a6d00", "#1f5fb0", "#a32d2d")
"""The colours of the largest topics, which have their number on the map too; the others are grey."""
KEYWORDS_SHOWN = 5
GREY = "#b9c2c0"
WIDTH, HEIGHT, MARGIN, ABOVE = 960, 560, 28, 15
_NUMBERED = (
    'text-anchor="middle" dominant-baseline="central" font-size="17" font-weight="700" fill="#16211f" '
    'stroke="#ffffff" stroke-width="4" paint-order="stroke"'
)
_IN_PART, _ALIKE = 0.5, 0.85


def render(app: UseCases) -> None:
    """Show what is told of the latest run, or of the one that the address names, of what this viewer may see."""
    viewer = current_viewer()
    st.title("About this run", anchor=False)
    links.to(links.THEMES, "Themes", icon=":material/arrow_back:")
    job_status.show_named(app, viewer)
    doing = still_read.show(app, viewer, JobKind.FIT)
    runs = app.run_ids()
    named = state.parameter(state.RUN)
    account = cached.account_of_run(app, viewer=viewer, revision=app.revision(), run=named)
    if account is None and named:
        st.warning("This run is not here.", icon=":material/info:")
        _back_to_the_latest()
        return
    if account is None and JobKind.FIT in doing:
        st.markdown("No themes are found yet.")
        return
    if account is None:
        st.info("No themes have been looked for yet. They are looked for from the page Pain points.")
        links.to(links.PAIN_POINTS, "Go to Pain points", icon=":material/priority_high:")
        return
    st.html(
        '<p class="tl-lead">A run of the topic model groups what is stored. What it finds is a proposal; this page '
        "says how it came about and how far to trust it.</p>"
    )
    if runs and account.run.id != runs[0]:
        st.info("This is an earlier run. Themes and pain points rest on the latest.", icon=":material/history:")
        _back_to_the_latest()
    _show_figures(account)
    _show_runs(app, viewer, account.run, of=len(runs))
    if viewer.may(Role.CURATOR) and JobKind.FIT not in doing:
        _offer_another(app, viewer, account.run)
    _show_map(account)
    _show_topics(account)
    _show_reading(account.run)
    _show_settings(account.run)


def _show_figures(account: RunAccount) -> None:
    run = account.run
    st.html(
        facts(
            [
                ("Began", words.moment(run.started_at)),
                ("Took", f"{run.seconds:,.0f} seconds"),
                ("Observations", f"{len(run.assignments):,}"),
                ("Topics", f"{len(_groups(run)):,}"),
                ("Not grouped", f"{run.ungrouped_share:.0%}"),
                ("Agreement with the run before", _agreed(account.agreement)),
            ]
        )
    )
    if account.agreement is not None:
        st.caption(
            f"Agreement is adjusted mutual information over {words.count(account.shared, 'observation')} that both "
            "runs have: 1 is the same groups, 0 what chance would give."
        )


def _back_to_the_latest() -> None:
    links.here("The latest run", key=state.key(PAGE, "latest"), icon=":material/arrow_back:", without=[state.RUN])


def _show_runs(app: UseCases, viewer: Viewer, shown: TopicRun, *, of: int) -> None:
    """Show the last runs in a table once that is asked for: comparing them takes a while. Let one be looked at."""
    if of < 2 or not st.toggle("All runs", key=state.key(PAGE, "runs")):
        return
    runs = cached.runs(app, viewer=viewer, revision=app.revision())
    with st.container(border=True):
        rows = [
            (
                _named(run),
                run.seed,
                f"{run.observations:,}",
                f"{run.topics:,}",
                f"{run.ungrouped_share:.0%}",
                _agreed(run.agreement),
            )
            for run in runs
        ]
        head = ("Run", "Seed", "Observations", "Topics", "Not grouped", "Agreement with the one before")
        tables.show("Runs, the latest first", head, rows, key="runs")
        titles = {run.id: f"{_named(run)}, seed {run.seed}" for run in runs}
        chosen = state.key(PAGE, "chosen", shown.id)
        st.selectbox(
            "Look at a run",
            list(titles),
            index=list(titles).index(shown.id) if shown.id in titles else None,
            format_func=titles.__getitem__,
            key=chosen,
            on_change=_look_at,
            args=(chosen, runs[0].id),
        )


def _named(run: RunSummary) -> str:
    return words.moment(run.started_at, state.timezone())


def _look_at(key: str, latest: str) -> None:
    chosen = st.session_state[key]
    state.set_parameter(state.RUN, None if chosen == latest else chosen)


def _offer_another(app: UseCases, viewer: Viewer, run: TopicRun) -> None:
    """Let a curator have themes found anew, with a seed of their choice."""
    with st.popover("Find themes anew…", type="tertiary", icon=":material/refresh:"):
        st.caption(
            "Everything stored is grouped anew. What people decided stays; topics that nobody decided on may change. "
            "The same seed repeats a run on the same evidence, another draws the groups a little differently."
        )
        with st.form(state.key(PAGE, "anew"), border=False):
            seed = st.number_input(
                "Seed", min_value=0, max_value=LARGEST_SEED, value=run.seed, step=1, key=state.key(PAGE, "seed")
            )
            if st.form_submit_button("Find themes anew", key=state.key(PAGE, "fit")):
                job_status.remember(app.queue_fit(viewer, seed=int(seed)))


def _agreed(agreement: float | None) -> str:
    if agreement is None:
        return "nothing to compare with"
    said = "much the same groups" if agreement >= _ALIKE else "in part the same groups"
    return f"{agreement:.2f}: {said if agreement >= _IN_PART else 'other groups'}"


def _groups(run: TopicRun) -> list[Topic]:
    return [topic for topic in run.topics if topic.number != UNGROUPED]


def _show_map(account: RunAccount) -> None:
    if not account.points:
        return
    st.header("Map of observations", anchor=False)
    shown = Counter(point.topic for point in account.points)
    largest = [topic.number for topic in sorted(_groups(account.run), key=lambda one: (-one.size, one.number))]
    coloured = [number for number in largest if shown[number]][: len(COLOURS)]
    st.html(drawn(account.points, coloured))
    drawing = "Topics that are alike lie near each other, and each point is an observation. "
    if len(account.points) == MOST_POINTS:
        drawing += f"{MOST_POINTS:,} of them are drawn. "
    st.caption(
        f"{drawing}The numbers are those of the {len(coloured)} largest topics in the table below, which tells the "
        "same in words. Distances are rough: two dimensions cannot hold what the model compares."
    )


def drawn(points: Sequence[MapPoint], coloured: Sequence[int]) -> str:
    """Return the map as an image in HTML, in which nothing can run; ``coloured`` topics have a colour and a number.

    Streamlit takes SVG out of HTML, so it comes as an image, on white in light and dark.
    """
    places = {number: place for place, number in enumerate(coloured)}
    dots: dict[int, list[str]] = defaultdict(list)
    for point in points:
        x, y = _at(point.across, point.down)
        dots[point.topic].append(f'<circle cx="{x:.0f}" cy="{y:.0f}" r="3.5"/>')
    drawing = "".join(
        f'<g fill="{COLOURS[places[topic]] if topic in places else GREY}">{"".join(circles)}</g>'
        for topic, circles in sorted(dots.items(), key=lambda one: one[0] in places)
    )
    numbers = "".join(_number(topic, [point for point in points if point.topic == topic]) for topic in coloured)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'font-family="sans-serif">{drawing}{numbers}</svg>'
    )
    counts = f"{words.count(len(points), 'observation')} in {words.count(len(dots), 'topic')}"
    return (
        '<div class="tl-map tl-points" tabindex="0" role="region" aria-label="Map of observations">'
        f'<img alt="Map of {counts}. The same as a table stands below." '
        f'src="data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"></div>'
    )


def _number(topic: int, members: Sequence[MapPoint]) -> str:
    """Return the number of a topic, above the highest of its members so that it covers none of them."""
    x, y = _at(sum(point.across for point in members) / len(members), min(point.down for point in members))
    return f'<text x="{x:.0f}" y="{y - ABOVE:.0f}" {_NUMBERED}>{topic}</text>'


def _at(across: float, down: float) -> tuple[float, float]:
    return MARGIN + across * (WIDTH - 2 * MARGIN), MARGIN + down * (HEIGHT - 2 * MARGIN)


def _show_topics(account: RunAccount) -> None:
    st.header("Topics", anchor=False)
    if not _groups(account.run):
        st.markdown("This run found no topics.")
        return
    held = tables.Held(observations=[item.observation_id for item in account.run.assignments])
    moved = {change.now.number: _moved(change) for change in account.changes if change.now}
    is_named = any(topic.given for topic in account.run.topics)
    named = ["Named by"] if is_named else []
    head = ["Number", "Topic", "Observations", "Found by", *named, "Words that tell it from the others"]
    topics = sorted(_groups(account.run), key=lambda one: (-one.size, one.number))
    rows: list[list[object]] = [
        [
            topic.number,
            topic.shown_title,
            topic.size,
            "the codebook" if topic.pattern else "what is alike",
            *([_named_by(topic)] if is_named else []),
            ", ".join(topic.keywords[:KEYWORDS_SHOWN]),
        ]
        for topic in topics
    ]
    if moved:
        head.insert(3, "Since the run before")
        for row, topic in zip(rows, topics, strict=True):
            row.insert(3, moved[topic.number])
    tables.show("Topics of this run", head, rows, key="topics", held=held)
    gone = [
        (change.before.shown_title, change.before.size)
        for change in account.changes
        if change.before and not change.now
    ]
    if gone:
        tables.show(
            "Topics of the run before that are gone", ("Topic", "Observations then"), gone, key="gone", held=held
        )


def _named_by(topic: Topic) -> str:
    if topic.given is not None:
        return f"a model, {topic.given.by}"
    if topic.pattern:
        return "the codebook"
    return "a quotation" if topic.title.startswith("“") else "its words"


def _moved(change: TopicChange) -> str:
    if change.before is None:
        return "new"
    if not change.grown_by:
        return "as many"
    return f"{abs(change.grown_by):,} {'more' if change.grown_by > 0 else 'fewer'}"


def _show_reading(run: TopicRun) -> None:
    told = told_of_reading(run.parameters)
    if not told:
        return
    st.header("Evidence read again by a model", anchor=False)
    st.caption(
        "A model that the settings name was asked of each sentence that may be evidence whether it tells the "
        "difficulty. What it says is none is withheld from it; what it was not asked about stands by our own check. "
        "What a person said holds above both."
    )
    tables.show("What was read again, and why not the rest", ("Evidence", "Value"), told, key="reading")


def _show_settings(run: TopicRun) -> None:
    st.header("Settings and versions", anchor=False)
    if not run.parameters:
        st.caption(
            "You see a part of what went into this run; its settings, which tell how much there is, are left out."
        )
    reading = told_of_reading(run.parameters)
    parameters = [pair for pair in run.parameters if pair not in reading]
    pairs = [("run", run.id), ("method", run.method), ("seed", str(run.seed)), *parameters, *run.versions]
    tables.show("What it takes to repeat this run", ("Setting", "Value"), pairs, key="settings")
