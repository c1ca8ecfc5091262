"""Building: what is on disk, what is kept, what is refused."""

import hashlib

import pytest

from tests import world
from workflows.dossiers.building import build_application, build_round
from workflows.dossiers.models import Dossier
from workflows.engine.errors import NotNow

from .conftest import of

pytestmark = pytest.mark.django_db


@pytest.mark.rendering
@pytest.mark.slow
def test_a_round_is_built_once_and_then_kept(named_round, tmp_path):
    paths = build_round(named_round, out=tmp_path)
    dossiers = list(Dossier.objects.order_by("pk"))
    written = {path: path.stat().st_mtime_ns for path in paths}

    again = build_round(named_round, out=tmp_path)

    assert [path.name for path in paths] == [
        "01 甲镇甲一村 申报材料汇编.pdf",
        "02 乙镇乙一村 申报材料汇编.pdf",
        "03 甲镇甲二村 申报材料汇编.pdf",
        "县级汇总材料.pdf",
    ]
    assert again == paths
    assert list(Dossier.objects.order_by("pk")) == dossiers
    assert {path: path.stat().st_mtime_ns for path in paths} == written
    listed = (tmp_path / "清单.txt").read_text("utf-8").splitlines()
    assert listed == [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}" for path in paths]


@pytest.mark.rendering
def test_a_lost_or_damaged_copy_is_put_back(at_work, tmp_path):
    path = build_application(at_work, out=tmp_path)
    right = path.read_bytes()
    path.write_bytes(b"x" * len(right))

    assert build_application(at_work, out=tmp_path).read_bytes() == right
    assert Dossier.objects.get().draft


def test_one_that_has_not_reached_the_county_has_no_dossier(county, village_round, tmp_path):
    application = world.hand_in(county, world.apply(county, village_round, "甲一村"))

    with pytest.raises(NotNow, match="还没有到县级"):
        build_application(application, out=tmp_path)


def test_a_round_without_applications_yields_no_file(village_round, tmp_path):
    assert build_round(village_round, out=tmp_path) == []


@pytest.mark.rendering
def test_the_same_rows_give_the_same_bytes(named_round, tmp_path, settings):
    first = build_application(of(named_round, "乙一村"), out=tmp_path / "a").read_bytes()
    settings.VAR_DIR = tmp_path / "another machine"
    settings.MEDIA_ROOT = _copy_without_dossiers(settings.MEDIA_ROOT, tmp_path)

    second = build_application(of(named_round, "乙一村"), out=tmp_path / "b").read_bytes()

    assert hashlib.sha256(first).hexdigest() == hashlib.sha256(second).hexdigest()


def _copy_without_dossiers(media, tmp_path):
    """The stored files but for the dossiers, as if they were lost."""
    target = tmp_path / "files"
    lost = set(Dossier.objects.values_list("sha256", flat=True))
    for path in media.rglob("*"):
        if path.is_file() and path.name not in lost:
            place = target / path.relative_to(media)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(path.read_bytes())
    return target
