"""Words that were taken from withdrawn text into something else: titles and keywords of topics, steps, notes, names.

What tells a withdrawn word that stands nowhere else goes too, and so does what quotes some words in a row. Words that
others use as well stay: they are not only the participant's.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection, Table, func, select, update

from domain.insights import GivenName
from storage.findings.runs import given_name, given_values
from storage.findings.theme_records import settle
from storage.schema import (
    assignments,
    codes,
    pain_point_claims,
    selections,
    sources,
    studies,
    study_edits,
    theme_decisions,
    themes,
    topics,
)
from storage.withdrawal.withdrawal_plan import Plan

_WORD = re.compile(r"\w{2,}")
_NAME = re.compile(r"(?<=[\w,;] )[^\W\d_a-zß-öø-ÿ]\w+")
_COUNT = re.compile(r"\d{1,4}")
_FEW = {"yield_per": 200}
_RUN_WORDS = 4
"""So many words in a row are a quotation: fewer stand together by chance."""
_LONG_RUN_WORDS = 8
"""So many are one whoever writes them: research that has nothing to do with a person shares fewer with them."""
_TITLE_WORDS = 3


class GoneWords:
    """What only withdrawn text says: words, and runs of words that are common each and stand together nowhere else.

    ``marks`` are those of the words that are names or numbers, ``names`` those of names that were masked.
    ``long_runs`` are runs of twice as many words.
    """

    def __init__(
        self,
        words: frozenset[str] = frozenset(),
        runs: frozenset[str] = frozenset(),
        marks: frozenset[str] = frozenset(),
        names: frozenset[str] = frozenset(),
        long_runs: frozenset[str] = frozenset(),
    ) -> None:
        self.words = words
        self.runs = runs
        self.marks = marks
        self.names = names
        self.long_runs = long_runs

    def tell(self, text: str | None) -> bool:
        """Tell whether a text says something that only withdrawn text says."""
        found = _words(text or "")
        return not self.words.isdisjoint(found) or not self.runs.isdisjoint(_runs(found))

    def quoted_in(self, text: str | None, *, counts: bool = True) -> bool:
        """Tell whether somebody's own sentence quotes withdrawn text: some words of it in a row, a name or a number.

        Without ``counts`` a number of up to four digits is none: a year, or how many there were.
        """
        found = _words(text or "")
        marking = [word for word in found if counts or not _COUNT.fullmatch(word)]
        return not self.marks.isdisjoint(marking) or not self.runs.isdisjoint(_runs(found))

    def quoted_at_length_in(self, text: str | None) -> bool:
        """Tell whether what is written of other research quotes withdrawn text at length, or a masked name."""
        found = _words(text or "")
        return not self.names.isdisjoint(found) or not self.long_runs.isdisjoint(_runs(found, _LONG_RUN_WORDS))

    def untold(self, text: str | None) -> str | None:
        """Return the text, or None where it tells one of these words."""
        return None if self.tell(text) else text

    def without(self, texts: Iterable[str]) -> list[str]:
        """Return those of the texts that tell none of these words."""
        return [text for text in texts if not self.tell(text)]


def gone_words(connection: Connection, plan: Plan) -> GoneWords:
    """Return what stands in what a plan takes out and in nothing that will still be stored. Changes nothing."""
    words, runs = _said(text for part in plan.parts for text in part.texts)
    long_runs = {run for part in plan.parts for text in part.texts for run in _runs(_words(text), _LONG_RUN_WORDS)}
    for text in _still_said(connection, plan):
        if not words and not runs:
            break
        held = _words(text)
        words.difference_update(held)
        runs.difference_update(_runs(held))
        long_runs.difference_update(_runs(held, _LONG_RUN_WORDS))
    named = _named(text for part in plan.parts for text in part.texts)
    masked = {word for part in plan.parts for name in part.names for word in _words(name)}
    named.update(masked)
    marks = {word for word in words if word in named or any(map(str.isdigit, word))}
    return GoneWords(
        frozenset(words), frozenset(runs), frozenset(marks), frozenset(words & masked), frozenset(long_runs)
    )


def _named(texts: Iterable[str]) -> set[str]:
    """Return, folded, the words that are written as names are: with a capital, and not at the start of a sentence."""
    return {word.casefold() for text in texts for word in _NAME.findall(text)}


def _still_said(connection: Connection, plan: Plan) -> Iterator[str]:
    """Yield what will be stored once a plan is carried out: the texts of sources, and what studies are called.

    A title that somebody wrote anew shields nothing: it goes itself where it says withdrawn words.
    """
    rewritten = retitled(connection)
    described = select(studies.c.id, studies.c.title, studies.c.organisation, studies.c.service, studies.c.team)
    for study, title, *names in connection.execute(described):
        if not (plan.ends_study and study == plan.study):
            yield from filter(None, (None if study in rewritten else title, *names))
    parts = {part.id: part for part in plan.parts}
    rows = connection.execute(select(sources.c.id, sources.c.masked, sources.c.canonical).execution_options(**_FEW))
    for row in rows:
        if row.id not in parts:
            yield from (row.masked, *([row.canonical] if row.canonical != row.masked else []))
        elif remains := parts[row.id].remains:
            yield from (remains.text.masked.text, remains.text.canonical)


def retitled(connection: Connection) -> frozenset[str]:
    """Return the studies whose title was changed by hand."""
    query = select(study_edits.c.study).where(study_edits.c.field == "title").distinct()
    return frozenset(connection.execute(query).scalars())


def _said(texts: Iterable[str]) -> tuple[set[str], set[str]]:
    words: set[str] = set()
    runs: set[str] = set()
    for text in texts:
        held = _words(text)
        words.update(held)
        runs.update(_runs(held))
    return words, runs


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _runs(words: Sequence[str], length: int = _RUN_WORDS) -> Iterator[str]:
    return (" ".join(words[at : at + length]) for at in range(len(words) - length + 1))


def forget(connection: Connection, ids: frozenset[str], gone: GoneWords) -> None:
    """Take these words out of what was made from text: topics, themes, claims, and what people put on it.

    ``ids`` are the observations that were withdrawn.
    """
    _retitle(connection, ids, gone)
    _forget_themes(connection, gone)
    for claim in connection.execute(select(pain_point_claims)).all():
        if gone.tell(claim.note):
            connection.execute(
                update(pain_point_claims)
                .where(
                    pain_point_claims.c.pain_point == claim.pain_point,
                    pain_point_claims.c.organisation_key == claim.organisation_key,
                )
                .values(note="")
            )
    for table, key in ((codes, ("study", "id")), (selections, ("source", "id"))):
        _undescribe(connection, table, key, gone)


def _retitle(connection: Connection, ids: frozenset[str], gone: GoneWords) -> None:
    for row in connection.execute(select(topics)).all():
        keywords = gone.without(row.keywords)
        title = _title(row.title, keywords, gone)
        given = given_values(_given_still(given_name(row.given), ids, gone))
        if (title, keywords, given) != (row.title, row.keywords, row.given):
            this = (topics.c.run == row.run, topics.c.number == row.number)
            connection.execute(update(topics).where(*this).values(title=title, keywords=keywords, given=given))


def _given_still(given: GivenName | None, ids: frozenset[str], gone: GoneWords) -> GivenName | None:
    """Return a writer's name unless it was made from what was withdrawn, or tells one of these words."""
    if given is None or not ids.isdisjoint(given.observations) or gone.tell(f"{given.title} {given.description}"):
        return None
    return given


def _forget_themes(connection: Connection, gone: GoneWords) -> None:
    """Take the words out of what the model and people called themes; each then stands as its decisions say."""
    for row in connection.execute(select(themes)).all():
        keywords = gone.without(row.keywords)
        made = _title(row.made_title, keywords, gone)
        if (made, keywords) != (row.made_title, list(row.keywords)):
            connection.execute(update(themes).where(themes.c.id == row.id).values(made_title=made, keywords=keywords))
    for said in connection.execute(select(theme_decisions)).all():
        if gone.tell(said.title):
            this = theme_decisions.c.nth == said.nth
            connection.execute(update(theme_decisions).where(this).values(title="Title withdrawn"))
        if gone.tell(said.description):
            this = theme_decisions.c.nth == said.nth
            connection.execute(update(theme_decisions).where(this).values(description=""))
    settle(connection)


def _title(title: str, keywords: Sequence[str], gone: GoneWords) -> str:
    """Return a title as it is, or made anew where it tells one of these words."""
    return title if not gone.tell(title) else ", ".join(keywords[:_TITLE_WORDS]) or "Title withdrawn"


def _undescribe(connection: Connection, table: Table, key: Sequence[str], gone: GoneWords) -> None:
    """Take what people wrote to codes and marks back where it quotes; a code that is named so loses its name."""
    for row in connection.execute(select(table)).all():
        values = {"description": gone.untold(row.description) or ""}
        if "name" in table.c:
            values["name"] = gone.untold(row.name) or "Name withdrawn"
        if any(getattr(row, name) != value for name, value in values.items()):
            this = [table.c[name] == getattr(row, name) for name in key]
            connection.execute(update(table).where(*this).values(values))


def recount_topics(connection: Connection, runs: Iterable[str]) -> None:
    """Let the size of each topic of these runs be the number of its assignments."""
    for run in runs:
        held = select(func.count()).where(assignments.c.run == topics.c.run, assignments.c.topic == topics.c.number)
        connection.execute(update(topics).where(topics.c.run == run).values(size=held.scalar_subquery()))
