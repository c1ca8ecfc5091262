"""Papers before they are papers."""

from io import BytesIO

import pikepdf

from documents.papers.commitment import Commitment
from documents.previews import preview


def test_papers_follow_each_other_and_the_same_draft_is_the_same_file():
    made = preview([Commitment.sample(), Commitment.sample()])

    with pikepdf.open(BytesIO(made)) as whole:
        assert len(whole.pages) == 2
    assert preview([Commitment.sample(), Commitment.sample()]) == made
