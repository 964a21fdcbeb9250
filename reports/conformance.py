"""What makes a printed PDF fit to be kept and read by everybody: its headers' scope, its metadata, its checks."""

import io
import json
import os
import zlib
from collections.abc import Iterator
from xml.sax.saxutils import escape

from .split_tables import join_split_tables

LINE_ENDS = b"\r\n"
LISTS = ("/ObjStm", "/XRef")
# Written by hand, so that it holds the same bytes each time and nothing of a program, a person or a moment.
# PDF/A asks that the one schema it does not know itself (that of PDF/UA) be described.
XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


def finished(raw: bytes) -> bytes:
    """Give table headers their scope, say both standards and take out what names programs or people."""
    import pikepdf  # noqa: PLC0415 -- workers and commands only

    with pikepdf.open(io.BytesIO(raw)) as pdf:
        tables = []
        for item in pdf.objects:  # in reading order, as they were written
            if isinstance(item, pikepdf.Dictionary):
                _mend(item)
                if item.get("/S") == "/Table":
                    tables.append(item)
        join_split_tables(pdf, tables)
        for item in pdf.objects:
            if isinstance(item, pikepdf.Stream):
                _pad(item)
        title = str(pdf.docinfo.get("/Title", ""))
        for key in list(pdf.docinfo.keys()):
            del pdf.docinfo[key]
        pdf.docinfo["/Title"] = title
        pdf.Root.Metadata = pdf.make_stream(
            XMP.format(title=escape(title)).encode(), Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML
        )
        return _saved(pdf)


def _pad(stream) -> None:  # noqa: ANN001 -- pikepdf's object
    """Let no stream end, once packed, in what a reader may take for the end of its line: its length would be in doubt.

    The last packed byte hangs on the sum of all bytes alone; a space behind a drawing or a font says nothing.
    """
    is_plain = stream.get("/Filter", "/FlateDecode") == "/FlateDecode" and "/DecodeParms" not in stream
    if not is_plain or "/Subtype" in stream or stream.get("/Type") == "/Metadata":
        return
    plain = stream.read_bytes()
    if _ends_as_a_line(plain):
        stream.write(plain + b" ")
        if "/Length1" in stream:
            stream.Length1 = len(plain) + 1


def _ends_as_a_line(plain: bytes) -> bool:
    return zlib.adler32(plain) & 0xFF in LINE_ENDS


def _saved(pdf) -> bytes:  # noqa: ANN001 -- pikepdf's object
    """Return the file. Where its own lists end as a line does, one number more in them changes that."""
    import pikepdf  # noqa: PLC0415 -- workers and commands only

    for number in range(20):
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, linearize=False)
        with pikepdf.open(out) as read:
            lists = [one for one in read.objects if isinstance(one, pikepdf.Stream) and one.get("/Type") in LISTS]
            if not any(one.read_raw_bytes()[-1] in LINE_ENDS for one in lists):
                break
        pdf.Root.PeerPadding = number
    return out.getvalue()


def _mend(item) -> None:  # noqa: ANN001 -- pikepdf's object
    """Give one header its scope, one link its words."""
    import pikepdf  # noqa: PLC0415 -- workers and commands only

    if item.get("/S") == "/TH" and "/A" not in item:
        item.A = pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=_scope(item))
    if item.get("/Subtype") == "/Link" and "/Contents" in item:
        # What a link is called is the name of its anchor: say it in words.
        item.Contents = str(item.Contents).replace("-", " ").replace("_", " ").capitalize()


def _scope(header):  # noqa: ANN001, ANN202 -- pikepdf's objects
    """Say whether a header cell heads its column (it stands in a row of headers) or its row."""
    import pikepdf  # noqa: PLC0415 -- workers and commands only

    row = header.P.K if "/P" in header and "/K" in header.P else []
    cells = [cell for cell in row if isinstance(cell, pikepdf.Dictionary)]
    heads_column = all(cell.get("/S") == "/TH" for cell in cells)
    return pikepdf.Name.Column if heads_column else pikepdf.Name.Row


def faults_of(pdf: bytes) -> list[str]:
    """Return what keeps a PDF from being valid PDF/A-2a and PDF/UA-1, as sentences; empty when it is both.

    The checker begins threads of its own, and a later fork of whoever called it would wait for them for ever: it is
    called in a child. Raises RuntimeError when that child dies.
    """
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(read)
            with os.fdopen(write, "wb") as out:
                out.write(json.dumps(list(_faults_of(pdf))).encode())
        finally:
            os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        told = pipe.read()
    os.waitpid(child, 0)
    if not told:
        raise RuntimeError("The check of the PDF came to no end.")
    return json.loads(told)


def _faults_of(pdf: bytes) -> Iterator[str]:
    import page  # noqa: PLC0415 -- workers and commands only

    for name, profile in (("PDF/UA-1", page.ValidationProfile.PDF_UA_1), ("PDF/A-2a", page.ValidationProfile.PDF_A_2A)):
        checked = page.validate_pdf_bytes(pdf, profile=profile)
        yield from (f"{name}: {failure.message}" for failure in checked.failures)


def page_count(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    import pikepdf  # noqa: PLC0415 -- workers and commands only

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)
