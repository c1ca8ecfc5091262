"""Drawn photographs, no two alike, and what happens to a photograph on its way: tests and measurements share them."""

from io import BytesIO
from random import Random

from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageOps

SIZE = (480, 360)


def clouds(rng: Random, size: tuple[int, int]) -> Image.Image:
    """Noise on several scales, as leaves, walls and clouds have it."""
    out = Image.new("L", size, 128)
    for across, weight in ((4, 0.5), (8, 0.4), (16, 0.3), (48, 0.25), (120, 0.15)):
        grain = (across, across * 3 // 4)
        layer = Image.frombytes("L", grain, rng.randbytes(grain[0] * grain[1])).resize(size, Image.Resampling.BICUBIC)
        out = Image.blend(out, layer, weight)
    return out


def photograph(seed: object, size: tuple[int, int] = SIZE) -> Image.Image:
    """A sky, a ground and a dozen things on it."""
    rng = Random(str(seed))
    width, height = size
    dark = tuple(rng.randrange(20, 100) for _ in range(3))
    light = tuple(rng.randrange(140, 255) for _ in range(3))
    image = ImageOps.colorize(clouds(rng, size), dark, light)
    horizon = rng.randrange(height // 5, height * 3 // 5)
    image.paste(ImageOps.colorize(clouds(rng, size), (120, 160, 200), (255, 255, 255)).crop((0, 0, width, horizon)))
    draw = ImageDraw.Draw(image)
    for _ in range(rng.randrange(3, 14)):
        x, y = rng.randrange(-width // 16, width), rng.randrange(horizon - height // 6, height)
        box = (x, y, x + rng.randrange(width // 32, width // 3), y + rng.randrange(height // 24, height // 3))
        colour = tuple(rng.randrange(256) for _ in range(3))
        (draw.rectangle if rng.random() < 0.6 else draw.ellipse)(box, fill=colour)
    return image


def as_jpeg(image: Image.Image, quality: int = 85, exif: Image.Exif | None = None) -> bytes:
    target = BytesIO()
    image.save(target, "JPEG", quality=quality, exif=exif or b"")
    return target.getvalue()


def recompressed(image: Image.Image, quality: int) -> Image.Image:
    return Image.open(BytesIO(as_jpeg(image, quality))).convert("RGB")


def scaled(image: Image.Image, by: float) -> Image.Image:
    return image.resize((int(image.width * by), int(image.height * by)))


def trimmed(image: Image.Image, share: float) -> Image.Image:
    """Cut off on all four sides."""
    x, y = int(image.width * share), int(image.height * share)
    return image.crop((x, y, image.width - x, image.height - y))


def marked(image: Image.Image) -> Image.Image:
    """A white label in the corner, as watermark cameras put it."""
    out = image.copy()
    box = (8, image.height * 7 // 8, image.width * 4 // 9, image.height - 8)
    ImageDraw.Draw(out).rectangle(box, fill="white")
    return out


def sent_on(image: Image.Image) -> Image.Image:
    """Trimmed, lightened, made smaller and compressed hard: a photograph of a photograph on its way round a chat."""
    return recompressed(scaled(ImageEnhance.Brightness(trimmed(image, 0.02)).enhance(1.1), 0.66), 65)


#: What is still the same photograph.
CHANGES = {
    "recompressed to 40%": lambda one: recompressed(one, 40),
    "half as large": lambda one: scaled(one, 0.5),
    "a third, recompressed": lambda one: recompressed(scaled(one, 0.33), 60),
    "lighter by a fifth": lambda one: ImageEnhance.Brightness(one).enhance(1.2),
    "darker by a fifth": lambda one: ImageEnhance.Brightness(one).enhance(0.8),
    "more contrast": lambda one: ImageEnhance.Contrast(one).enhance(1.25),
    "without colours": lambda one: one.convert("L").convert("RGB"),
    "out of focus": lambda one: one.filter(ImageFilter.GaussianBlur(1.5)),
    "trimmed by 1% a side": lambda one: trimmed(one, 0.01),
    "trimmed by 2% a side": lambda one: trimmed(one, 0.02),
    "with a label": marked,
    "askew by 1 degree": lambda one: one.rotate(1, fillcolor="white", resample=Image.Resampling.BICUBIC),
    "sent round a chat": sent_on,
    "turned by 90 degrees": lambda one: one.transpose(Image.Transpose.ROTATE_90),
    "upside down": lambda one: one.transpose(Image.Transpose.ROTATE_180),
    "mirrored": ImageOps.mirror,
}
#: Too far gone to be found every time.
TOO_FAR = {
    "trimmed by 3% a side": lambda one: trimmed(one, 0.03),
    "trimmed by 5% a side": lambda one: trimmed(one, 0.05),
    "askew by 3 degrees": lambda one: one.rotate(3, fillcolor="white", resample=Image.Resampling.BICUBIC),
}
