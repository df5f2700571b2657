"""Pieces of SVG as text. Attributes only, no style element: a strict content policy lets them through."""

from html import escape

from commonthread.places.drawing.shades import Shading

FONT = "GDS Transport, Arial, sans-serif"
INK, QUIET, LINE = "#0b0c0c", "#484949", "#0b0c0c"
LEGEND_HEIGHT = 44


def element(name: str, *inside: str, **attributes: object) -> str:
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(str(value))}"' for key, value in attributes.items()
    )
    return f"<{name}{written}>{''.join(inside)}</{name}>" if inside else f"<{name}{written}/>"


def text(x: float, y: float, words: str, **attributes: object) -> str:
    return element("text", escape(words), x=f"{x:g}", y=f"{y:g}", **{"fill": INK, **attributes})


def titled(words: str) -> str:
    return element("title", escape(words))


def picture(width: float, height: float, *inside: str, key: str, title: str, description: str) -> str:
    """The whole drawing, with its name and what it shows for those who do not see it."""
    return element(
        "svg",
        element("title", escape(title), id=f"{key}-title"),
        element("desc", escape(description), id=f"{key}-description"),
        *inside,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width:g} {height:g}",
        width="100%",
        role="img",
        aria_labelledby=f"{key}-title {key}-description",
        font_family=FONT,
    )


def legend(shading: Shading, y: float, without: bool) -> str:
    """What the shades mean; `without` adds the one for areas that have no value."""
    boxes = [(shade.fill, shade.label) for shade in shading.shades]
    if without:
        boxes.append(("#ffffff", "no value"))
    parts, x = [], 1.0
    for fill, label in boxes:
        parts.append(element("rect", x=f"{x:g}", y=f"{y:g}", width=20, height=20, fill=fill, stroke=LINE))
        parts.append(text(x + 27, y + 15, label, font_size=14))
        x += 27 + 8.5 * len(label) + 24
    return "".join(parts)
