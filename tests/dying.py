"""Dying at a chosen line: what runs is the product's own code, and the line it stands on is its last."""

import sys
from contextlib import contextmanager


class Died(BaseException):
    """The process is gone. Nothing of the product catches this."""


class Steps:
    """Counts the lines of some files that are run, and dies at one of them."""

    def __init__(self, files, last=None, die=None):
        self.files, self.last, self.die = tuple(files), last, die or self._die
        self.count, self.died = 0, False

    def __call__(self, frame, event, arg):
        if not frame.f_code.co_filename.endswith(self.files):
            return None
        if event == "line":
            self.count += 1
            if self.count == self.last:
                self.died = True
                sys.settrace(None)
                self.die()
        return self

    def _die(self):
        raise Died


@contextmanager
def dying(files, last=None, die=None):
    """Run what is inside and die at the line that comes at this place; without one, only count."""
    steps, before = Steps(files, last, die), sys.gettrace()
    sys.settrace(steps)
    try:
        yield steps
    except Died:
        pass
    finally:
        sys.settrace(before)
