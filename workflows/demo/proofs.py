"""Invented evidence: drawn pictures and a scanned-looking page, plainly marked as a demonstration."""

from io import BytesIO
from pathlib import Path
from random import Random

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw, ImageFont

import documents

FONT = Path(documents.__file__).parent / "fonts" / "NotoSansCJKsc-Regular.otf"
SIZE = (960, 720)
SCENES = ("村庄主干道", "文化广场", "产业基地", "户厕改造", "污水处理设施")


def font(size: int) -> ImageFont.FreeTypeFont:
    """The sans face of our papers."""
    return ImageFont.truetype(str(FONT), size)


def photograph(place: str, scene: str) -> SimpleUploadedFile:
    """A drawn landscape with the place's name on it."""
    rng = Random(f"{place}-{scene}")  # noqa: S311 - a drawing, not a secret
    image = Image.new("RGB", SIZE, (206, 228, 240))
    draw = ImageDraw.Draw(image)
    for depth in range(3):
        base = 330 + depth * 90
        points = [(x, base - rng.randrange(20, 120) // (depth + 1)) for x in range(0, SIZE[0] + 80, 80)]
        shade = (118 - depth * 22, 160 - depth * 18, 112 - depth * 24)
        draw.polygon([(0, SIZE[1]), *points, (SIZE[0], SIZE[1])], fill=shade)
    for number in range(5):
        x, y = 90 + number * 170 + rng.randrange(-20, 20), 470 + rng.randrange(0, 60)
        draw.rectangle((x, y, x + 110, y + 80), fill=(236, 226, 208), outline=(120, 110, 100))
        draw.polygon([(x - 12, y), (x + 55, y - 46), (x + 122, y)], fill=(150, 72, 60))
    draw.rectangle((0, SIZE[1] - 74, SIZE[0], SIZE[1]), fill=(255, 255, 255))
    draw.text((24, SIZE[1] - 62), f"{place} {scene}（演示图片）", font=font(36), fill=(40, 48, 60))
    return saved(image, f"{place}{scene}.jpg")


def record_page(place: str, title: str, lines: list[str]) -> SimpleUploadedFile:
    """A page of minutes or a table, as a scan would come in."""
    image = Image.new("RGB", (1000, 1414), (253, 252, 248))
    draw = ImageDraw.Draw(image)
    draw.text((500, 120), title, font=font(44), fill=(20, 20, 20), anchor="mm")
    draw.text((500, 180), f"{place}（演示材料）", font=font(28), fill=(90, 90, 90), anchor="mm")
    for number, line in enumerate(lines):
        y = 260 + number * 62
        draw.text((90, y), line, font=font(28), fill=(40, 40, 40))
        draw.line((80, y + 50, 920, y + 50), fill=(200, 196, 188))
    return saved(image, f"{place}{title}.pdf")


def saved(image: Image.Image, name: str) -> SimpleUploadedFile:
    """The picture as an upload."""
    out = BytesIO()
    if name.endswith(".pdf"):
        image.save(out, "PDF", resolution=120)
        return SimpleUploadedFile(name, out.getvalue(), "application/pdf")
    image.save(out, "JPEG", quality=72)
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")
