"""The same photograph is known again; another one is not taken for it."""

from itertools import combinations

import pytest
from PIL import Image

from documents import likeness
from documents.likeness import Sketch, closest, distance, is_alike, keys_of, probes_of, sketches_of
from tests.documents import photos


@pytest.mark.parametrize("change", photos.CHANGES)
def test_a_photograph_is_known_again(change):
    for seed in range(6):
        image = photos.photograph(seed)
        [kept, *_] = sketches_of(image)
        changed = sketches_of(photos.CHANGES[change](image))

        assert closest(changed, kept) is not None
        assert probes_of(changed) & set(keys_of(kept))


def test_another_photograph_is_not_taken_for_it():
    sketches = [sketches_of(photos.photograph(seed)) for seed in range(40)]

    alike = [(one, other) for one, other in combinations(sketches, 2) if closest(one, other[0])]

    assert alike == []


def test_what_was_turned_is_told_from_what_was_not():
    image = photos.photograph("甲")
    [kept, *_] = sketches_of(image)

    assert closest(sketches_of(image), kept) == (0, False)
    far, turned = closest(sketches_of(photos.CHANGES["mirrored"](image)), kept)
    assert (far <= likeness.MOST_FINE, turned) == (True, True)


@pytest.mark.parametrize("colour", ["white", "black", (120, 130, 125)])
def test_a_picture_of_nothing_has_no_sketch(colour):
    assert sketches_of(Image.new("RGB", (400, 300), colour)) == ()


@pytest.mark.parametrize("size", [(1, 1), (3, 900), (900, 3)])
def test_no_shape_of_picture_is_too_odd(size):
    assert isinstance(sketches_of(Image.effect_noise(size, 60)), tuple)


def test_a_sketch_is_written_and_read_without_loss():
    for sketch in (*sketches_of(photos.photograph("甲")), Sketch(0, 0), Sketch(2**128 - 1, 2**512 - 1)):
        assert len(str(sketch)) == 160
        assert Sketch.parse(str(sketch)) == sketch


def test_sketches_that_differ_in_fifteen_places_meet_in_the_index():
    """The worst case: seven bands differ in two places each, the eighth in one."""
    [kept, *_] = sketches_of(photos.photograph("甲"))
    spread = sum(3 << band * 16 for band in range(7)) | 1 << 7 * 16

    assert probes_of([Sketch(kept.coarse ^ spread, kept.fine)]) & set(keys_of(kept))


def test_the_fine_sketch_decides():
    [kept, *_] = sketches_of(photos.photograph("甲"))
    near = Sketch(kept.coarse, kept.fine ^ (1 << likeness.MOST_FINE) - 1)
    far = Sketch(kept.coarse, kept.fine ^ (1 << likeness.MOST_FINE + 1) - 1)

    assert (is_alike(kept, near), is_alike(kept, far)) == (True, False)
    assert distance(kept, far) == likeness.MOST_FINE + 1
