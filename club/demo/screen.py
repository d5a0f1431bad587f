"""A screen at the counter, drawn for a lesson of the demonstration: what stands where."""

from io import BytesIO

WIDE, HIGH = 960, 360
INK, MUTED, LINE = "#1c2026", "#5a616b", "#c9c4b8"
PARTS = (
    ((20, 20, 300, 340), "1  Chats", "the oldest first"),
    ((320, 20, 640, 340), "2  The order", "paid, sent, where it is"),
    ((660, 20, 940, 340), "3  Answers", "the search of the firm"),
)


def a_screen() -> bytes:
    """Three windows, numbered in the order in which eyes go over them."""
    from PIL import Image, ImageDraw

    page = Image.new("RGB", (WIDE, HIGH), "#fbfaf7")
    pen = ImageDraw.Draw(page)
    for place, name, words in PARTS:
        pen.rounded_rectangle(place, radius=10, fill="white", outline=LINE, width=2)
        left, top = place[0] + 18, place[1] + 16
        pen.text((left, top), name, fill=INK, font_size=26)
        pen.text((left, top + 38), words, fill=MUTED, font_size=18)
        for number in range(4):
            down, right = top + 110 + 44 * number, place[2] - 18 - 40 * (number % 2)
            pen.line((left, down, right, down), fill=LINE, width=8)
    out = BytesIO()
    page.save(out, "JPEG", quality=85)
    return out.getvalue()
