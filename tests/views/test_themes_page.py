"""The Themes page: what the model proposes, and what a person makes of it."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from fake_themes import a_theme, some_themes
from test_pages import everything_said

from domain.access import Role, Viewer
from domain.decisions import ThemeVerdict
from domain.insights import ThemeStatus
from views.codebook import theme_acts

TOLD = "themes-decide-th_told"


def statuses(app):
    return {row.id: row.status for row in app.repository.themes.themes(None)}


def verdicts(app):
    return [(said.theme, said.verdict) for said in app.repository.themes.said]


def a_reviewed(app):
    app.repository.themes.rows = some_themes()
    app.repository.vectors = SimpleNamespace(vectors=lambda name, ids: (list(ids), np.ones((len(ids), 1))))
    return app


def with_split_open(test):
    test.session_state[f"{TOLD}-split"] = True
    return test.run()


def test_without_themes_the_page_says_where_they_are_looked_for(open_page, populated):
    assert "No themes are found here yet" in everything_said(open_page(populated, "themes"))


def test_what_waits_comes_first_with_counts_words_and_quotations(open_page, populated):
    populated = a_reviewed(populated)
    populated.repository.themes.decide(populated.viewer(), "th_told", ThemeStatus.ACCEPTED)
    test = open_page(populated, "themes")
    assert [header.value for header in test.header] == ["To decide on (1)", "Accepted (1)"]
    said = everything_said(test).replace("\\", "")
    assert "2 observations · 2 organisations" in said
    assert "counter, again" in said
    assert "I had to send the certificate again although they already held it." in said
    assert "Accepted by somebody at this machine, 2 April 2025. Since then nothing has come or gone." in said


def test_a_theme_is_accepted_told_and_undone_at_once(open_page, populated):
    populated = a_reviewed(populated)
    test = open_page(populated, "themes")
    test.button(key=f"{TOLD}-accept").click().run()
    assert statuses(populated)["th_told"] is ThemeStatus.ACCEPTED
    test.button(key="undo-last_on_themes-dc_1").click().run()
    assert statuses(populated)["th_told"] is ThemeStatus.PROPOSED
    assert "Taken back by somebody at this machine" in everything_said(test).replace("\\", "")


def test_no_key_that_somebody_types_decides_on_a_theme(open_page, populated):
    test = open_page(a_reviewed(populated), "themes")
    assert test.text_area
    assert not [button.label for button in test.button if button.proto.shortcut]


def test_a_theme_is_rejected_and_put_back(open_page, populated):
    populated = a_reviewed(populated)
    test = open_page(populated, "themes")
    test.button(key=f"{TOLD}-reject").click().run()
    assert statuses(populated)["th_told"] is ThemeStatus.REJECTED
    test.button(key=f"{TOLD}-put-back").click().run()
    assert verdicts(populated) == [("th_told", ThemeVerdict.REJECTED), ("th_told", ThemeVerdict.PROPOSED)]


def test_a_theme_is_renamed_and_a_title_that_is_none_is_told(open_page, populated):
    populated = a_reviewed(populated)
    test = open_page(populated, "themes")
    test.text_input(key=f"{TOLD}-title").set_value("   ")
    test.button(key=f"{TOLD}-rename").click().run()
    assert "no title for a theme" in test.error[0].value
    assert verdicts(populated) == []
    test.text_input(key=f"{TOLD}-title").set_value("People tell it again")
    test.button(key=f"{TOLD}-rename").click().run()
    assert "People tell it again" in [header.value for header in test.subheader]


def test_a_theme_is_accepted_in_words_of_its_own(open_page, populated):
    populated = a_reviewed(populated)
    test = open_page(populated, "themes")
    test.text_input(key=f"{TOLD}-title").set_value("People tell it again")
    test.text_area(key=f"{TOLD}-description").set_value("Families say the same thing at each desk.")
    test.button(key=f"{TOLD}-accept-named").click().run()
    (row,) = [row for row in populated.repository.themes.themes(None) if row.id == "th_told"]
    assert (row.status, row.title) == (ThemeStatus.ACCEPTED, "People tell it again")
    assert "Families say the same thing at each desk." in everything_said(test).replace("\\", "")


def test_a_press_that_comes_with_the_words_typed_before_it_takes_them(open_page, populated):
    populated = a_reviewed(populated)
    test = open_page(populated, "themes")
    test.text_input(key=f"{TOLD}-title").set_value("People tell it again")
    test.button(key=f"{TOLD}-rename").click().run()
    assert "People tell it again" in [header.value for header in test.subheader]


@pytest.mark.parametrize("button", ["merge-th_when", "split-off-th_told"])
def test_a_press_before_anything_is_chosen_is_told_so(open_page, populated, button):
    populated = a_reviewed(populated)
    test = open_page(populated, "themes")
    with_split_open(test)
    test.button(key=f"themes-{button}").click().run()
    assert "What to do:" in test.error[0].value
    assert "hosen yet" in test.error[0].value
    assert verdicts(populated) == []


def test_near_twins_are_hinted_at_and_merged(open_page, populated):
    populated = a_reviewed(populated)
    test = open_page(populated, "themes")
    assert "Nearly the same, by its sentences: Nobody says when (proposed)" in everything_said(test)
    assert test.selectbox(key="themes-into-th_when").label == "Merge it into"
    test.selectbox(key="themes-into-th_when").set_value("th_told")
    test.button(key="themes-merge-th_when").click().run()
    assert verdicts(populated) == [("th_when", ThemeVerdict.MERGED)]
    said = everything_said(test).replace("\\", "")
    assert "“Nobody says when”: merged into “Told again at each counter”." in said


def test_a_near_twin_is_merged_where_it_is_hinted_at(open_page, populated):
    populated = a_reviewed(populated)
    open_page(populated, "themes").button(key="themes-merge-into-th_when-th_told").click().run()
    assert verdicts(populated) == [("th_when", ThemeVerdict.MERGED)]


def test_the_form_says_before_what_merging_does_to_pain_points(open_page, populated):
    populated = a_reviewed(populated)
    populated.repository.themes.rows[1] = replace(populated.repository.themes.rows[1], pattern="PAT_01")
    said = everything_said(open_page(populated, "themes"))
    assert "No pain point goes by it, for this theme has none of its own." in said
    assert "Its pain point stays as it is, for it rests on its pattern." in said
    assert "What you decide here changes no pain point" in said
    choices = open_page(populated, "themes").selectbox(key="themes-into-th_told").options
    assert choices == ["Nobody says when (follows a pattern)"]


@pytest.mark.parametrize(("pattern", "told"), [("PAT_01", "they become evidence"), (None, "found in the other’s")])
def test_merging_a_theme_with_a_pain_point_tells_where_its_quotations_go(populated, pattern, told):
    row = some_themes()[0]
    point = SimpleNamespace(evidence=[SimpleNamespace(evidence=SimpleNamespace(id=name)) for name in "aab"])
    said = theme_acts.what_merging_does(row, replace(row, pattern=pattern), point)
    assert "goes, with 2 quotations" in said and told in said


def test_observations_are_split_off(open_page, populated):
    populated = a_reviewed(populated)
    test = open_page(populated, "themes")
    with_split_open(test)
    assert not test.multiselect(key="themes-chosen-th_told").proto.select_all
    test.multiselect(key="themes-chosen-th_told").set_value(["obs_1"])
    test.text_input(key="themes-new-title-th_told").set_value("Typed twice")
    test.button(key="themes-split-off-th_told").click().run()
    assert verdicts(populated) == [("th_part_of_th_told", ThemeVerdict.SPLIT)]


def test_an_address_shows_one_theme_and_tells_when_it_is_gone(open_page, populated):
    populated = a_reviewed(populated)
    test = open_page(populated, "themes", theme="th_when")
    assert [header.value for header in test.header] == ["To decide on"]
    assert [header.value for header in test.subheader] == ["Nobody says when"]
    test.button(key="themes-all").click().run()
    assert len(test.subheader) == 2
    assert "not found any more" in open_page(populated, "themes", theme="th_gone").warning[0].value


def test_a_researcher_sees_themes_and_decides_on_none(open_page, populated):
    populated = a_reviewed(populated)
    populated.viewer = lambda: Viewer(name="Robin", role=Role.RESEARCHER, sees_everything=True)
    populated.repository.themes.decide(populated.viewer(), "th_told", ThemeStatus.ACCEPTED)
    test = open_page(populated, "themes")
    assert "Curators decide on themes" in everything_said(test)
    assert not [button.key for button in test.button if "decide" in button.key or "undo" in button.key]


def test_a_theme_titled_by_a_quotation_is_told_in_one_pair_of_marks(open_page, populated):
    populated = a_reviewed(populated)
    populated.repository.themes.rows = [replace(row, title="“We wait for a stamp”") for row in some_themes()]
    test = open_page(populated, "themes")
    test.button(key=f"{TOLD}-accept").click().run()
    said = everything_said(test)
    assert "“We wait for a stamp”: accepted." in said.replace("\\", "") and "““" not in said


def test_one_of_many_themes_is_found_by_its_title_or_its_words(open_page, populated):
    populated = a_reviewed(populated)
    populated.repository.themes.rows += [a_theme(f"th_{nth}", f"Berth {nth}", ("obs_0",)) for nth in range(9)]
    test = open_page(populated, "themes")
    test.text_input(key="themes-find").set_value("TOLD counter").run()
    assert [header.value for header in test.header] == ["To decide on (1)"]
    test.text_input(key="themes-find").set_value("lighthouse").run()
    assert "No theme is titled so" in everything_said(test)


def test_few_themes_are_not_searched(open_page, populated):
    assert "themes-find" not in {field.key for field in open_page(a_reviewed(populated), "themes").text_input}
