"""A search narrowed to themes: told apart, followed where they are merged, and told where they are gone."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
import streamlit as st
from fake_evidence import some_evidence
from fake_themes import a_theme

from domain.facets import Facet, FacetCount
from domain.insights import ThemeStatus
from domain.search import ObservationFilter
from domain.watches import Watch

PAGE = "what_do_we_know"
KEY = f"{PAGE}-themes"


@pytest.fixture
def themed(populated):
    populated.theme_rows = [
        a_theme("th_again", "Told again at each counter", ("obs_0", "obs_1")),
        replace(a_theme("th_when", "Nobody says when", ("obs_3",)), status=ThemeStatus.ACCEPTED),
        a_theme("th_other", "Told again at each counter", ("obs_2",)),
        replace(a_theme("th_not", "Not a theme", ("obs_4",)), status=ThemeStatus.REJECTED),
        replace(a_theme("th_empty", "Nothing is left", ()), status=ThemeStatus.ACCEPTED),
    ]
    return populated


def said_on(test):
    said = (element.value for kind in ("warning", "caption", "error") for element in getattr(test, kind))
    return "\n".join(said).replace("\\", "")


def with_rows(app, rows):
    """Let themes be other ones from now on."""
    app.theme_rows = rows
    st.cache_resource.clear()


def test_accepted_themes_come_first_and_two_of_one_title_are_told_apart(open_page, themed):
    test = open_page(themed, PAGE)
    assert test.multiselect(key=KEY).options == [
        "Nobody says when",
        "Told again at each counter (proposed) · 2 observations · th_again",
        "Told again at each counter (proposed) · 1 observation · th_other",
    ]


def test_without_themes_there_is_nothing_to_choose(open_page, populated):
    populated.theme_rows = []
    test = open_page(populated, PAGE, q="certificate")
    assert KEY not in [each.key for each in test.multiselect]


def test_what_is_chosen_narrows_and_what_is_taken_along_says_so(open_page, themed, monkeypatch):
    taken = []
    monkeypatch.setattr("views.knowing.taking_along.offer", lambda *said, narrowed, **named: taken.append(narrowed))
    test = open_page(themed, PAGE, q="certificate")
    test.multiselect(key=KEY).set_value(["th_when", "th_other"]).run()
    assert not test.exception
    assert themed.filters[-1].themes == {"th_when", "th_other"}
    assert "Narrowed to themes: Nobody says when and Told again" in said_on(test)
    assert taken[-1] == ["Themes: Nobody says when, Told again at each counter (proposed) · 1 observation · th_other"]


def test_a_chosen_theme_that_was_merged_is_the_one_it_was_merged_into(open_page, themed):
    test = open_page(themed, PAGE, q="certificate")
    test.multiselect(key=KEY).set_value(["th_other", "th_when"]).run()
    rows = [replace(row, merged=("th_other",)) if row.id == "th_when" else row for row in themed.theme_rows]
    with_rows(themed, [row for row in rows if row.id != "th_other"])
    test.run()
    assert not test.exception
    assert test.multiselect(key=KEY).value == ["th_when"]
    assert themed.filters[-1].themes == {"th_when"}
    assert "not found any more" not in said_on(test)


def test_a_chosen_theme_that_is_gone_is_told_and_what_else_narrows_stays(open_page, themed):
    test = open_page(themed, PAGE, q="certificate")
    test.multiselect(key=KEY).set_value(["th_other"]).run()
    test.multiselect(key=f"{PAGE}-organisations").set_value([some_evidence()[0].organisation]).run()
    with_rows(themed, [row for row in themed.theme_rows if row.id != "th_other"])
    test.run()
    assert not test.exception
    assert "A theme that narrowed your search is not found any more" in said_on(test) and "page Themes" in said_on(test)
    assert themed.filters[-1] == ObservationFilter(organisations=frozenset({some_evidence()[0].organisation}))
    test.run()
    assert "not found any more" not in said_on(test)


def test_a_chosen_theme_that_people_reject_meanwhile_stays_chosen_and_says_so(open_page, themed):
    test = open_page(themed, PAGE, q="certificate")
    test.multiselect(key=KEY).set_value(["th_when"]).run()
    rows = [replace(row, status=ThemeStatus.REJECTED) if row.id == "th_when" else row for row in themed.theme_rows]
    with_rows(themed, rows)
    test.run()
    assert test.multiselect(key=KEY).value == ["th_when"]
    assert test.multiselect(key=KEY).options[-1] == "Nobody says when (rejected)"


def test_the_themes_of_what_was_found_are_counted_and_pressing_one_narrows(open_page, themed, monkeypatch):
    counts = {Facet.THEME: (FacetCount(value="th_when", observations=2), FacetCount(value="th_not", observations=1))}
    monkeypatch.setattr("fake_use_cases._counted", lambda found: counts)
    test = open_page(themed, PAGE, q="certificate")
    offered = {button.key: button.label for button in test.button if button.key and "-facet-theme" in button.key}
    assert offered == {f"{PAGE}-facet-theme-th_when": "Nobody says when · 2"}
    test.button(key=f"{PAGE}-facet-theme-th_when").click().run()
    assert themed.filters[-1].themes == {"th_when"}


def test_what_themes_are_called_is_asked_after_the_quotations_stand(open_page, themed, monkeypatch):
    drawn = []
    monkeypatch.setattr("views.knowing.known_answer._show_quotations", lambda shown: drawn.append("quotations"))
    monkeypatch.setattr(themed, "themes", lambda viewer: drawn.append("themes") or themed.theme_rows)
    open_page(themed, PAGE, q="certificate")
    assert drawn == ["quotations", "themes"]


def test_home_says_to_what_a_watched_search_is_narrowed_and_what_is_gone(open_page, themed):
    where = ObservationFilter(themes=frozenset({"th_when", "th_gone"}))
    held = {"th_when": frozenset({"obs_3"})}
    themed.repository.sights = SimpleNamespace(
        visible_ids=lambda viewer, where: held.get(*where.themes, frozenset())  # asked of one theme after the other
    )
    watches = themed.repository.watches
    watches.add(themed.viewer().name, Watch(id="", query="certificate", where=where), "2025-01-01T00:00:00+00:00")
    test = open_page(themed, "home")
    assert not test.exception
    said = said_on(test)
    assert "Narrowed to themes: Nobody says when and a theme that is not found any more" in said
    assert "There is no such theme, or nothing that you may see is in it." in said
