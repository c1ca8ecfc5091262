"""Uploads for tests: real files, good and hostile, made on the spot."""

import zipfile
from io import BytesIO

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from pikepdf import Array, Dictionary, Name, String
from PIL import Image


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def jpeg(*, size=(64, 48), turned=False, taken="", colour="green") -> bytes:
    """``turned``: the camera lay on its side and says so in EXIF."""
    image = Image.new("RGB", size, colour)
    exif = Image.Exif()
    if turned:
        exif[0x0112] = 6
    if taken:
        exif.get_ifd(0x8769)[0x9003] = taken
    target = BytesIO()
    image.save(target, "JPEG", exif=exif)
    return target.getvalue()


def picture(kind: str, mode="RGB", size=(64, 48)) -> bytes:
    target = BytesIO()
    Image.new(mode, size).save(target, kind)
    return target.getvalue()


def pdf(*, pages=1, size=(595, 842), change=None, **saving) -> bytes:
    """A plain PDF; ``change`` may spoil it before it is saved."""
    document = pikepdf.new()
    for number in range(pages):
        document.add_blank_page(page_size=size)
        document.pages[-1].contents_add(f"0.{number % 10} g 50 50 100 100 re f".encode())
    if change:
        change(document)
    target = BytesIO()
    document.save(target, **saving)
    return target.getvalue()


def office(extension: str, **more: bytes) -> bytes:
    part = {"xlsx": "xl/workbook.xml", "docx": "word/document.xml"}[extension]
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr(part, "<x/>")
        for name, content in more.items():
            package.writestr(name, content)
    return target.getvalue()


def script(document: pikepdf.Pdf) -> pikepdf.Object:
    return document.make_indirect(Dictionary(S=Name.JavaScript, JS=String("app.alert(1)")))


def opens_with_a_script(document):
    document.Root.OpenAction = script(document)


def runs_a_script_on_the_page(document):
    document.pages[0].obj.AA = Dictionary(O=script(document))


def names_a_script(document):
    document.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("x"), script(document)])))


def launches_a_program(document):
    launch = Dictionary(S=Name.Launch, F=String("cmd.exe"))
    _annotate(document, Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=launch))


def links_out(document):
    link = Dictionary(S=Name.URI, URI=String("http://example.org"), Next=script(document))
    _annotate(document, Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=link))


def carries_a_file(document):
    document.attachments["evil.exe"] = b"MZ"


def carries_a_file_on_the_page(document):
    stream = document.make_stream(b"MZ")
    file = Dictionary(Type=Name.Filespec, F=String("x.exe"), EF=Dictionary(F=stream))
    _annotate(document, Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=Array([0, 0, 9, 9]), FS=file))


def has_a_form(document):
    """One field, filled in, with a script of its own and XFA beside it."""
    look = document.make_stream(b"0 g 0 0 90 21 re f")
    look.stream_dict.update({"/Type": Name.XObject, "/Subtype": Name.Form, "/BBox": Array([0, 0, 90, 21])})
    field = document.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Btn,
            T=String("agrees"),
            Rect=Array([9, 9, 99, 30]),
            AA=Dictionary(K=script(document)),
            AP=Dictionary(N=look),
            F=4,
        )
    )
    document.pages[0].obj.Annots = Array([field])
    document.Root.AcroForm = Dictionary(Fields=Array([field]), XFA=document.make_stream(b"<xfa/>"))


ACTING = [
    opens_with_a_script,
    runs_a_script_on_the_page,
    names_a_script,
    launches_a_program,
    links_out,
    carries_a_file,
    carries_a_file_on_the_page,
    has_a_form,
]


def _annotate(document: pikepdf.Pdf, note: Dictionary) -> None:
    document.pages[0].obj.Annots = Array([document.make_indirect(note)])
