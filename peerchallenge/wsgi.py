"""What gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "peerchallenge.settings")

application = get_wsgi_application()

from peerchallenge.celery import ring_briefly  # noqa: E402 -- after the settings

ring_briefly()
