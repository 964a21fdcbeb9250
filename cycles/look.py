"""How a programme's reports look: a colour that everybody can read white words on, and a small logo."""

import base64
import io
import re
from typing import Any

from django.core.exceptions import ValidationError

LEAST_CONTRAST = 4.5  # WCAG 2.2 AA
MOST_BYTES = 40_000
MOST_PIXELS = 4000 * 4000
FITS_IN = (600, 240)


def colour_of(text: str) -> str:
    """Return a colour such as #0b4a56, or say why it will not do."""
    colour = text.strip().lower()
    if not re.fullmatch("#[0-9a-f]{6}", colour):
        raise ValidationError("Enter a colour as # and six of 0 to 9 and a to f, such as #0b4a56")
    contrast = contrast_with_white(colour)
    if contrast < LEAST_CONTRAST:
        raise ValidationError(
            f"White words on {colour} cannot be read by everybody: the contrast is {contrast:.1f} and "
            f"{LEAST_CONTRAST} is the least. Choose a darker colour"
        )
    return colour


def contrast_with_white(colour: str) -> float:
    """Return how far a colour stands off from white, from 1 to 21."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def logo_of(upload: Any) -> str:
    """Draw a picture anew as a small PNG in base64: nothing of the file that came but what is seen."""
    from PIL import Image  # noqa: PLC0415 -- one page needs it

    try:
        picture = Image.open(upload, formats=("JPEG", "PNG"))
        if picture.width * picture.height > MOST_PIXELS:
            raise ValidationError("The picture is too large: 4,000 by 4,000 pixels are the most")
        drawn = picture.convert("RGBA")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise ValidationError("This is not a picture that can be read. Choose a PNG or JPEG file") from None
    drawn.thumbnail(FITS_IN)
    flat = Image.new("RGB", drawn.size, "white")
    flat.paste(drawn, mask=drawn.getchannel("A"))
    content = _png(flat)
    if len(content) > MOST_BYTES:
        content = _png(flat.quantize(64))
    if len(content) > MOST_BYTES:
        raise ValidationError("The picture has too much detail for a logo. Choose a simpler one")
    return base64.b64encode(content).decode()


def _png(picture: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()
