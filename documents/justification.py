"""Justified Chinese for WeasyPrint, which stretches spaces only: share a line's slack between all its characters.

Given WeasyPrint's modules instead of importing them, because ``documents.rendering`` alone does that. A line that holds
anything but text, or no Chinese, is left to WeasyPrint.
"""

import re
from collections.abc import Iterator

CHINESE = re.compile(r"[⺀-鿿＀-￯\U00020000-\U000323af]")


def install(inline, boxes) -> None:
    """Replace ``weasyprint.layout.inline.justify_line`` with ours, once."""
    stretch_spaces = inline.justify_line
    if stretch_spaces.__module__ == __name__:
        return

    def justify_line(context, line, slack):
        texts = [box for box in _texts(line, boxes) if box.text]
        if _is_plain_chinese(line, texts, boxes):
            _stretch(texts, slack, lambda text, style: inline.create_layout(text, style, context, None, 0))
        else:
            stretch_spaces(context, line, slack)

    inline.justify_line = justify_line


def _texts(box, boxes) -> Iterator:
    if isinstance(box, boxes.TextBox):
        yield box
    elif isinstance(box, boxes.LineBox | boxes.InlineBox):
        for child in box.children:
            yield from _texts(child, boxes)


def _is_plain_chinese(line, texts: list, boxes) -> bool:
    only_text = all(isinstance(child, boxes.TextBox | boxes.InlineBox) for child in line.children)
    characters = "".join(box.text for box in texts)
    return only_text and len(characters) > 1 and bool(CHINESE.search(characters))


def _stretch(texts: list, slack: float, create_layout) -> None:
    """Widen the letter-spacing; every box moves by what the boxes before it have grown."""
    share = slack / (sum(len(box.text) for box in texts) - 1)
    moved = 0.0
    for box in texts:
        style = box.style.copy()
        spacing = style["letter_spacing"]
        style["letter_spacing"] = (0 if spacing == "normal" else spacing) + share
        growth = share * len(box.text)
        box.position_x += moved
        box.width += growth
        moved += growth
        box.style = style
        layout = create_layout(box.text, style)
        layout.deactivate()
        box.pango_layout = layout
