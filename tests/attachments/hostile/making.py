"""Uploads meant to do harm, each made here from its parts; nothing of it comes from outside.

Names say what is wrong. `MARKS` are words that must not be in anything we keep.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from functools import cache

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

MARKS = (
    *(b"<script", b"<html", b"onload=", b"javascript", b"JavaScript", b"alert(", b"cmd.exe"),
    *(b"harm.exe", b"PK\x03\x04", b"GPS", b"xpacket", b"Somebody's camera", b"EICAR", b"http://"),
    *(b"/OpenAction", b"/AA", b"/Launch", b"/EmbeddedFile", b"/URI", b"/RichMedia", b"/XFA"),
)
SCRIPT = b"<html><body onload=alert(1)><script>alert(document.cookie)</script></body></html>"
HARM = "app.alert(1); this.exportDataObject({cName: 'harm.exe', nLaunch: 2})"
Made = Callable[[], bytes]


def photo(kind: str = "JPEG", **more: object) -> bytes:
    out = io.BytesIO()
    picture = Image.linear_gradient("L").resize((640, 480)).convert("RGB")
    picture.save(out, kind, **more)
    return out.getvalue()


def jpeg_part(marker: int, content: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(content) + 2) + content


def with_part(marker: int, content: bytes) -> bytes:
    """A JPEG with one more segment after its first two bytes."""
    whole = photo()
    return whole[:2] + jpeg_part(marker, content) + whole[2:]


def archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("harm.exe", b"MZ cmd.exe")
    return out.getvalue()


def with_place() -> bytes:
    """A photo that tells where it was taken, by whom, and carries a small copy of itself."""
    exif = Image.Exif()
    exif[0x010F] = "Somebody's camera"
    exif[0x0112] = 6
    place = exif.get_ifd(0x8825)
    place[0], place[1], place[2] = b"\x02\x03\x00\x00", "S", (2.0, 5.0, 1.0)
    place[3], place[4], place[29] = "E", (99.0, 35.0, 1.0), "GPS 2026:11:25"
    small = photo()
    xmp = b"http://ns.adobe.com/xap/1.0/\x00<?xpacket begin=''?><x:GPS>2.08S</x:GPS>" + SCRIPT
    whole = photo(exif=exif.tobytes(), comment=SCRIPT)
    return whole[:2] + jpeg_part(0xE1, xmp) + jpeg_part(0xED, small[:60_000]) + whole[2:]


def png(width: int, height: int, rows: bytes, *more: tuple[bytes, bytes]) -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        checked = zlib.crc32(kind + content)
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", checked)

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", head), *more, (b"IDAT", rows), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(kind, content) for kind, content in parts)


@cache
def zeros(count: int) -> bytes:
    """A few bytes that unfold to very many."""
    packing = zlib.compressobj(1)
    block = bytes(1024 * 1024)
    pieces = [packing.compress(block) for _ in range(count // len(block))]
    return b"".join([*pieces, packing.flush()])


def pdf(act: Callable[[pikepdf.Pdf], None], **saving: object) -> bytes:
    made, out = pikepdf.new(), io.BytesIO()
    made.add_blank_page(page_size=(300, 400))
    made.pages[0].Contents = made.make_stream(b"0 0 1 rg 50 50 100 100 re f")
    act(made)
    made.save(out, **saving)
    return out.getvalue()


def acting(pdf: pikepdf.Pdf) -> None:
    """Everything a PDF can do by itself or when it is touched."""
    script = Dictionary(S=Name.JavaScript, JS=String(HARM))
    launch = Dictionary(S=Name.Launch, F=String("cmd.exe"))
    outside = Dictionary(S=Name.URI, URI=String("http://harm.example/"))
    page = pdf.pages[0].obj
    pdf.Root.OpenAction = pdf.make_indirect(script)
    pdf.Root.AA = Dictionary(WC=script, WS=launch)
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), script])))
    pdf.Root.URI = Dictionary(Base=String("http://harm.example/"))
    pdf.attachments["harm.exe"] = b"MZ cmd.exe"
    page.AA = Dictionary(O=script, C=launch)
    box = Array([0, 0, 300, 400])
    page.Annots = Array(
        pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name(kind), Rect=box, A=action))
        for kind, action in (("/Link", outside), ("/Widget", launch), ("/Screen", script))
    )
    with pdf.open_metadata() as told:
        told["dc:title"] = "Somebody's camera"


def scripted_appearance(pdf: pikepdf.Pdf) -> None:
    """A form field whose looks carry actions of their own."""
    looks = pdf.make_stream(b"0 1 0 rg 0 0 50 20 re f")
    looks.Type, looks.Subtype, looks.BBox = Name.XObject, Name.Form, Array([0, 0, 50, 20])
    looks.AA = Dictionary(O=Dictionary(S=Name.JavaScript, JS=String(HARM)))
    looks.Metadata = pdf.make_stream(b"<?xpacket?>" + SCRIPT)
    field = Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("a"), V=String("isi"),
        Rect=Array([10, 10, 60, 30]), AP=Dictionary(N=looks),
        AA=Dictionary(K=Dictionary(S=Name.JavaScript, JS=String(HARM))),
    )  # fmt: skip
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(field)])
    pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.pages[0].obj.Annots[0]]))


def unfolding(levels: int, count: int) -> Callable[[pikepdf.Pdf], None]:
    """A page's content that is small on the disk and enormous when it is drawn."""

    def act(pdf: pikepdf.Pdf) -> None:
        content = zeros(count)
        for _ in range(levels - 1):
            content = zlib.compress(content, 9)
        stream = pdf.make_stream(b"")
        stream.write(content, filter=Array([Name.FlateDecode] * levels))
        pdf.pages[0].Contents = stream

    return act


def huge_picture(pdf: pikepdf.Pdf) -> None:
    picture = pdf.make_stream(b"")
    picture.write(zlib.compress(b""), filter=Name.FlateDecode)
    picture.Type, picture.Subtype = Name.XObject, Name.Image
    picture.Width = picture.Height = 60_000
    picture.ColorSpace, picture.BitsPerComponent = Name.DeviceGray, 8
    pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(Im0=picture))


def endless(pdf: pikepdf.Pdf) -> None:
    """A tree of pages that leads back to itself."""
    kids = pdf.Root.Pages.Kids
    kids.append(pdf.Root.Pages)


LOCKED = pikepdf.Encryption(user="a", owner="b")

NEUTRALISED: Mapping[str, Made] = {
    "a photo with a page behind it": lambda: photo() + SCRIPT,
    "a photo with an archive behind it": lambda: photo() + archive(),
    "a photo with a page in its comment": lambda: with_part(0xFE, SCRIPT),
    "a photo with a page in its first segment": lambda: with_part(0xE0, b"JFIF\0" + SCRIPT),
    "a photo that tells where it was taken": with_place,
    "a photo with EICAR in its notes": lambda: with_part(0xEF, b"EICAR-STANDARD"),
    "a PNG with a page in its texts": lambda: (
        photo("PNG")[:33] + png(1, 1, b"", (b"tEXt", b"a\0" + SCRIPT))[33:-24] + photo("PNG")[33:]
    ),
    "a WebP with notes": lambda: photo("WEBP", exif=b"Exif\0\0Somebody's camera", xmp=SCRIPT),
    "a PDF that acts": lambda: pdf(acting),
    "a PDF whose form acts": lambda: pdf(scripted_appearance),
    "a PDF with an archive behind it": lambda: pdf(lambda made: None) + archive(),
    "a PDF with blanks and an archive before its end": lambda: (
        b"\n\n" + pdf(acting, linearize=False) + SCRIPT
    ),
}
"""Kept, as a new picture or a new PDF that has nothing of the harm."""

REFUSED: Mapping[str, tuple[str, Made]] = {
    "nothing": ("FileEmpty", lambda: b""),
    "a page named .pdf": ("KindNotTaken", lambda: SCRIPT),
    "an SVG with a script": (
        "KindNotTaken",
        lambda: b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script/></svg>",
    ),
    "a GIF that is a script": ("KindNotTaken", lambda: b"GIF89a/*" + b" " * 60 + b"*/=alert(1)//"),
    "a real GIF": ("KindNotTaken", lambda: photo("GIF")),
    "a TIFF": ("KindNotTaken", lambda: photo("TIFF")),
    "an archive": ("KindNotTaken", archive),
    "a page before a PDF": ("KindNotTaken", lambda: SCRIPT + pdf(acting)),
    "PostScript": ("KindNotTaken", lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n"),
    "a cut photo": ("PictureBroken", lambda: photo()[:4000]),
    "a cut PNG": ("PictureBroken", lambda: photo("PNG")[:-2000]),
    "a broken HEIC": ("UploadRefused", lambda: b"\x00\x00\x00\x18ftypheic" + b"\xff" * 4000),
    "a HEIC with endless boxes": (
        "UploadRefused",
        lambda: b"\x00\x00\x00\x18ftypheic\0\0\0\0mif1heic" + b"\x00\x00\x00\x00meta" * 500,
    ),
    "a PNG bomb": ("TooManyPixels", lambda: png(30_000, 30_000, zeros(8 * 1024 * 1024))),
    "a PNG said to be endless": ("TooManyPixels", lambda: png(2**31 - 1, 2**31 - 1, b"")),
    "a PNG text bomb": (
        "PictureBroken",
        lambda: png(300, 300, b"", (b"zTXt", b"a\0\0" + zeros(260 * 1024 * 1024))),
    ),
    "a cut PDF": ("PdfBroken", lambda: b"%PDF-1.7\n1 0 obj <<"),
    "a locked PDF": ("PdfLocked", lambda: pdf(acting, encryption=LOCKED)),
    "a PDF open to all but guarded": (
        "PdfLocked",
        lambda: pdf(acting, encryption=pikepdf.Encryption(user="", owner="b")),
    ),
    "a PDF bomb": ("PdfTooHeavy", lambda: pdf(unfolding(1, 260 * 1024 * 1024))),
    "a PDF bomb in a bomb": ("PdfTooHeavy", lambda: pdf(unfolding(3, 260 * 1024 * 1024))),
    "a PDF with a picture for giants": ("PdfTooHeavy", lambda: pdf(huge_picture)),
    "a PDF that leads back to itself": ("UploadRefused", lambda: pdf(endless)),
}
"""Not kept; the refusal's name."""
