"""Pairs are judged alike alone and together, and a damaged model is told. All sentences are invented."""

from dataclasses import replace

import numpy as np
import pytest

from domain.errors import ModelUnusable
from insights.encoders import PAIR_ENCODER
from vector_store import pair_judging
from vector_store.onnx_models import side_by_side
from vector_store.pair_judging import MiniLmPairJudge

AGAIN = "People give the same information again and again. People have to give details again that they gave already."
TOLD = "Ferry crews gave their licence number on the first form and had to type it again on the other four."
DENIED = "Nobody had to type their licence number a second time."


@pytest.fixture(scope="module")
def judge():
    return MiniLmPairJudge(PAIR_ENCODER, threads=2)


def test_what_tells_a_difficulty_stands_above_what_denies_it_in_its_own_words(judge):
    told, denied = judge.judge([(AGAIN, TOLD), (AGAIN, DENIED)])
    assert told > denied + 1


def test_a_pair_is_judged_the_same_whatever_stands_beside_it(judge):
    pairs = [(AGAIN, TOLD), (AGAIN, DENIED), (AGAIN, "Ferry " * 400), ("", ""), (AGAIN, "half a pair \ud800")]
    others = [(AGAIN, f"Ferry number {number} was late.") for number in range(55)]
    together = judge.judge(pairs + others)[: len(pairs)]
    alone = [float(judge.judge([pair])[0]) for pair in pairs]
    assert np.allclose(together, alone, atol=1e-4)
    assert judge.judge(pairs).dtype == np.float32


def test_equal_pairs_are_read_once_and_judged_alike(judge, monkeypatch):
    read = []

    def counting(run, lengths, threads):
        read.append(len(lengths))
        return side_by_side(run, lengths, threads)

    monkeypatch.setattr(pair_judging, "side_by_side", counting)
    told = judge.judge([(AGAIN, TOLD), (AGAIN, DENIED), (AGAIN, TOLD)])
    assert read == [2]
    assert told[0] == told[2] != told[1]


def test_which_text_comes_first_matters(judge):
    there, back = judge.judge([(AGAIN, TOLD), (TOLD, AGAIN)])
    assert abs(there - back) > 0.01


def test_no_pairs_give_no_judgements_and_load_no_model(tmp_path):
    missing = replace(PAIR_ENCODER, path=tmp_path / "pair_encoder.onnx")
    assert MiniLmPairJudge(missing).judge([]).shape == (0,)


def test_a_model_that_is_missing_or_altered_is_told_with_a_remedy(tmp_path):
    missing = replace(PAIR_ENCODER, path=tmp_path / "pair_encoder.onnx")
    with pytest.raises(ModelUnusable, match="missing"):
        MiniLmPairJudge(missing).judge([(AGAIN, TOLD)])
    missing.path.write_bytes(b"something else")
    with pytest.raises(ModelUnusable, match="not the one") as refused:
        MiniLmPairJudge(missing).judge([(AGAIN, TOLD)])
    assert "Install" in refused.value.remedy
