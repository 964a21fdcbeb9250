from django.apps import AppConfig


class PeerchallengeConfig(AppConfig):
    """The roof is an app for its commands, templates tags and nothing else: it has no models."""

    name = "peerchallenge"
