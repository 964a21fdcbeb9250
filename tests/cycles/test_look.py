"""How a programme's reports look: a colour white words can be read on, a logo drawn anew."""

import base64
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from cycles.policy import policy_of, policy_with_logo


def picture(size=(300, 100), kind="PNG", **more):
    out = io.BytesIO()
    Image.new("RGBA" if kind == "PNG" else "RGB", size, "#004466").save(out, kind, **more)
    return out.getvalue()


@pytest.fixture
def answer(world, signed_in):
    client = signed_in(world.rana)

    def post(key, **sent):
        return client.post(reverse("cycles:answer", args=[world.programme.ref, key]), {"reason": "Ours.", **sent})

    return post


@pytest.mark.parametrize(
    ("colour", "said"),
    [
        ("#5b1a66", ""),
        ("#5B1A66", ""),
        ("#ffdd00", "White words on #ffdd00 cannot be read by everybody: the contrast is 1.3 and 4.5 is the least."),
        ("red", "Enter a colour as # and six of 0 to 9 and a to f, such as #0b4a56"),
        ("#0b4a56;}body{x:y", "Enter a colour as # and six of 0 to 9 and a to f, such as #0b4a56"),
    ],
)
def test_a_colour_must_carry_white_words(world, answer, colour, said):
    answered = answer("edition_colour", value=colour)
    assert answered.status_code == (422 if said else 302)
    assert said in answered.content.decode()
    assert policy_of(world.programme)["edition_colour"] == ("#0b4a56" if said else "#5b1a66")


def test_a_logo_is_drawn_anew_small_and_on_white(world, answer):
    exif = Image.Exif()
    exif[0x013B] = "Somebody"
    sent = SimpleUploadedFile("logo.jpg", picture((3000, 1000), "JPEG", exif=exif))
    assert answer("edition_logo", value=sent, alt="Yorkshire").status_code == 302
    kept = policy_with_logo(world.programme)["edition_logo"]
    content = base64.b64decode(kept["png"])
    drawn = Image.open(io.BytesIO(content))
    assert (kept["alt"], drawn.format, drawn.mode, drawn.size) == ("Yorkshire", "PNG", "RGB", (600, 200))
    assert b"Somebody" not in content
    assert policy_of(world.programme)["edition_logo"] is None  # pages do not carry the picture about


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<svg onload='alert(1)'></svg>", "This is not a picture that can be read. Choose a PNG or JPEG file"),
        (picture((4001, 4001)), "The picture is too large: 4,000 by 4,000 pixels are the most"),
    ],
)
def test_what_is_no_logo_is_refused_in_words(world, answer, content, said):
    answered = answer("edition_logo", value=SimpleUploadedFile("logo.png", content), alt="Yorkshire")
    assert answered.status_code == 422
    assert said in answered.content.decode()
    assert policy_with_logo(world.programme)["edition_logo"] is None
