"""A worker's rounds: it shows that it is there until it has gone, and takes up no jobs once its engine closes."""

from threading import Event

import pytest

from use_cases.running import rounds
from use_cases.running.rounds import Rounds


class StandingPresence:
    """A presence that always stands, and tells when it was looked at."""

    def __init__(self) -> None:
        self.seen = Event()

    def stands(self) -> bool:
        self.seen.set()
        return True


@pytest.fixture
def taken_up(monkeypatch):
    """Count the rounds that look for the jobs of the dead, for which the engine has to be open."""
    calls = []
    monkeypatch.setattr(rounds, "ROUND_SECONDS", 0.01)
    monkeypatch.setattr(Rounds, "_take_up", lambda self: calls.append(1))
    return calls


def looked_again(presence: StandingPresence) -> bool:
    presence.seen.clear()
    return presence.seen.wait(10)


def test_a_worker_that_ends_is_seen_but_takes_up_nothing(taken_up):
    presence = StandingPresence()
    making = Rounds(repository=None, presence=presence)
    making.start()
    assert looked_again(presence) and looked_again(presence)
    making.take_up_no_more()
    before = len(taken_up)
    assert looked_again(presence) and looked_again(presence)
    making.stop()
    assert before > 0
    assert len(taken_up) == before
