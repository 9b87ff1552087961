"""The marks of rich text: its controls, the groups that are no text, and what its bytes stand for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MARK = re.compile(
    r"\\([a-zA-Z]{1,32})(-?\d{1,10})?[ ]?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z'])|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\"
)
_CODE_PAGES = {
    437: "cp437",
    850: "cp850",
    852: "cp852",
    874: "cp874",
    932: "cp932",
    936: "gbk",
    949: "cp949",
    950: "cp950",
    1361: "johab",
    10000: "mac_roman",
    54936: "gb18030",
    65001: "utf-8",
    **{page: f"cp{page}" for page in range(1250, 1259)},
}
_CODE_PAGE_OF_CHARSET = {
    77: 10000,
    128: 932,
    129: 949,
    130: 1361,
    134: 936,
    136: 950,
    161: 1253,
    162: 1254,
    163: 1258,
    177: 1255,
    178: 1256,
    186: 1257,
    204: 1251,
    222: 874,
    238: 1250,
    255: 437,
}
CHARACTERS = {
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
    "tab": " ",
    "line": "\n",
    "lbr": "\n",
    "softline": "\n",
}
"""Controls that stand for a character."""

NO_TEXT = frozenset(
    {
        *("atnauthor", "atndate", "atnicn", "atnid", "atnref", "atrfend", "atrfstart", "author", "background"),
        *("bkmkend", "bkmkstart", "blipuid", "buptim", "category", "colortbl", "comment", "company", "creatim"),
        *("datafield", "datastore", "defchp", "defpap", "do", "docvar", "doccomm", "falt", "fchars", "ffdeftext"),
        *("ffentrymcr", "ffexitmcr", "ffformat", "ffhelptext", "ffl", "ffname", "ffstattext", "filetbl", "fldinst"),
        *("fontemb", "fontfile", "formfield", "ftncn", "ftnsep", "ftnsepc", "aftncn", "aftnsep", "aftnsepc"),
        *("generator", "gridtbl", "hlinkbase", "info", "keywords", "latentstyles", "lchars", "levelnumbers"),
        *("leveltext", "listlevel", "listname", "listoverride", "listoverridetable", "liststylename", "listtable"),
        *("mailmerge", "manager", "mmathPr", "nextfile", "nonesttables", "nonshppict", "objalias", "objclass"),
        *("objdata", "objname", "objsect", "oleclsid", "operator", "panose", "password", "passwordhash", "pgptbl"),
        *("picprop", "pict", "pnseclvl", "pntxta", "pntxtb", "printim", "private", "propname", "protusertbl"),
        *("revtbl", "revtim", "rsidtbl", "rxe", "shpgrp", "sn", "staticval", "subject", "sv", "tc", "template"),
        *("themedata", "title", "ts", "txe", "userprops", "wgrffmtfilter", "windowcaption", "xe", "xmlattrname"),
        *("xmlattrvalue", "xmlclose", "xmlname", "xmlnstbl", "xmlopen", "colorschememapping", "upr"),
    }
)
"""Groups that hold settings, names and pictures; a group marked with a star that we do not know is one too."""

STARRED_TEXT = frozenset({"annotation", "footnote", "nesttableprops", "shpinst", "shppict", "ud", "shptxt", "pntext"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """A piece of rich text: a control with its number, one symbol, a brace, or bytes of text."""

    control: str = ""
    number: int | None = None
    symbol: str = ""
    brace: str = ""
    text: bytes = b""


def marks_of(content: bytes) -> Iterator[Mark]:
    """Yield the marks of a file in order; bytes of pictures are passed over."""
    written = content.decode("latin-1")
    at = 0
    while at < len(written):
        found = _MARK.match(written, at)
        if found is None:
            return
        at = found.end()
        control, number, byte, symbol, brace, text = found.groups()
        if control == "bin":
            at += max(0, int(number or 0))
        elif control:
            yield Mark(control=control, number=int(number) if number else None)
        elif byte:
            yield Mark(text=bytes.fromhex(byte))
        elif symbol:
            yield Mark(symbol=symbol)
        elif brace:
            yield Mark(brace=brace)
        elif text:
            yield Mark(text=text.encode("latin-1"))


def encoding_of(code_page: int) -> str:
    """Return the encoding of a Windows code page; that of Western Europe for one we do not know."""
    return _CODE_PAGES.get(code_page, "cp1252")


def encoding_of_charset(charset: int) -> str | None:
    """Return the encoding of a font's character set; None for the set of the document."""
    page = _CODE_PAGE_OF_CHARSET.get(charset)
    return None if page is None else encoding_of(page)
