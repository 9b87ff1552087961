"""The trained coder tells kinds apart, is sure of itself only when right, and repeats its answers."""

import csv
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from domain.errors import ModelUnusable
from domain.evidence import Coding, Kind, Level, Severity, Standing
from domain.ports import Coder
from insights import objectives
from insights.codebook import load_codebook
from insights.coding import coder as module
from insights.coding import coder_weights
from insights.coding.coder import TrainedCoder
from insights.coding.coder_cues import standing_of, tells_workaround
from insights.coding.coder_features import BUCKETS, CUES, cues_of, words_of
from insights.coding.coder_weights import load_weights
from insights.coding.pattern_fits import PatternFits, shared_fits
from insights.encoders import KIND_ENCODER
from insights.training.train_coder import TRAINING_FILE, training_digest

REPOSITORY = Path(__file__).parents[2]

PLANTED = {
    Kind.PAIN_POINT: (
        "Tenants could not work out whether the inspector had been booked or not.",
        "5 of 8 participants overlooked the warning and lost their place.",
        "Staff have to type the same address into both systems by hand.",
        "Nobody at the counter could tell her who was dealing with the appeal.",
    ),
    Kind.NEED: (
        "Users need to be able to change the delivery address.",
        "Visitors want to know in advance what the ticket will cost.",
        "Owners would like a reminder before the permit runs out.",
    ),
    Kind.POSITIVE: (
        "Participants liked the new timeline and found it easy to follow.",
        "Everyone completed the booking without any help.",
        "The advisers were praised for being kind and patient.",
    ),
    Kind.RECOMMENDATION: (
        "We added a link to the guidance on the first page.",
        "We will move the payment step to the end in the next version.",
        "The confirmation page should show the reference number.",
    ),
    Kind.METHOD: (
        "We spoke to 9 childminders in two towns.",
        "Sessions were held remotely and lasted an hour.",
        "We ran an online survey for two weeks.",
    ),
    Kind.QUESTION: (
        "How do you usually find out that a bill is due?",
        "What would you expect to happen next?",
    ),
    Kind.BEHAVIOUR: (
        "Most people open the letter at the weekend.",
        "They compare prices on their phone before they ring.",
    ),
    Kind.OTHER: (
        "Figure 2: the start page",
        "See the appendix for the full list.",
    ),
}
"""Sentences written for this test; a test below holds that none is in the training text."""


@pytest.fixture(scope="module")
def embedder(stock):
    return stock


@pytest.fixture(scope="module")
def coder(embedder) -> Coder:
    from vector_store.embedding import MiniLmEmbedder

    kinds = MiniLmEmbedder.of(KIND_ENCODER)
    return TrainedCoder(load_codebook(), embedder=embedder, kinds=kinds)


@pytest.fixture(scope="module")
def code(coder, embedder):
    def code(*texts: str, headings: tuple[str, ...] = ()) -> list[Coding]:
        return coder.code(texts, embedder.embed(texts), headings=[headings] * len(texts))

    return code


def test_planted_sentences_are_not_in_the_training_text():
    written = TRAINING_FILE.read_text(encoding="utf-8").casefold()
    assert [text for texts in PLANTED.values() for text in texts if text.casefold() in written] == []


@pytest.mark.parametrize("kind", PLANTED)
def test_sentences_of_each_kind_are_told_apart(code, kind):
    assert [coding.kind for coding in code(*PLANTED[kind])] == [kind] * len(PLANTED[kind])


def test_only_a_pain_point_has_a_severity_and_its_probability_agrees(code):
    for coding in code(*(text for texts in PLANTED.values() for text in texts)):
        assert (coding.kind is Kind.PAIN_POINT) == (coding.pain_point >= 0.5)
        assert (coding.severity is not None) == (coding.kind is Kind.PAIN_POINT)


def test_a_pain_point_leans_to_harm_or_not_and_what_is_none_does_neither(code):
    for coding in code(*(text for texts in PLANTED.values() for text in texts)):
        assert (coding.gravity is not None) == (coding.kind is Kind.PAIN_POINT)
    grave, usual = code(
        "Three patients missed their treatment because the referral was never passed on.",
        "Several people found the long list tiring to scroll through on their phone.",
    )
    assert 0.0 <= usual.gravity < grave.gravity <= 1.0


def test_probabilities_and_fits_lie_between_nought_and_one_and_fits_descend(code):
    for coding in code(*(text for texts in PLANTED.values() for text in texts)):
        fits = [found.fit for found in coding.patterns]
        assert 0.0 <= coding.pain_point <= 1.0
        assert all(0.0 <= fit <= 1.0 for fit in fits)
        assert fits == sorted(fits, reverse=True)
        assert len(fits) <= 3


def test_the_same_texts_give_the_same_codings(code):
    texts = [text for texts in PLANTED.values() for text in texts]
    assert code(*texts) == code(*texts)


def test_order_is_kept_and_a_text_is_coded_alike_alone_and_among_others(code):
    texts = [texts[0] for texts in PLANTED.values()]
    together = code(*texts)
    assert [coding.kind for coding in together] == [code(text)[0].kind for text in texts]
    assert [coding.kind for coding in code(*reversed(texts))] == [coding.kind for coding in reversed(together)]


def test_without_the_encoder_of_kinds_wording_and_headings_judge_alone(embedder):
    alone = TrainedCoder(load_codebook(), embedder=embedder)
    texts = PLANTED[Kind.PAIN_POINT]
    assert [coding.kind for coding in alone.code(texts, embedder.embed(texts))] == [Kind.PAIN_POINT] * len(texts)


def test_a_damaged_head_is_refused_with_a_remedy(coder, embedder, tmp_path, monkeypatch):
    damaged = tmp_path / "kind_head.npz"
    damaged.write_bytes(b"no weights")
    monkeypatch.setattr(coder_weights, "KIND_HEAD", damaged)
    coder_weights.load_head.cache_clear()
    try:
        with pytest.raises(ModelUnusable, match="cannot be read") as raised:
            coder.code(["One."], embedder.embed(["One."]))
        assert "insights.training.train_kinds" in str(raised.value.remedy)
    finally:
        coder_weights.load_head.cache_clear()


def test_no_texts_give_no_codings(coder):
    assert coder.code([], np.zeros((0, 384), dtype=np.float32)) == []


def test_texts_and_vectors_of_different_number_are_refused(coder):
    with pytest.raises(ValueError, match="do not match"):
        coder.code(["One."], np.zeros((2, 384), dtype=np.float32))


@pytest.mark.parametrize("text", ["", "?", "1234", "Ünïcödé naïveté", "word " * 400])
def test_odd_texts_are_coded_too(code, text):
    assert 0.0 <= code(text)[0].pain_point <= 1.0


def test_a_heading_tips_the_scale(code):
    under_plans, under_trouble = (
        code("Waiting for a reply from the other office", headings=(heading,))[0].pain_point
        for heading in ("Next steps", "Pain points")
    )
    assert under_trouble > under_plans


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("Staff type the same address into both systems by hand.", "PAT_34"),
        ("I was transferred between three teams on the phone and nobody took my problem on.", "PAT_11"),
        ("My old phone number gets the code, so I can't log in to my account.", "PAT_14"),
        ("The error message does not say which line is wrong.", "PAT_19"),
    ],
)
def test_a_plain_difficulty_fits_its_pattern_best(code, text, pattern):
    assert code(text)[0].patterns[0].pattern == pattern


def test_what_is_no_difficulty_has_no_pattern(code):
    assert [coding.patterns for coding in code(*PLANTED[Kind.METHOD])] == [()] * 3


def test_a_well_fitting_pattern_between_organisations_sets_the_level(code):
    coding = code("The office spends hours chasing the police by phone for an answer on missing statements.")[0]
    assert coding.patterns[0].pattern == "PAT_54"
    assert coding.level is Level.BETWEEN


def test_a_difficulty_that_stops_people_is_graver_than_an_oddity(code):
    grave, slight = code(
        "She was turned away without her medicine because nobody had passed on the prescription.",
        "One participant found the icon a bit odd.",
    )
    assert grave.severity is not None
    assert slight.severity is Severity.LOW
    assert grave.severity.rank > slight.severity.rank


@pytest.mark.parametrize(
    ("text", "headings", "standing"),
    [
        ("In the previous version users missed the link.", (), Standing.FIXED),
        ("The upload failed on large files.", ("Release notes",), Standing.FIXED),
        ("Users missed the link in the prototype.", (), Standing.PROTOTYPE),
        ("Callers ring every week to ask where their payment is.", (), Standing.LIVE),
        ("Users missed the link.", (), Standing.UNKNOWN),
        ("Callers are used to being passed from one office to another.", (), Standing.UNKNOWN),
        ("I can no longer reach anyone.", (), Standing.UNKNOWN),
        ("Carers who previously applied have to start again.", (), Standing.UNKNOWN),
        ("The form is used to claim.", (), Standing.UNKNOWN),
        ("The form used to claim the grant is long.", (), Standing.UNKNOWN),
        ("People wait weeks.", ("Unresolved problems",), Standing.UNKNOWN),
        ("People pay without knowing why.", ("Fixed penalty notices",), Standing.UNKNOWN),
        ("People did not grasp the concept of probate.", (), Standing.UNKNOWN),
        ("There is wide variation between councils.", (), Standing.UNKNOWN),
        ("People missed the link.", ("Previously",), Standing.FIXED),
        ("People missed the link.", ("Design changes",), Standing.FIXED),
        ("People missed the link.", ("Release notes", "Known issues"), Standing.UNKNOWN),
        ("People still miss the link.", ("Design changes",), Standing.UNKNOWN),
        ("People missed the link.", ("Proposed design changes",), Standing.UNKNOWN),
        ("It used to take six weeks to hear.", (), Standing.FIXED),
        ("It takes longer than it used to.", (), Standing.UNKNOWN),
        ("Staff used to type every claim twice.", (), Standing.FIXED),
        ("We used to be able to ring them.", (), Standing.UNKNOWN),
        ("Staff no longer have to type it twice.", (), Standing.FIXED),
        ("The helpline is no longer answered.", (), Standing.UNKNOWN),
        ("We no longer have access to the list.", (), Standing.UNKNOWN),
        ("The letter has been addressed to the dead man.", (), Standing.UNKNOWN),
        ("None of this has been resolved.", (), Standing.UNKNOWN),
        ("The delay has since been fixed.", (), Standing.FIXED),
        ("We have fixed a date for the visit.", (), Standing.UNKNOWN),
        ("Previously, callers waited an hour.", (), Standing.FIXED),
        ("Previously married people are asked twice.", (), Standing.UNKNOWN),
        ("Previously I could ring them, now I cannot.", (), Standing.UNKNOWN),
        ("As in the previous round, people missed it.", (), Standing.UNKNOWN),
        ("In the previous version people missed it.", (), Standing.FIXED),
        ("The option a caller gets depends on the day.", (), Standing.UNKNOWN),
        ("People could not tell what option B was for.", (), Standing.PROTOTYPE),
        ("The link is not clickable.", (), Standing.UNKNOWN),
        ("People missed the link in the second concept test.", (), Standing.PROTOTYPE),
        ("Users missed it.", ("Task list variation",), Standing.PROTOTYPE),
        ("Staff are used to the old screen.", (), Standing.UNKNOWN),
        ("She got used to waiting.", (), Standing.UNKNOWN),
        ("The system used to book visits is slow.", (), Standing.UNKNOWN),
        ("People who had previously been refused gave up.", (), Standing.UNKNOWN),
        ("Nobody knows whether it has been fixed.", (), Standing.UNKNOWN),
        ("Callers wait an hour.", ("What is not mended",), Standing.UNKNOWN),
        ("We used to type it once, and now we type it twice.", (), Standing.UNKNOWN),
        ("The page used to be confusing.", (), Standing.FIXED),
        ("There used to be a number to ring.", (), Standing.UNKNOWN),
        ("It was previously on three pages.", (), Standing.FIXED),
        ("Her pension has been fixed at the wrong rate.", (), Standing.UNKNOWN),
        ("The fee has been fixed since 2010 and is too high.", (), Standing.UNKNOWN),
        ("The price has been fixed by law.", (), Standing.UNKNOWN),
        ("The bug has been fixed twice and it comes back.", (), Standing.UNKNOWN),
        ("We have fixed it, but the fault came back.", (), Standing.UNKNOWN),
        ("We have addressed the envelope to the council ourselves.", (), Standing.UNKNOWN),
        ("The parcel has been addressed wrongly.", (), Standing.UNKNOWN),
        ("The problem has since been addressed.", (), Standing.FIXED),
        ("We have addressed this issue.", (), Standing.FIXED),
        ("In the first round of applications I waited six weeks.", (), Standing.UNKNOWN),
        ("In the first round of testing people missed it.", (), Standing.FIXED),
        ("We no longer wait for an answer, we just give up.", (), Standing.UNKNOWN),
        ("This used to take two days; today it takes ten.", (), Standing.UNKNOWN),
        ("It used to take a day. It takes three weeks since the new system.", (), Standing.UNKNOWN),
    ],
)
def test_standing_is_read_from_wording_and_headings(text, headings, standing):
    assert standing_of(text, headings) is standing


def test_a_workaround_is_marked_on_difficulties_and_not_on_plans(code):
    coding = code("Officers keep their own spreadsheet because the tool loses the dates.")[0]
    assert coding.workaround


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("They copy and paste it.", True),
        ("One keeps her own diary of calls to make, since the tool reminds nobody.", True),
        ("We have a folder of our own with every form in it.", True),
        ("Clerks type the cause from the scan into the register.", True),
        ("Every name is keyed twice.", True),
        ("Clerks get round it by giving general advice.", True),
        ("The field cannot be empty, so advisers tell people to type noughts.", True),
        ("The waiting list is only on paper.", True),
        ("They read it.", False),
        ("They cannot tell whether the form has arrived, on paper or online.", False),
        ("She would not take it by hand.", False),
        ("The copy at the top of the page keeps people from seeing the filters.", False),
        ("The manual is out of date.", False),
        ("Key findings from this round led to a new page.", False),
        ("They work around the clock.", False),
        ("They work around the missing field.", True),
        ("There is no way to get around the town without a bus.", False),
        ("There is no way to get round it.", False),
        ("Clerks get around the check with a made-up date.", True),
        ("There is no manual.", False),
        ("Every claim needs a manual check.", True),
        ("He keeps a diary of his pain.", False),
        ("Keys from the office go to the caretaker.", False),
        ("Keys from the office go into the drawer.", False),
        ("My own words were changed.", False),
        ("You need to re-enter your password.", False),
        ("Clerks re-enter the address.", True),
        ("Applicants must take a photo for the passport.", False),
        ("Callers take a photo of the screen.", True),
    ],
)
def test_a_way_round_the_tool_is_told_by_its_wording(text, is_one):
    assert tells_workaround(text) is is_one


def test_what_was_changed_and_what_came_of_it_are_no_difficulties(code):
    headings = ("What we mended",)
    told = code("Complaints about names fell from 44 a month to 3.", "Calls about receipt fell by half.")
    assert not [coding for coding in told if coding.kind is Kind.PAIN_POINT or coding.pain_point >= 0.5]
    assert standing_of("Nobody sees the link.", headings, kind=Kind.PAIN_POINT) is Standing.FIXED
    assert standing_of("People want a link.", headings, kind=Kind.NEED) is Standing.UNKNOWN


@pytest.fixture(scope="module")
def matching(embedder, difficulties):
    """A coder as it ships, with both encoders; without that of difficulties needs have no pattern to agree on."""
    from vector_store.embedding import MiniLmEmbedder

    encoders = {"matcher": difficulties, "kinds": MiniLmEmbedder.of(KIND_ENCODER)}
    return TrainedCoder(load_codebook(), embedder=embedder, **encoders)


def test_a_need_has_the_pattern_whose_objective_and_difficulty_both_fit(matching, embedder):
    texts = (
        "Tenants want plain words and a glossary that explains the technical terms.",
        "Users want a bigger map of the harbour.",
        "Tenants did not understand the technical terms in the letter.",
    )
    need, vague, difficulty = matching.code(texts, embedder.embed(texts))
    assert (need.kind, [fit.pattern for fit in need.patterns]) == (Kind.NEED, ["PAT_05"])
    assert (vague.kind, vague.patterns) == (Kind.NEED, ())
    assert difficulty.patterns[0].pattern == "PAT_05"


def test_needs_beside_them_change_nothing_about_difficulties(matching, embedder):
    difficulties = (
        "Callers ring every week to ask where their payment is.",
        "The form asks twice for the same address.",
    )
    needs = ("Tenants want plain words and a glossary that explains the technical terms.",)
    alone = matching.code(difficulties, embedder.embed(difficulties))
    together = matching.code(difficulties + needs, embedder.embed(difficulties + needs))
    assert [coding.patterns for coding in together[:2]] == [coding.patterns for coding in alone]
    assert all(coding.patterns for coding in alone)


def test_the_version_changes_with_the_objectives(embedder, monkeypatch):
    before = TrainedCoder(load_codebook(), embedder=embedder).version
    monkeypatch.setattr(module, "objectives_version", lambda: "objectives-others")
    assert TrainedCoder(load_codebook(), embedder=embedder).version != before


def test_objectives_that_cannot_be_read_are_told_with_a_remedy(tmp_path, monkeypatch):
    monkeypatch.setattr(objectives, "OBJECTIVES_FILE", tmp_path / "none.json")
    objectives.load_wordings.cache_clear()
    with pytest.raises(ModelUnusable, match="objectives"):
        objectives.load_objectives()


def test_fits_of_patterns_sum_to_one_and_no_vectors_give_no_rows(embedder):
    fits = PatternFits(load_codebook(), embedder)
    rows = fits.fits(embedder.embed(["I was sent from one desk to the next."]))
    assert rows.shape == (1, len(load_codebook().patterns))
    assert rows.sum() == pytest.approx(1.0)
    assert fits.fits(np.zeros((0, 384), dtype=np.float32)).shape == (0, len(load_codebook().patterns))


def test_how_examples_scatter_is_worked_out_once_a_process(embedder, monkeypatch):
    first = PatternFits(load_codebook(), embedder)
    monkeypatch.setattr(np.linalg, "eigh", None)
    vectors = embedder.embed(["I was sent from one desk to the next."])
    assert np.array_equal(PatternFits(load_codebook(), embedder).fits(vectors), first.fits(vectors))


def test_coder_and_leaning_share_the_fits_of_one_codebook_and_another_has_its_own(embedder):
    book = load_codebook()
    other = replace(book, patterns=book.patterns[:5])
    assert shared_fits(book, embedder) is shared_fits(book, embedder)
    fits = shared_fits(other, embedder).fits(np.zeros((0, 384), dtype=np.float32))
    assert fits.shape == (0, 5)


def test_features_lie_within_their_bounds_and_any_number_is_the_same_word():
    assert all(0 <= place < BUCKETS for place in words_of("We spoke to 9 people."))
    assert all(0 <= cue < CUES for cue in cues_of("We spoke to 9 people.", ("Method",)))
    assert words_of("3 of 5 said so") == words_of("11 of 12 said so")


def test_the_weights_were_trained_on_the_training_text_that_stands_beside_them():
    assert load_weights().training == training_digest(), "run python -m insights.training.train_coder"


def test_the_training_text_is_large_varied_and_without_repetition():
    rows = [json.loads(line) for line in TRAINING_FILE.read_text(encoding="utf-8").splitlines()]
    texts = [row["text"].casefold() for row in rows]
    kinds = [row["kind"] for row in rows]
    assert len(rows) >= 1200
    assert len(set(texts)) == len(texts)
    assert all(kinds.count(kind.value) >= 50 for kind in Kind)
    assert all(("severity" in row) == (row["kind"] == Kind.PAIN_POINT) for row in rows)


def test_importing_the_coder_brings_no_heavy_library():
    program = (
        "import sys, insights.coding.coder, insights.codebook; "
        "print([m for m in ('numpy', 'sklearn', 'spacy', 'onnxruntime') if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", program], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


@pytest.mark.notes
def test_difficulties_in_real_notes_are_found_and_sure_ones_are_right(shared_data, code):
    with (shared_data / "coded" / "sentence_labels.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    truth = np.array([row["kind"] == Kind.PAIN_POINT for row in rows])
    chances = np.array([coding.pain_point for coding in code(*(row["text"] for row in rows))])
    uniform = np.array([row["sample"] == "uniform" for row in rows])
    assert f1(chances >= 0.5, truth) > 0.72
    assert f1(chances[uniform] >= 0.5, truth[uniform]) > 0.60
    assert truth[chances >= 0.7].mean() > 0.72


def f1(said: np.ndarray, true: np.ndarray) -> float:
    return float(2 * (said & true).sum() / (said.sum() + true.sum()))
