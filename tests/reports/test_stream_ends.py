"""No stream of a file ends, packed, in what a reader may take for the end of its line."""

import io
import zlib

import pikepdf
import pytest

from reports.conformance import finished


def ends(pdf):
    return [one.read_raw_bytes()[-1:] for one in pdf.objects if isinstance(one, pikepdf.Stream) and "/Filter" in one]


@pytest.mark.parametrize("end", [b"\r", b"\n"])
@pytest.mark.parametrize("is_packed", [True, False])
def test_a_drawing_whose_packed_end_looks_like_a_line_gets_a_space(end, is_packed):
    drawn = b"q Q"
    while not zlib.compress(drawn).endswith(end):
        drawn += b" " if len(drawn) % 2 else b"\t"
    made, raw = pikepdf.new(), io.BytesIO()
    page = made.add_blank_page()
    page.Contents = made.make_stream(drawn)
    if is_packed:
        page.Contents.write(zlib.compress(drawn), filter=pikepdf.Name.FlateDecode)
    made.save(raw, compress_streams=is_packed)
    with pikepdf.open(io.BytesIO(finished(raw.getvalue()))) as pdf:
        assert pdf.pages[0].Contents.read_bytes() == drawn + b" "
        assert not {b"\r", b"\n"} & set(ends(pdf))
