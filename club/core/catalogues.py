"""Catalogues of translations: one .po file a slice, merged and compiled into one.

`python -m club.core.catalogues extract` brings translations/zh/<slice>.po up to date with the sources;
`python -m club.core.catalogues compile` makes translations/compiled.
"""

import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from config import ROOT

FOLDER = ROOT / "translations"
LOCALE = "zh_Hans_CN"
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "lazy_gettext": None, "N_": None, "pgettext": ((1, "c"), 2)}
CHANGING = tuple(
    f'"{word}'.encode() for word in ("POT-", "PO-Rev", "Generated", "Project", "Report", "Last-", "Language-T")
)
SHARED = {"layouts": "pages", "components": "pages", "errors": "pages"}


def slice_of(path: Path) -> str:
    """The catalogue that a source file's strings belong to."""
    parts = path.relative_to(ROOT).parts
    if parts[0] == "club":
        return parts[1] if len(parts) > 2 else "core"  # noqa: PLR2004
    if parts[1] == "messages" and len(parts) > 3:  # noqa: PLR2004
        return parts[2]
    return SHARED.get(parts[1], parts[1])


def sources() -> list[Path]:
    """Every file that may hold strings for people."""
    return sorted([*(ROOT / "club").rglob("*.py"), *(p for p in (ROOT / "templates").rglob("*") if p.is_file())])


def extracted() -> dict[str, Catalog]:
    """What the sources say, by slice."""
    found: dict[str, Catalog] = {}
    for path in sources():
        method = "python" if path.suffix == ".py" else "jinja2.ext:babel_extract"
        options = {"silent": "false", "trimmed": "true", "newstyle_gettext": "true"}
        for line, message, _comments, context in extract_from_file(method, path, keywords=KEYWORDS, options=options):
            catalogue = found.setdefault(slice_of(path), Catalog(locale=LOCALE, fuzzy=False, header_comment=""))
            place = (str(path.relative_to(ROOT)), line)
            catalogue.add(message, locations=[place], context=context)
    return found


def kept(name: str) -> Catalog:
    """The translations of a slice as committed."""
    path = FOLDER / "zh" / f"{name}.po"
    if not path.exists():
        return Catalog(locale=LOCALE, fuzzy=False, header_comment="")
    return read_po(BytesIO(path.read_bytes()), locale=LOCALE)


def extract() -> None:
    """Bring each slice's catalogue up to date; new strings come in untranslated."""
    for name, catalogue in extracted().items():
        before = kept(name)
        for message in catalogue:
            if message.id and (old := before.get(message.id, message.context)) and "fuzzy" not in old.flags:
                message.string = old.string
        out = BytesIO()
        catalogue.header_comment = ""
        write_po(out, catalogue, width=120, sort_output=True, no_location=True, omit_header=False, ignore_obsolete=True)
        lines = [line for line in out.getvalue().strip().split(b"\n") if not line.startswith(CHANGING)]
        (FOLDER / "zh").mkdir(parents=True, exist_ok=True)
        (FOLDER / "zh" / f"{name}.po").write_bytes(b"\n".join(lines) + b"\n")


def compile_all() -> Path:
    """Merge the catalogues into the one that the program reads."""
    merged = Catalog(locale=LOCALE, fuzzy=False, header_comment="")
    for path in sorted((FOLDER / "zh").glob("*.po")):
        for message in kept(path.stem):
            if message.id and message.string and "fuzzy" not in message.flags:
                merged.add(message.id, message.string, context=message.context)
    target = FOLDER / "compiled" / LOCALE / "LC_MESSAGES" / "messages.mo"
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as out:
        write_mo(out, merged)
    return target


def untranslated() -> list[str]:
    """Every string of the sources without its Chinese, as `slice: text`; a test expects none."""
    missing = []
    for name, catalogue in extracted().items():
        have = kept(name)
        for message in catalogue:
            known = have.get(message.id, message.context) if message.id else None
            if message.id and (known is None or not known.string or "fuzzy" in known.flags):
                missing.append(f"{name}: {message.id}")
    return missing


if __name__ == "__main__":
    {"extract": extract, "compile": compile_all}[sys.argv[1]]()
