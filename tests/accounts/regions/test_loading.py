"""Whole lists into the database: all or nothing, and a second time without effect."""

from datetime import date
from pathlib import Path

import pytest

from accounts import regions
from accounts.enums import RegionChangeKind, RegionLevel, RegionStatus
from accounts.models import AuditEntry, Belt, Region, RegionChange
from accounts.refusals import BadFile

pytestmark = pytest.mark.django_db
HEYANG = Path(__file__).parents[1] / "data" / "regions_610524.csv"
HEYUAN = Path("workflows/demo/data/regions.yaml")
TODAY = date(2026, 3, 1)


@pytest.fixture
def load(tmp_path):
    """Loads lines of a CSV."""

    def load_lines(*lines, **options):
        path = tmp_path / "list.csv"
        path.write_text("code,name\n" + "\n".join(lines), encoding="utf-8")
        return regions.load([path], **{"on": TODAY, **options})

    return load_lines


TOWN, VILLAGE = "610524101000,甘井镇", "610524101200,东清村委会"


def test_a_county_clerk_needs_only_the_countys_own_list():
    report = regions.load([HEYANG])

    assert dict(report.created) == {1: 1, 2: 1, 3: 1, 4: 12, 5: 224}
    assert report.nameless == ["市(6105)", "县(610524)"]
    village = Region.objects.get(pk="610524101001")
    assert (village.level, village.county, village.parent_id) == (RegionLevel.VILLAGE, "610524", "610524101000")
    assert [region.name for region in (village.parent.parent, village.parent.parent.parent.parent)] == [
        "县(610524)",
        "陕西省",
    ]


def test_a_second_time_changes_nothing(load, django_assert_max_num_queries):
    regions.load([HEYANG])
    entries = AuditEntry.objects.count()

    with django_assert_max_num_queries(12):
        report = regions.load([HEYANG])

    assert report.counts == {"新增": 0, "更名": 0, "撤并": 0, "划转": 0, "信息更新": 0, "未变化": 236}
    assert AuditEntry.objects.count() == entries
    assert report.unlisted == []


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("610524001000", "街道"),
        ("610524101000", "镇"),
        ("610524201000", "乡"),
        ("610524401000", "其他"),
        ("610524101001", "居委会"),
        ("610524101200", "村委会"),
        ("610524101500", "村委会"),
    ],
)
def test_the_kind_is_read_from_the_code(load, code, kind):
    load(f"{code[:9]}000,某镇", f"{code},某镇" if code.endswith("000") else f"{code},某村")

    assert Region.objects.get(pk=code).kind == kind


def test_a_county_gets_its_name_from_the_option_or_from_a_later_list(load):
    load(TOWN, VILLAGE)
    named = load(TOWN, names={"610524": "合阳县"})
    load("6105,渭南市")

    assert named.renamed == []
    assert Region.objects.get(pk="610524000000").name == "合阳县"
    assert Region.objects.get(pk="610500000000").name == "渭南市"
    assert not RegionChange.objects.exists()


@pytest.mark.parametrize(
    ("code", "reason"),
    [("61052", "是 5 位"), ("610524101", "不是省、市、县；镇村更名请用 manage.py change_region rename")],
)
def test_the_option_names_provinces_cities_and_counties_only(load, code, reason):
    with pytest.raises(BadFile, match=f"--name：.*{reason}"):
        load(TOWN, names={code: "某"})


def test_a_village_in_an_unknown_township_is_refused_and_nothing_is_loaded(load):
    with pytest.raises(BadFile, match=r"list\.csv 第 3 行：“北吴村委会”所属的镇（街道） 610524102000 不在名单中"):
        load(TOWN, "610524102200,北吴村委会")

    assert not Region.objects.exists()


def test_a_township_loaded_before_is_known(load):
    load(TOWN)

    assert dict(load(VILLAGE).created) == {RegionLevel.VILLAGE: 1}


def test_a_city_without_counties_counts_as_a_county(load):
    load("44,广东省", "4419,东莞市", "441900,东莞市", "441900003000,东城街道", "441900003001,岗贝社区居委会")

    city = Region.objects.get(pk="441900000000")
    assert (city.level, city.county, city.parent_id) == (RegionLevel.COUNTY, "441900", "440000000000")
    assert Region.objects.get(pk="441900003000").parent == city


def test_a_new_name_keeps_the_old_one_in_the_history(load):
    load(TOWN, VILLAGE)

    report = load(TOWN, "610524101200,新清村委会")

    assert report.renamed == ["东清村委会 → 新清村委会"]
    change = Region.objects.get(pk="610524101200").changes.get()
    assert (change.kind, change.on, change.county) == (RegionChangeKind.RENAMED, TODAY, "610524")
    assert (change.before, change.after) == ({"name": "东清村委会"}, {"name": "新清村委会"})


def test_a_village_gone_from_the_list_is_named_but_not_touched(load):
    load(TOWN, VILLAGE, "610524101201,西清村委会")

    report = load(TOWN, VILLAGE)

    assert report.unlisted == ["610524101201 西清村委会"]
    assert Region.objects.get(pk="610524101201").is_active


def test_a_list_of_townships_says_nothing_about_villages(load):
    load(TOWN, VILLAGE)

    assert load(TOWN).unlisted == []


def test_an_abolished_village_is_not_revived_by_an_old_list(load):
    load(TOWN, VILLAGE, "610524101201,西清村委会")
    old, new = Region.objects.get(pk="610524101200"), Region.objects.get(pk="610524101201")
    regions.merge(region=old, into=new, on=TODAY)

    report = load(TOWN, VILLAGE, "610524101201,西清村委会")

    assert (report.ended, report.unchanged) == (1, 3)
    assert not Region.objects.get(pk=old.pk).is_active


def test_a_moved_village_names_its_predecessor(tmp_path):
    path = tmp_path / "moved.csv"
    path.write_text(
        "code,name,predecessor\n610524101000,甘井镇,\n610524102000,坊镇,\n610524101500,北吴村,610524102201\n"
    )

    report = regions.load([path], on=TODAY)

    old = Region.objects.get(pk="610524102201")
    assert report.moved == ["610524102201 → 610524101500 甘井镇北吴村"]
    assert (old.status, old.valid_to, old.successor_id) == (RegionStatus.ABOLISHED, TODAY, "610524101500")
    assert regions.load([path]).counts["划转"] == 0


@pytest.mark.parametrize("predecessor", ["61052410", "610524101500", "610524109201"])
def test_a_predecessor_that_cannot_be_is_refused(tmp_path, predecessor):
    path = tmp_path / "moved.csv"
    path.write_text(f"code,name,predecessor\n610524101000,甘井镇,\n610524101500,北吴村,{predecessor}\n")

    with pytest.raises(BadFile, match=r"第 3 行"):
        regions.load([path])


def test_the_demonstration_county_with_its_history():
    report = regions.load([HEYUAN])

    assert dict(report.created) == {1: 1, 2: 1, 3: 1, 4: 17, 5: 252}
    assert (len(report.renamed), len(report.merged), len(report.moved), report.belts) == (1, 4, 1, 5)
    merged = Region.objects.get(pk="619921100218")
    assert (merged.successor_id, merged.valid_to) == ("619921100203", date(2022, 3, 15))
    assert Region.objects.get(pk="619921101213").heir.full_name == "清水沟镇潘家坡村"
    assert Region.objects.get(pk="619921108206").changes.get().before == {"name": "方家庄村"}
    assert Region.objects.at(RegionLevel.VILLAGE).active().count() == 248


def test_the_demonstration_county_twice():
    regions.load([HEYUAN])
    changes = RegionChange.objects.count()

    report = regions.load([HEYUAN])

    assert report.counts == {"新增": 0, "更名": 0, "撤并": 0, "划转": 0, "信息更新": 0, "未变化": 272}
    assert RegionChange.objects.count() == changes


def test_the_official_list_does_not_wipe_what_the_county_knows(load):
    regions.load([HEYUAN])
    before = Region.objects.get(pk="619921100203")

    load("619921100000,柳湾镇", f"{before.code},{before.name}")

    after = Region.objects.get(pk=before.pk)
    assert (after.profile, after.kind, after.urban_rural) == (before.profile, before.kind, before.urban_rural)


def test_a_belt_of_unknown_villages_is_refused(tmp_path):
    path = tmp_path / "x.yaml"
    path.write_text(
        'county: {code: "610524000000", name: 合阳县}\nbelts:\n- {code: a, name: 沿黄路, villages: ["610524101200"]}\n'
    )

    with pytest.raises(BadFile, match="第 3 行：沿黄路中的村 610524101200 不在名单中"):
        regions.load([path])

    assert not Belt.objects.exists()


@pytest.mark.parametrize("into", ["610524101299", "610524101200"])
def test_a_merger_into_nowhere_is_refused(tmp_path, into):
    path = tmp_path / "x.yaml"
    path.write_text(
        'county: {code: "610524000000", name: 合阳县}\ntownships:\n- {code: "610524101000", name: 甘井镇}\nabolished_villages:\n'
        f'- {{code: "610524101200", name: 东清村, merged_into: "{into}", merged_on: "2022-03-15"}}\n'
    )

    with pytest.raises(BadFile, match="第 5 行"):
        regions.load([path])

    assert not Region.objects.exists()
