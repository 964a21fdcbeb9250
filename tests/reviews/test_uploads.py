"""Every upload is known by its content, cleaned, or refused with a sentence."""

import hashlib
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from people.refusal import Refusal
from reviews.uploads import accept, clean_name
from tests.reviews import corpus

SEEN = []


def sent(name, content):
    return SimpleUploadedFile(name or "x", content)


@pytest.mark.parametrize("name", corpus.GOOD)
def test_a_good_file_is_taken_for_what_it_is(name):
    content, content_type = corpus.GOOD[name]
    kept = accept(sent(name, content))
    assert (kept.name, kept.content_type) == (name, content_type)
    stored = kept.content.read()
    assert kept.sha256 == hashlib.sha256(stored).hexdigest()
    assert kept.size == len(stored)
    assert content_type.startswith("image/") or stored == content


@pytest.mark.parametrize("what", corpus.BAD)
def test_a_bad_file_is_refused_with_a_sentence(what):
    name, content, words = corpus.BAD[what]
    with pytest.raises(Refusal) as refused:
        accept(sent(name, content))
    assert words in refused.value.sentence
    assert refused.value.sentence.endswith(".")
    assert refused.value.field == "file"


def test_a_file_over_the_limit_is_refused(settings):
    settings.UPLOAD_LIMIT_BYTES = 1024 * 1024
    with pytest.raises(Refusal, match=r"The file has 2.0\xa0MB and the most is 1.0\xa0MB"):
        accept(sent("big.pdf", corpus.PDF + b" " * (2 * 1024 * 1024)))


@pytest.mark.parametrize("raw", corpus.NAMES)
def test_an_odd_name_is_made_plain(raw):
    assert clean_name(raw, "application/pdf") == corpus.NAMES[raw]


def test_a_picture_tells_neither_place_nor_camera():
    content = corpus.located_photo()
    assert b"CANARYCAMERA" in content
    kept = accept(sent("site.jpg", content)).content.read()
    assert b"CANARYCAMERA" not in kept
    assert dict(Image.open(io.BytesIO(kept)).getexif()) == {}


def test_bytes_behind_a_picture_are_dropped():
    kept = accept(sent("site.png", corpus.picture() + b"CANARYHIDDEN")).content.read()
    assert b"CANARYHIDDEN" not in kept


def finds_nothing(file, name):
    SEEN.append((name, file.read()))


def finds_something(file, name):
    raise Refusal(f"{name} carries a virus and was not kept.")


def is_down(file, name):
    raise ConnectionError("no scanner")


def test_the_scanner_sees_every_file(settings):
    settings.UPLOAD_SCANNER = "tests.reviews.test_uploads.finds_nothing"
    SEEN.clear()
    accept(sent("plan.pdf", corpus.PDF))
    assert SEEN == [("plan.pdf", corpus.PDF)]


@pytest.mark.parametrize(("scanner", "words"), [("finds_something", "carries a virus"), ("is_down", "could not be")])
def test_what_the_scanner_does_not_pass_is_not_kept(settings, scanner, words):
    settings.UPLOAD_SCANNER = f"tests.reviews.test_uploads.{scanner}"
    with pytest.raises(Refusal, match=words):
        accept(sent("plan.pdf", corpus.PDF))
