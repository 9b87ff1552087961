import ctypes
import json
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from pathlib import Path

import numpy as np
import pytest

from domain.errors import IndexUnusable, RepositoryLocked
from vector_store import chroma_owner
from vector_store.chroma_index import ChromaIndex
from vector_store.chroma_owner import LOG_FILE, ChromaConnection, open_chroma, start_chroma_server
from vector_store.chroma_runtime import RUNTIME_FILE

HERE = Path(__file__).parents[2]
ROW = np.ones((1, 4), dtype=np.float32)


@pytest.fixture(autouse=True)
def short_wait(monkeypatch):
    monkeypatch.setattr(chroma_owner, "_LOCK_SECONDS", 0.3)


def in_another_process(code: str, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        cwd=HERE,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


HOLD = """
import sys
from contextlib import nullcontext
from pathlib import Path
from vector_store.chroma_owner import open_chroma, start_chroma_server
held = start_chroma_server(Path(sys.argv[1])) if "server" in sys.argv else open_chroma(Path(sys.argv[1]))
print(held.address.pid if "server" in sys.argv else "open", flush=True)
sys.stdin.readline()
if "server" in sys.argv:
    held.stop()
else:
    held.close()
"""


def test_a_second_process_is_told_who_may_help_and_gets_in_once_the_first_lets_go(tmp_path):
    first = in_another_process(HOLD, tmp_path)
    assert first.stdout.readline().strip() == "open"
    with pytest.raises(RepositoryLocked) as locked:
        open_chroma(tmp_path)
    assert "throughline serve" in locked.value.remedy
    with pytest.raises(RepositoryLocked):
        start_chroma_server(tmp_path)
    first.communicate("done\n", timeout=60)
    with open_chroma(tmp_path) as connection:
        assert connection.holds_lock


def test_of_many_threads_one_opens_the_folder(tmp_path):
    def open_it(_: int) -> ChromaConnection | None:
        try:
            return open_chroma(tmp_path)
        except RepositoryLocked:
            return None

    with ThreadPoolExecutor(4) as pool:
        opened = [one for one in pool.map(open_it, range(4)) if one]
    assert len(opened) == 1
    opened[0].close()


def test_the_lock_is_held_only_while_open_and_another_thread_may_close(tmp_path):
    connection = open_chroma(tmp_path)
    with ThreadPoolExecutor(1) as pool:
        pool.submit(connection.close).result()
    assert not connection.holds_lock
    connection.close()
    with open_chroma(tmp_path) as other:
        assert other.holds_lock
    assert connection.client().heartbeat()
    connection.close()


def test_while_a_server_lives_everyone_uses_it(tmp_path):
    with start_chroma_server(tmp_path) as server:
        told = json.loads((tmp_path / RUNTIME_FILE).read_text())
        assert told["pid"] == server.address.pid
        assert told["host"] == "127.0.0.1"
        with open_chroma(tmp_path) as one, open_chroma(tmp_path) as other:
            assert not one.holds_lock
            ChromaIndex(one, "m", 4).upsert(["a"], ROW)
            assert ChromaIndex(other, "m", 4).ids() == {"a"}
        with pytest.raises(RepositoryLocked):
            start_chroma_server(tmp_path)
        with pytest.raises(RepositoryLocked):
            ChromaConnection(tmp_path).discard()
    assert not (tmp_path / RUNTIME_FILE).exists()
    assert not server.alive
    with open_chroma(tmp_path) as connection:
        assert connection.holds_lock
        assert ChromaIndex(connection, "m", 4).ids() == {"a"}


def test_stopping_twice_is_no_error_and_leaves_a_successor_alone(tmp_path):
    first = start_chroma_server(tmp_path)
    first.stop()
    with start_chroma_server(tmp_path) as second:
        first.stop()
        assert second.alive
        assert (tmp_path / RUNTIME_FILE).exists()


def test_a_server_named_by_host_and_port_is_used(tmp_path):
    with start_chroma_server(tmp_path / "far") as server:
        address = (server.address.host, server.address.port)
        with open_chroma(tmp_path / "near", remote=address) as connection:
            assert connection.client().heartbeat()
            assert not connection.holds_lock


def test_a_remote_server_that_is_not_there_is_told(tmp_path):
    with pytest.raises(IndexUnusable, match="does not answer"):
        open_chroma(tmp_path, remote=("127.0.0.1", chroma_owner._free_port()))


@pytest.mark.parametrize("content", ["dead process", "silent port", "", "[]", "{}", '{"port": "x"}'])
def test_a_stale_runtime_file_is_passed_over_and_removed(tmp_path, content):
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    told = {"host": "127.0.0.1", "port": chroma_owner._free_port(), "pid": ended.pid, "started_at": "2026-01-01"}
    if content == "silent port":
        told["pid"] = os.getpid()
    (tmp_path / RUNTIME_FILE).write_text(json.dumps(told) if " " in content and "{" not in content else content)
    with open_chroma(tmp_path) as connection:
        assert connection.holds_lock
        assert not (tmp_path / RUNTIME_FILE).exists()


def test_after_its_server_has_ended_a_connection_finds_the_next_one(tmp_path):
    with start_chroma_server(tmp_path):
        connection = open_chroma(tmp_path)
        index = ChromaIndex(connection, "m", 4)
        index.upsert(["a"], ROW)
    with pytest.raises(IndexUnusable, match="does not answer"):
        index.nearest(ROW[0], limit=1)
    assert [hit.id for hit in index.nearest(ROW[0], limit=1)] == ["a"]
    assert connection.holds_lock
    connection.close()


def test_a_server_ends_when_its_starter_is_killed(tmp_path):
    starter = in_another_process(HOLD, tmp_path, "server")
    server = int(starter.stdout.readline())
    starter.kill()
    starter.wait()
    assert gone(server)
    with open_chroma(tmp_path) as connection:
        assert connection.holds_lock
    starter.stdin.close()
    starter.stdout.close()


def test_a_taken_port_is_told_and_the_folder_is_free_again(tmp_path):
    with start_chroma_server(tmp_path / "one") as first:
        with pytest.raises(IndexUnusable) as failed:
            start_chroma_server(tmp_path / "two", port=first.address.port)
        assert failed.value.remedy
        assert first.alive
    with open_chroma(tmp_path / "two") as connection:
        assert connection.holds_lock


def test_the_servers_words_go_to_a_log(tmp_path):
    with start_chroma_server(tmp_path):
        assert b"127.0.0.1" in (tmp_path / LOG_FILE).read_bytes()


def test_a_deleted_folder_can_be_opened_anew_in_the_same_process(tmp_path):
    with open_chroma(tmp_path) as connection:
        ChromaIndex(connection, "m", 4).upsert(["a"], ROW)
    ChromaConnection(tmp_path).discard()
    with open_chroma(tmp_path) as connection:
        assert ChromaIndex(connection, "m", 4).ids() == frozenset()


def gone(pid: int) -> bool:
    """Wait for a process that is not ours to end; an orphan is reaped by the system."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        if Path(f"/proc/{pid}/stat").exists() and ") Z " in Path(f"/proc/{pid}/stat").read_text():
            return True
        time.sleep(0.1)
    return False


@pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "mallopt"), reason="this C library does not fill memory on demand")
@pytest.mark.parametrize("served", [True, False])
def test_room_for_vectors_to_come_is_saved_blank_whatever_memory_held_before(tmp_path, monkeypatch, served):
    seen = 0x5A  # seen in the file as its complement, so that blank room is no accident
    monkeypatch.setattr(chroma_owner, "_BLANK", seen)
    try:
        with start_chroma_server(tmp_path) if served else nullcontext(), open_chroma(tmp_path) as connection:
            ChromaIndex(connection, "test-model@1", 384).upsert(["a"], np.ones((1, 384), dtype=np.float32))
    finally:
        monkeypatch.undo()
        chroma_owner.fill_new_memory(0xFF)
    (room,) = (tmp_path / chroma_owner.CHROMA_FOLDER).glob("*/data_level0.bin")
    assert set(room.read_bytes()) == {0xFF - seen}
    assert chroma_owner._BLANK == 0xFF
