"""Papers before they are papers: marked 预览 on every page, without number, hash or signature, stored nowhere."""

from collections.abc import Sequence
from io import BytesIO

import pikepdf

from documents.papers.base import Paper
from documents.rendering import render


def preview(papers: Sequence[Paper]) -> bytes:
    """The papers one after the other in one PDF."""
    whole = pikepdf.new()
    for paper in papers:
        with pikepdf.open(BytesIO(render(paper.html(), style="preview"))) as part:
            whole.pages.extend(part.pages)
    written = BytesIO()
    whole.docinfo["/Title"] = f"预览：{papers[0].title}"
    whole.save(written, deterministic_id=True)
    return written.getvalue()
