"""Whom claims and settings make somebody, and what is written down for signing in. Everyone here is fictional."""

import json
import stat
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from domain.access import LOCAL_VIEWER, Role, Viewer
from domain.errors import InvalidRequest, NotAllowed, NotFound
from domain.people import Person, Team
from settings import Settings, SignIn
from tests.access.openid_provider import a_provider
from use_cases.app import UseCases
from use_cases.running.bootstrap import open_use_cases
from use_cases.signing_in import check_provider, write_secrets

SIGN_IN = SignIn(
    metadata="https://login.example/.well-known/openid-configuration", client_id="app", client_secret='a "secret"\\'
)
INES = Person(sign_in="ines@harbour.example", organisation="Harbour Office", role=Role.RESEARCHER)
VERIFIED = {"sub": "123", "email": "Ines@Harbour.example", "email_verified": True}


@pytest.fixture
def settings(new_repository: Path) -> Settings:
    return replace(
        Settings.from_environment(new_repository, environment={}),
        sign_in=SIGN_IN,
        administrators=("Ada@harbour.example",),
    )


@pytest.fixture
def app(settings: Settings) -> Iterator[UseCases]:
    opened = open_use_cases(settings)
    opened.repository.people.save_person(INES)
    yield opened
    opened.close()


def with_claim(app: UseCases, claim: str) -> UseCases:
    app.people._settings = replace(app.settings, sign_in=replace(SIGN_IN, claim=claim))
    return app


def test_a_verified_address_finds_the_person_however_it_is_written(app):
    assert app.people.viewer_of(VERIFIED) == INES.viewer()


@pytest.mark.parametrize("verified", [False, "false", None, "", 0])
def test_an_address_that_was_not_verified_finds_nobody(app, verified):
    claims = {**VERIFIED, "email_verified": verified}
    with pytest.raises(NotAllowed, match="verified"):
        app.people.viewer_of(claims)


def test_an_address_of_which_nothing_is_said_finds_nobody(app):
    with pytest.raises(NotAllowed, match="verified"):
        app.people.viewer_of({"sub": "123", "email": INES.sign_in})


def test_a_stranger_is_a_reader_of_no_organisation(app):
    stranger = app.people.viewer_of({"sub": "9", "email": "kai@elsewhere.example", "email_verified": True})
    assert stranger == Viewer(name="kai@elsewhere.example", role=Role.READER)
    assert not app.people.is_known(stranger)


def test_without_an_address_the_subject_names_somebody_unless_it_poses_as_an_address(app):
    assert app.people.viewer_of({"sub": "123"}).name == "123"
    with pytest.raises(NotAllowed):
        app.people.viewer_of({"sub": INES.sign_in})


@pytest.mark.parametrize("subject", ["local", "Maintenance", "", "   "])
def test_nobody_signs_in_as_the_program_itself_or_as_nobody(app, subject):
    with pytest.raises(NotAllowed):
        app.people.viewer_of({"sub": subject})


def test_another_claim_may_be_set_and_then_no_other_counts(app):
    assert with_claim(app, "preferred_username").people.viewer_of({"preferred_username": "ines"}).name == "ines"
    with pytest.raises(NotAllowed):
        app.people.viewer_of(VERIFIED)


def test_whoever_the_settings_name_is_an_administrator_on_record_or_not(app):
    ada = {"sub": "1", "email": "ada@harbour.example", "email_verified": True}
    assert app.people.viewer_of(ada).role is Role.ADMINISTRATOR
    app.repository.people.save_person(Person(sign_in="ada@harbour.example", organisation="Harbour Office"))
    viewer = app.people.viewer_of(ada)
    assert (viewer.role, viewer.organisation, viewer.sees_everything) == (Role.ADMINISTRATOR, "Harbour Office", False)


def test_the_setting_makes_the_app_act_as_somebody_on_record(settings):
    app = open_use_cases(replace(settings, sign_in=None, viewer="INES@harbour.example"))
    try:
        with pytest.raises(NotFound, match="INES"):
            app.viewer()
        app.people.save(LOCAL_VIEWER, INES)
        assert app.viewer() == INES.viewer()
    finally:
        app.close()


def test_without_settings_everyone_here_is_one_who_sees_everything(tmp_path):
    app = open_use_cases(Settings.from_environment(tmp_path, environment={}))
    try:
        assert app.viewer() is LOCAL_VIEWER
        assert not app.has_sign_in
    finally:
        app.close()


def test_a_team_has_to_be_on_record_before_people_are_in_it(app):
    person = replace(INES, teams=("Records",))
    with pytest.raises(InvalidRequest, match="Records"):
        app.people.save(LOCAL_VIEWER, person)
    app.people.save_team(LOCAL_VIEWER, Team(organisation="Harbour Office", name="Records"))
    app.people.save(LOCAL_VIEWER, person)
    assert app.repository.people.person(INES.sign_in).teams == ("Harbour Office › Records",)
    with pytest.raises(InvalidRequest):
        app.people.remove_team(LOCAL_VIEWER, "Harbour Office › Records")


def test_the_secrets_are_written_for_this_account_alone_and_exactly(settings):
    file = write_secrets(settings)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    written = tomllib.loads(file.read_text(encoding="utf-8"))["auth"]
    assert written["client_secret"] == SIGN_IN.client_secret
    assert written["redirect_uri"] == "http://127.0.0.1:8501/oauth2callback"
    assert len(written["cookie_secret"]) >= 32
    assert tomllib.loads(write_secrets(settings).read_text())["auth"] == written


def test_secrets_of_an_earlier_time_are_removed_where_nobody_signs_in(settings):
    file = write_secrets(settings)
    assert write_secrets(replace(settings, sign_in=None)) is None
    assert not file.exists()


def test_a_provider_that_can_work_is_let_pass_and_others_are_told_with_the_setting():
    with a_provider({}) as provider:
        check_provider(replace(SIGN_IN, metadata=provider.metadata))
        issuer, provider.issuer = provider.issuer, "https://elsewhere.example"
        with pytest.raises(InvalidRequest, match="another name"):
            check_provider(replace(SIGN_IN, metadata=f"{issuer}/.well-known/openid-configuration"))
        with pytest.raises(InvalidRequest, match="does not answer"):
            check_provider(replace(SIGN_IN, metadata=f"{issuer}/nothing"))
    with pytest.raises(InvalidRequest, match="does not answer"):
        check_provider(replace(SIGN_IN, metadata=f"{issuer}/.well-known/openid-configuration"))


ENVIRONMENT = {
    "THROUGHLINE_SIGN_IN": SIGN_IN.metadata,
    "THROUGHLINE_SIGN_IN_CLIENT_ID": "app",
    "THROUGHLINE_SIGN_IN_CLIENT_SECRET": "very secret words",
}


def test_settings_read_a_secret_from_a_file_and_never_show_it(tmp_path):
    (tmp_path / "secret").write_text("very secret words\n")
    environment = {**ENVIRONMENT, "THROUGHLINE_SIGN_IN_CLIENT_SECRET": f"file:{tmp_path / 'secret'}"}
    read = Settings.from_environment(tmp_path, environment=environment)
    assert read.sign_in.client_secret == "very secret words"
    assert "very secret" not in repr(read) + json.dumps(str(read))


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("THROUGHLINE_SIGN_IN", "http://login.example/.well-known/openid-configuration"),
        ("THROUGHLINE_SIGN_IN", "login.example"),
        ("THROUGHLINE_SIGN_IN_CLIENT_ID", ""),
        ("THROUGHLINE_SIGN_IN_CLIENT_SECRET", "file:/nowhere/at/all"),
        ("THROUGHLINE_SIGN_IN_ADDRESS", "http://throughline.example"),
        ("THROUGHLINE_COOKIE_SECRET", "short"),
        ("THROUGHLINE_VIEWER", "ines@harbour.example"),
    ],
)
def test_what_cannot_be_used_is_refused_with_the_variables_name_and_without_its_secret(tmp_path, variable, value):
    with pytest.raises(InvalidRequest) as refused:
        Settings.from_environment(tmp_path, environment={**ENVIRONMENT, variable: value})
    assert refused.value.where == variable
    assert "secret words" not in str(refused.value)
