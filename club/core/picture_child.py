"""Run as a program of its own: a picture on standard input, a bare JPEG on standard output."""

import io
import resource
import sys

MOST_PIXELS = 50_000_000
LONGEST_EDGE = 3000
MEMORY = 900 * 1024 * 1024
SECONDS = 15
EXIT_BROKEN = 2
EXIT_TOO_MANY_PIXELS = 3


def main() -> int:
    """Decode, turn upright, shrink, encode; every failure of a decoder is the picture’s, not ours."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    content = sys.stdin.buffer.read()
    try:
        fresh = bare_jpeg(content)
    except OverflowError:
        return EXIT_TOO_MANY_PIXELS
    except Exception:  # noqa: BLE001 (decoders raise whatever they like)
        return EXIT_BROKEN
    sys.stdout.buffer.write(fresh)
    return 0


def bare_jpeg(content: bytes) -> bytes:
    """The first frame as JPEG; raises OverflowError over the pixel limit."""
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = None  # judged below, before anything is unpacked
    if content[4:8] == b"ftyp":
        import pillow_heif

        pillow_heif.register_heif_opener(thumbnails=False)
    with Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "WEBP", "HEIF")) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise OverflowError
        picture.draft("RGB", (LONGEST_EDGE, LONGEST_EDGE))
        picture.thumbnail((LONGEST_EDGE, LONGEST_EDGE))  # first: to turn it copies it
        upright = ImageOps.exif_transpose(picture)
        page = Image.new("RGB", upright.size, "white")
        page.paste(upright, mask=upright.convert("RGBA").getchannel("A") if "A" in upright.mode else None)
    out = io.BytesIO()
    page.save(out, "JPEG", quality=85, optimize=True)
    return out.getvalue()


if __name__ == "__main__":
    sys.exit(main())
