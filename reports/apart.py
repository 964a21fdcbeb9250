"""Drawing in a process of its own, with an end to its memory and its time.

A worker forks: the child already knows the printer and its fonts, draws, and hands the bytes back through a
pipe. Whatever a report holds, the worker lives on and the row ends with a sentence. The child touches no
database: it inherits the worker's connection and must leave without closing it.
"""

import ctypes
import gc
import json
import os
import resource
import select
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from typing import IO

from django.conf import settings

from . import pdf
from .drawing import draw
from .drawn import Drawn, Undrawable

MEGABYTE = 1024 * 1024
LOOK_EVERY = 1.0  # seconds between two looks at whether it is still wanted
STOPPED = "It was stopped. Make it again when you need it."
# A layout is a million objects that all live to its end: looking for dead ones among them is a seventh of the time.
SELDOM = (20_000, 10, 30)
DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG
Tell = Callable[[str, int], None]


def draw_apart(tree: dict, what: str, form: str, *, tell: Tell, wanted: Callable[[], bool]) -> Drawn:
    """Draw an edition in a child. Raises Undrawable, with a sentence, when it cannot be made or is no longer wanted."""
    if form == "pdf":
        _warm()
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        _live_and_die(os.fdopen(write, "wb"), tree, what, form)
    os.close(write)
    try:
        return _listen(read, child, tell, wanted)
    finally:
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _warm() -> None:
    """Load the printer here, once a worker: a child that loads it anew takes two seconds."""
    with suppress(pdf.PrinterMissing):
        pdf.warm()


def _live_and_die(out: IO[bytes], tree: dict, what: str, form: str) -> None:
    """The whole life of the child: never returns."""
    try:
        _bind()
        gc.freeze()  # what the worker knew already need not be looked through again and again
        gc.set_threshold(*SELDOM)
        _say(out, step="Laying out the pages", progress=20)
        drawn = draw(tree, what, form, lambda step, progress: _say(out, step=step, progress=progress))
        _say(out, pages=drawn.pages)
        out.write(drawn.content)
    except Undrawable as reason:
        _say(out, problem=str(reason))
    except MemoryError:
        _say(out, problem=_too_much())
    except RecursionError:
        _say(out, problem="The report is nested too deeply to be laid out. Take some levels out, then make it again.")
    except Exception as error:  # said by the kind alone: a message could hold the report's words
        _say(out, kind=type(error).__name__, line=error.__traceback__.tb_lineno)
    finally:
        with suppress(OSError):
            out.close()
        os._exit(0)


def _bind() -> None:
    """End with the worker, and end at the limits."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    with suppress(OSError):
        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGKILL)
    with open("/proc/self/statm") as told:  # noqa: PTH123 -- a line the kernel writes
        now = int(told.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    most = now + settings.EDITION_MEMORY_MB * MEGABYTE
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (settings.EDITION_SECONDS, settings.EDITION_SECONDS + 1))


def _say(out: IO[bytes], **said: object) -> None:
    out.write(json.dumps(said).encode() + b"\n")
    out.flush()


def _listen(read: int, child: int, tell: Tell, wanted: Callable[[], bool]) -> Drawn:
    """Take down what the child says until it has said all, is too slow, or is no longer wanted."""
    ends_at = time.monotonic() + 2 * settings.EDITION_SECONDS  # a busy machine gives a child less than all its time
    looked_at = time.monotonic()
    heard, drawn = b"", None
    with os.fdopen(read, "rb", buffering=0) as pipe:
        while True:
            if time.monotonic() > ends_at:
                raise Undrawable(_too_slow())
            if time.monotonic() - looked_at > LOOK_EVERY:
                looked_at = time.monotonic()
                if not wanted():
                    raise Undrawable(STOPPED)
            if not select.select([pipe], [], [], LOOK_EVERY)[0]:
                continue
            chunk = pipe.read(MEGABYTE)
            if not chunk:
                return _ended(child, heard, drawn)
            heard += chunk
            while drawn is None and b"\n" in heard:
                line, heard = heard.split(b"\n", 1)
                drawn = _heed(json.loads(line), tell)


def _heed(said: dict, tell: Tell) -> int | None:
    """Act on one line; the number of pages says that the bytes follow."""
    if "problem" in said:
        raise Undrawable(said["problem"])
    if "kind" in said:
        raise Undrawable(f"It could not be made ({said['kind']}). Try again, or tell your administrator.")
    if "step" in said:
        tell(said["step"], said["progress"])
    return said.get("pages")


def _ended(child: int, content: bytes, pages: int | None) -> Drawn:
    """Say how the child ended once it is silent."""
    if pages is not None:
        return Drawn(content, pages)
    ended = os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
    raise Undrawable(_too_slow() if ended.si_status == signal.SIGXCPU else _too_much())


def _too_slow() -> str:
    return (
        f"Laying it out takes longer than the {settings.EDITION_SECONDS} seconds one edition may take. "
        "Shorten the report, then make it again."
    )


def _too_much() -> str:
    return (
        f"Laying it out takes more than the {settings.EDITION_MEMORY_MB} MB of memory one edition may take. "
        "Shorten the report, then make it again."
    )
