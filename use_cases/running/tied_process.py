"""The start of a process of ours that ends when its starter does, even one that was killed.

Run as a file, with: the starter's process, the folder of the program, its module, and the module's arguments.
"""

import os
import runpy
import signal
import sys
import threading
import time

_WATCH_SECONDS = 0.5
_POLITE_SECONDS = 10.0


def _end_with(starter: int) -> None:
    while os.getppid() == starter:
        time.sleep(_WATCH_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_POLITE_SECONDS)
    os._exit(1)


def main(starter: str, folder: str, module: str, *arguments: str) -> None:
    """Run the module as the program until it ends, or until ``starter`` has ended: orphans keep ports and locks."""
    threading.Thread(target=_end_with, args=(int(starter),), daemon=True).start()
    sys.path.insert(0, folder)
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
