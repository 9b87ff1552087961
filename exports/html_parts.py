"""The pieces of a page that stands alone. What is not written here is escaped. No script, nothing fetched."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from exports.cells import xml_text


def safe(text: object) -> str:
    """Return text as it stands in an element or between the quotation marks of an attribute."""
    return escape(xml_text(str(text)))


def element(name: str, inner: str, **attributes: str) -> str:
    """Return an element around what is HTML already; a trailing underscore is taken off an attribute's name."""
    told = "".join(f' {key.rstrip("_").replace("_", "-")}="{safe(value)}"' for key, value in attributes.items())
    return f"<{name}{told}>{inner}</{name}>"


def items(texts: Iterable[str]) -> str:
    """Return a list of texts; nothing for none."""
    inner = "".join(element("li", safe(text)) for text in texts)
    return element("ul", inner) if inner else ""


def facts(pairs: Iterable[tuple[str, str]]) -> str:
    """Return names with their values."""
    return element("dl", "".join(element("dt", safe(name)) + element("dd", safe(value)) for name, value in pairs))


def quotation(words: str, source: str) -> str:
    """Return exact words with the line on where they stand."""
    return element("blockquote", element("p", safe(words)) + element("footer", safe(source), class_="source"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A row of a table: its cells as HTML, the first of which names it, and its identifier if others lead to it."""

    cells: Sequence[str]
    id: str = ""


def table(caption: str, head: Sequence[str], rows: Iterable[Row]) -> str:
    """Return a table with a caption, in a region that scrolls by keyboard too."""
    told = "".join(element("th", safe(name), scope="col") for name in head)
    body = ""
    for row in rows:
        first, *rest = row.cells
        cells = element("th", first, scope="row") + "".join(element("td", cell) for cell in rest)
        body += element("tr", cells, **({"id": row.id} if row.id else {}))
    inner = element("caption", safe(caption)) + element("thead", element("tr", told)) + element("tbody", body)
    return element("div", element("table", inner), class_="scroll", tabindex="0", role="region", aria_label=caption)


def page(title: str, style: str, body: str) -> str:
    """Return a whole document in English. ``style`` and ``body`` are ours and taken as they are."""
    return (
        '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f'<meta name="color-scheme" content="light dark">\n<title>{safe(title)}</title>\n<style>\n{style}</style>\n'
        f"</head>\n<body>\n{body}\n</body>\n</html>\n"
    )
