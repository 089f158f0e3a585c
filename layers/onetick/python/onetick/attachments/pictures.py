"""Thumbnails of images, made within bounds whatever an image says of itself."""

from pathlib import Path
from typing import TYPE_CHECKING

from .model import Picture

if TYPE_CHECKING:
    from PIL.Image import Image

TYPES = frozenset({"image/gif", "image/jpeg", "image/png", "image/webp"})
MAX_BYTES = 50_000_000
MAX_PIXELS = 50_000_000
"""What unpacks to more is not opened: a few bytes can claim to be any size."""
EDGE = 512


def thumbnail(source: Path, target: Path) -> Picture | None:
    """Write a thumbnail of an image, as WebP; None when it is none, is broken, or is out of bounds."""
    from PIL import Image, ImageFile, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        # What it is called does not matter: these readers are tried, and no others.
        with Image.open(source, formats=("GIF", "JPEG", "PNG", "WEBP")) as image:
            # Nothing but its head was read so far.
            if image.width * image.height > MAX_PIXELS:
                return None
            small = _small(image)
    except (UnidentifiedImageError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        return None
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError, OverflowError, ZeroDivisionError):
        # What the readers make of a broken image.
        return None
    small.save(target, "WEBP", quality=80, method=4)
    return Picture(width=small.width, height=small.height)


def _small(image: "Image") -> "Image":
    """The first frame, upright, no larger than a thumbnail, without anything that was hidden beside the picture."""
    from PIL import ImageOps

    image.draft("RGB", (EDGE, EDGE))
    upright = ImageOps.exif_transpose(image)
    upright.thumbnail((EDGE, EDGE))
    plain = upright.convert("RGBA" if "A" in upright.getbands() or "transparency" in upright.info else "RGB")
    plain.info.clear()
    return plain
