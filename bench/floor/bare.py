"""A bare Django: one page of one query, and a list of 50 rows, with or without the usual middleware."""

import os
import sys
from urllib.parse import urlsplit

from django.conf import settings

LIST = """<!doctype html><html lang="en"><ul>
{% for row in rows %}<li><a href="/{{ row.0 }}/">{{ row.1 }}</a> {{ row.2|date:"j F Y" }}</li>{% endfor %}</ul>"""
ONE = """<!doctype html><html lang="en"><title>{{ row.1 }}</title><h1>{{ row.1 }}</h1><p>{{ row.0 }}</p></html>"""
USUAL = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
address = urlsplit(os.environ["DATABASE_URL"])
folder, _, name = address.path.lstrip("/").rpartition("/")
settings.configure(
    SECRET_KEY="floor",
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions"],
    MIDDLEWARE=USUAL if os.environ.get("USUAL") else [],
    USE_TZ=True,
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": name,
            "HOST": f"/{folder}",
            "USER": os.environ.get("PGUSER", ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    },
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {
                "loaders": [("django.template.loaders.locmem.Loader", {"list.html": LIST, "one.html": ONE})],
            },
        }
    ],
)

import django  # noqa: E402 -- settings come first

django.setup()

from django.core.wsgi import get_wsgi_application  # noqa: E402 -- settings come first
from django.db import connection  # noqa: E402 -- settings come first
from django.shortcuts import render  # noqa: E402 -- settings come first
from django.urls import path  # noqa: E402 -- settings come first


def one(request):
    """One query, one template."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, name FROM people_body ORDER BY id LIMIT 1")
        return render(request, "one.html", {"row": cursor.fetchone()})


def fifty(request):
    """One query of 50 rows with a date each, one template."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT b.id, b.name, DATE '2027-01-01' + n FROM people_body b CROSS JOIN generate_series(1, 50) n LIMIT 50"
        )
        return render(request, "list.html", {"rows": cursor.fetchall()})


urlpatterns = [path("one/", one), path("fifty/", fifty)]
sys.modules.setdefault("bench.floor.bare", sys.modules[__name__])
application = get_wsgi_application()
