"""QR codes as SVG markup, drawn inline."""

from markupsafe import Markup


def svg(text: str, label: str) -> Markup:
    """A QR code of a line of text; `label` is read out in its place."""
    import segno  # draws few pages, and loading it slows every start

    code = segno.make(text, error="m", micro=False)
    drawn = code.svg_inline(border=2, omitsize=True, dark="#1c2026", light="#ffffff", svgclass=None, lineclass=None)
    return Markup(drawn.replace("<svg ", f'<svg role="img" aria-label="{Markup.escape(label)}" ', 1))  # noqa: S704
