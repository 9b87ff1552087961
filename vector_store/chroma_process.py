"""The program of the index server's own process: Chroma on one loopback port, ending when its starter ends.

Run as a file, with: the starter's process, Chroma's folder, the port, the byte for :func:`fill_new_memory`. It imports
nothing of this project.
"""

import ctypes
import os
import signal
import sys
import threading
import time

_WATCH_SECONDS = 0.5
_M_PERTURB = -6


def fill_new_memory(byte: int) -> None:
    """Have the C library fill memory with the complement of ``byte`` as it hands it out, where it can (glibc).

    Otherwise it holds what the process had there before, such as words that were withdrawn since.
    """
    library = ctypes.CDLL(None) if os.name == "posix" else None
    if set_option := getattr(library, "mallopt", None):
        set_option(_M_PERTURB, byte)


def _end_with(starter: int) -> None:
    while os.getppid() == starter:
        time.sleep(_WATCH_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)


def main(starter: str, folder: str, port: str, blank: str) -> None:
    """Serve until told to end, or until ``starter`` has ended: an orphan would keep the data directory locked."""
    fill_new_memory(int(blank))
    threading.Thread(target=_end_with, args=(int(starter),), daemon=True).start()
    # Chroma's own command without importing the rest of chromadb: it answers within a quarter of a second.
    import chromadb_rust_bindings

    chromadb_rust_bindings.cli(["chroma", "run", "--path", folder, "--host", "127.0.0.1", "--port", port])


if __name__ == "__main__":
    main(*sys.argv[1:])
