"""Doing things at the same moment, each on a connection of its own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import close_old_connections, connection

from people.refusal import Refusal


def needs_two_connections():
    """Skip where one connection sees what another has not committed, or waits for it for ever."""
    if connection.vendor != "postgresql":
        pytest.skip("races need two connections to PostgreSQL")


def race(*attempts):
    """Run attempts at the same moment on connections of their own; return their refusals in order."""
    gate = Barrier(len(attempts))

    def run(attempt):
        close_old_connections()
        try:
            gate.wait()
            attempt()
        except Refusal as refusal:
            return refusal.sentence
        else:
            return ""
        finally:
            connection.close()

    with ThreadPoolExecutor(len(attempts)) as threads:
        return sorted(threads.map(run, attempts))
