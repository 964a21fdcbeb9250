"""What gunicorn reads by itself when it starts beside this file: its logs keep no secret addresses either."""

from gunicorn.config import Config
from gunicorn.glogging import Logger

from peerchallenge.logs import Masked


class Quiet(Logger):
    """Gunicorn's logs of requests and errors, their lines masked."""

    def setup(self, cfg: Config) -> None:
        """Set the logs up as asked for, then write their lines through the mask."""
        super().setup(cfg)
        for log in (self.error_log, self.access_log):
            for handler in log.handlers:
                plain = handler.formatter
                handler.setFormatter(Masked(plain._fmt, plain.datefmt) if plain else Masked())  # noqa: SLF001 -- no other way to keep its shape


logger_class = Quiet
