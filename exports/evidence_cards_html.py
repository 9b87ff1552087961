"""Evidence cards as a page that prints: one card a sheet of A6, which any browser also saves as PDF."""

from html import escape

from domain.told_first import CHOSEN_HOW
from exports.sprint_kit import KitCard, SprintKit

_LONG, _VERY_LONG = 260, 600
"""From so many characters on a card is set smaller, so that it stays on its sheet."""
_STYLE = """
@page { size: 148mm 105mm; margin: 0; }
* { box-sizing: border-box; }
body { margin: 0; font: 13pt/1.35 Arial, Helvetica, sans-serif; color: #16211f; background: #fff; }
h1 { font-size: 14pt; margin: 0; }
article { width: 148mm; min-height: 104.5mm; padding: 7mm; display: flex; flex-direction: column; gap: 2.5mm;
  border-left: 4mm solid #52606d; break-after: page; break-inside: avoid; }
article.orange { border-color: #c2570c; } article.yellow { border-color: #a16207; }
article.blue { border-color: #1d5f8a; }
h2 { font-size: 10pt; margin: 0; } p { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
.words { flex: 1; } .long .words { font-size: 11pt; } .very-long .words { font-size: 8.5pt; }
.source, .steps { font-size: 8pt; } .marking { font-weight: bold; font-size: 9pt; }
@media screen { body { background: #eef2f4; } article { background: #fff; margin: 6mm; outline: 1px solid #52606d; } }
header { margin: 6mm; }
@media print { header { display: none; } }
"""


def card_page(kit: SprintKit) -> bytes:
    """Return every card as HTML in UTF-8, with no script and nothing that is loaded from elsewhere."""
    title = escape(f"{kit.title}: evidence cards")
    marking = f'<p class="marking">{escape(kit.marking.value)}</p>' if kit.marking else ""
    cards = "\n".join([*_about(kit), *(_card(card) for card in kit.cards)]) or "<p>No cards yet.</p>"
    page = (
        f'<!doctype html>\n<html lang="en-GB">\n<head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{_STYLE}</style></head>\n<body>\n<header><h1>{title}</h1>{marking}</header>\n<main>\n{cards}\n</main>\n</body>\n</html>\n"
    )
    return page.encode("utf-8", "replace")


def _about(kit: SprintKit) -> list[str]:
    """Return a sheet that says of how many cards these are the best; none where they are all."""
    if not kit.choice:
        return []
    title = f'<h2>{escape(kit.title)}</h2><p class="words">{escape(kit.choice)}</p>'
    return [f'<article class="about">{title}<p class="source">{escape(CHOSEN_HOW)}</p></article>']


def _card(card: KitCard) -> str:
    length = len(card.text)
    size = " very-long" if length > _VERY_LONG else " long" if length > _LONG else ""
    marking = f'<p class="marking">{escape(card.marking.value)}</p>' if card.marking else ""
    return (
        f'<article class="{card.sort.colour}{size}"><h2>{escape(card.heading)}</h2>{marking}'
        f'<p class="words">{escape(card.text)}</p><p class="source">{escape(card.source)}</p>'
        f'<p class="steps">{escape("; ".join(card.steps))}</p></article>'
    )
