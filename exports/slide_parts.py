"""The parts of a presentation that are the same in each: theme, master, layout and what holds speaker's notes."""

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
NAMES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    f'xmlns:r="{_OFFICE}" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
EMU_PER_INCH = 914_400
WIDTH_INCHES, HEIGHT_INCHES = 40 / 3, 7.5
WIDE, HIGH = round(WIDTH_INCHES * EMU_PER_INCH), round(HEIGHT_INCHES * EMU_PER_INCH)
FONT = "Arial"
INK, ACCENT, PALE, RULE = "16211F", "0B5D66", "E3EEEE", "9FB3B3"
"""Colours; words in each of the first two stand out from white and from the third by more than 7 to 1."""

GROUP = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>'
    '<a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
_MAPPED = (
    'bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" '
    'accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"'
)
_WHITE = '<p:bg><p:bgPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'


def placed(x: float, y: float, width: float, height: float) -> str:
    """Return where a shape stands, from inches."""
    left, top, wide, high = (round(value * EMU_PER_INCH) for value in (x, y, width, height))
    return f'<a:off x="{left}" y="{top}"/><a:ext cx="{wide}" cy="{high}"/>'


TITLE_PLACE = placed(0.5, 0.42, 12.33, 0.75)
NUMBER_PLACE = placed(11.83, 7.08, 1.0, 0.3)


def relations(*targets: tuple[str, str]) -> bytes:
    """Return a part of relations: kind and target of each; the first is rId1."""
    rows = "".join(
        f'<Relationship Id="rId{at}" Type="{_kind(kind)}" Target="{target}"/>'
        for at, (kind, target) in enumerate(targets, start=1)
    )
    return f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'.encode()


def _kind(name: str) -> str:
    return f"{_PACKAGE}/relationships/metadata/{name}" if name == "core-properties" else f"{_OFFICE}/{name}"


def content_types(parts: dict[str, str]) -> bytes:
    """Return the part that says what each part is: its name and the last words of its media type."""
    office = "application/vnd.openxmlformats-"
    rows = "".join(f'<Override PartName="/{name}" ContentType="{office}{kind}+xml"/>' for name, kind in parts.items())
    return (
        f'{HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{rows}</Types>'
    ).encode()


def theme() -> bytes:
    """Return the theme: colours, and one font that every office has."""
    accents = "".join(f'<a:accent{at}><a:srgbClr val="{ACCENT}"/></a:accent{at}>' for at in range(1, 7))
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="9525">{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    font = f'<a:latin typeface="{FONT}"/><a:ea typeface=""/><a:cs typeface=""/>'
    return (
        f'{HEAD}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Throughline">'
        f'<a:themeElements><a:clrScheme name="Throughline"><a:dk1><a:srgbClr val="{INK}"/></a:dk1><a:lt1><a:srgbClr '
        f'val="FFFFFF"/></a:lt1><a:dk2><a:srgbClr val="{ACCENT}"/></a:dk2><a:lt2><a:srgbClr val="{PALE}"/></a:lt2>'
        f'{accents}<a:hlink><a:srgbClr val="{ACCENT}"/></a:hlink><a:folHlink><a:srgbClr val="{ACCENT}"/></a:folHlink>'
        f'</a:clrScheme><a:fontScheme name="Throughline"><a:majorFont>{font}</a:majorFont><a:minorFont>{font}'
        f'</a:minorFont></a:fontScheme><a:fmtScheme name="Throughline"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{line * 3}</a:lnStyleLst><a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    ).encode()


def placeholder(identifier: int, name: str, kind: str, place: str, words: str) -> str:
    """Return a shape that takes the place its layout keeps for it; ``words`` are its paragraphs."""
    where = f"<a:xfrm>{place}</a:xfrm>" + '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>' if place else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{identifier}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr><p:spPr>{where}</p:spPr>"
        f'<p:txBody><a:bodyPr lIns="0" rIns="0"><a:normAutofit/></a:bodyPr><a:lstStyle/>{words}</p:txBody></p:sp>'
    )


NUMBER = (
    '<a:p><a:pPr algn="r"/><a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum">'
    '<a:rPr lang="en-GB" sz="1000"/><a:t>‹#›</a:t></a:fld></a:p>'
)
_TITLE_WORDS = '<a:p><a:r><a:rPr lang="en-GB"/><a:t>Title</a:t></a:r></a:p>'


def master() -> bytes:
    """Return the master: where title and number stand, and how titles look."""
    plain = '<a:lvl1pPr><a:defRPr sz="1200"><a:latin typeface="+mn-lt"/></a:defRPr></a:lvl1pPr>'
    style = (
        '<p:titleStyle><a:lvl1pPr algn="l"><a:lnSpc><a:spcPct val="95000"/></a:lnSpc><a:defRPr sz="2400" b="1">'
        '<a:solidFill><a:schemeClr val="tx2"/></a:solidFill><a:latin typeface="+mj-lt"/></a:defRPr></a:lvl1pPr>'
        f"</p:titleStyle><p:bodyStyle>{plain}</p:bodyStyle><p:otherStyle>{plain}</p:otherStyle>"
    )
    shapes = placeholder(2, "Title", 'type="title"', TITLE_PLACE, _TITLE_WORDS)
    shapes += placeholder(3, "Slide number", 'type="sldNum" sz="quarter" idx="4"', NUMBER_PLACE, NUMBER)
    return (
        f"{HEAD}<p:sldMaster {NAMES}><p:cSld>{_WHITE}<p:spTree>{GROUP}{shapes}</p:spTree></p:cSld><p:clrMap {_MAPPED}/>"
        '<p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="rId1"/></p:sldLayoutIdLst>'
        f"<p:txStyles>{style}</p:txStyles></p:sldMaster>"
    ).encode()


def layout() -> bytes:
    """Return the one layout: a title, a number, and room."""
    shapes = placeholder(2, "Title", 'type="title"', "", _TITLE_WORDS)
    shapes += placeholder(3, "Slide number", 'type="sldNum" sz="quarter" idx="10"', "", NUMBER)
    return (
        f'{HEAD}<p:sldLayout {NAMES} type="titleOnly" preserve="1"><p:cSld name="Title only"><p:spTree>{GROUP}{shapes}'
        "</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    ).encode()


def notes_master() -> bytes:
    """Return the master of the pages of speaker's notes."""
    picture = (
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/>'
        '</p:cNvSpPr><p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm>'
        f'{placed(0.75, 0.7, 6.0, 3.375)}</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:sp>'
    )
    place = placed(0.75, 4.3, 6.0, 5.0)
    words = placeholder(3, "Notes", 'type="body" sz="quarter" idx="3"', place, _TITLE_WORDS)
    return (
        f"{HEAD}<p:notesMaster {NAMES}><p:cSld>{_WHITE}<p:spTree>{GROUP}{picture}{words}</p:spTree></p:cSld>"
        f"<p:clrMap {_MAPPED}/></p:notesMaster>"
    ).encode()
