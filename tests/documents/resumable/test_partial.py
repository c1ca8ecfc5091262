"""The size of the file is the offset; two connections cannot tear it."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from documents.resumable import partial


def test_pieces_are_appended_where_the_file_ends(tmp_path):
    path = tmp_path / "a" / "b"

    assert (partial.size(path), partial.append(path, b"abc", at=0), partial.append(path, b"de", at=3)) == (0, 3, 5)
    assert path.read_bytes() == b"abcde"


@pytest.mark.parametrize("at", [0, 2, 4])
def test_anywhere_else_a_piece_is_refused(tmp_path, at):
    path = tmp_path / "b"
    partial.append(path, b"abc", at=0)

    with pytest.raises(partial.Elsewhere):
        partial.append(path, b"x", at=at)

    assert path.read_bytes() == b"abc"


def test_eight_connections_that_send_the_same_piece_write_it_once(tmp_path):
    path = tmp_path / "b"

    def send(_):
        try:
            return partial.append(path, b"x" * 10_000, at=0)
        except partial.Elsewhere:
            return None

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(send, range(8)))

    assert sorted(answers, key=str) == [10_000, *[None] * 7]
    assert partial.size(path) == 10_000


def test_a_county_is_six_digits():
    with pytest.raises(ValueError, match="county"):
        partial.path_of("../..", "x")
