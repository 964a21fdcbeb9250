"""The check of a PDF leaves nothing behind in whoever asked for it."""

import io
import os
import signal

import pikepdf

from reports.conformance import faults_of


def test_who_has_checked_can_still_fork_and_check_there():
    made, out = pikepdf.new(), io.BytesIO()
    made.add_blank_page()
    made.save(out)
    assert faults_of(out.getvalue()) != []  # a bare page is neither kept nor read by everybody
    child = os.fork()
    if child == 0:
        signal.alarm(20)
        faults_of(out.getvalue())
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0
