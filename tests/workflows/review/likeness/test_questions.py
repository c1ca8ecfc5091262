"""A photograph met again elsewhere is a question to whoever may know of it, and to nobody else."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests import world
from tests.documents import photos
from workflows.applications.models import SitePhoto
from workflows.applications.services.evidence import attach, attach_photo, bind
from workflows.engine.errors import NotNow
from workflows.review.likeness.questions import questions_of
from workflows.review.likeness.services import answer
from workflows.review.models import LikenessAnswer

pytestmark = pytest.mark.django_db

IMAGE = photos.photograph("公示栏")


def jpeg(image, name="照片.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, photos.as_jpeg(image), "image/jpeg")


@pytest.fixture
def add(county):
    """``add(application, image, indicator)``: its clerk sends a photograph up."""

    def added(application, image, indicator="CY-01"):
        clerk = county.people[f"{application.region.name}填报员"]
        return attach(application=application, by=clerk, indicator=indicator, upload=jpeg(image), proves="现场照片")

    return added


@pytest.fixture
def asked(county):
    """``asked(application, who)`` → the questions that this person is asked."""

    def questions(application, who: str):
        application = world.fresh(application)
        return list(questions_of(application, application.snapshot.content, county.people[who]).all)

    return questions


@pytest.fixture
def two(county, village_round, add):
    """``two("甲一村", "甲二村")``: the second hands in a photograph that the first has handed in."""

    def handed_in(one: str, other: str, image=None):
        first = world.apply(county, village_round, one)
        add(first, IMAGE)
        first = world.hand_in(county, first)
        second = world.apply(county, village_round, other)
        add(second, image or photos.sent_on(IMAGE), "RJ-01")
        return first, world.hand_in(county, second)

    return handed_in


def words(questions) -> list[str]:
    return [question.sentence for question in questions]


def test_a_township_is_told_the_name_of_its_own_village(two, asked):
    first, second = two("甲一村", "甲二村")

    [question] = asked(second, "甲镇审核员")

    assert question.sentence == "这张照片与甲镇甲一村 CY-01 的照片几乎相同（2026年度）"
    assert (question.mine.places, question.other.application) == (("RJ-01",), first)
    assert words(asked(first, "甲镇审核员")) == ["这张照片与甲镇甲二村 RJ-01 的照片几乎相同（2026年度）"]


def test_the_very_same_photograph_is_called_so(two, asked):
    _, second = two("甲一村", "甲二村", IMAGE)

    assert words(asked(second, "甲镇审核员")) == ["这张照片与甲镇甲一村 CY-01 的照片完全相同（2026年度）"]


def test_a_turned_one_is_called_so(two, asked):
    _, second = two("甲一村", "甲二村", photos.CHANGES["mirrored"](IMAGE))

    assert "转动或镜像后几乎相同" in words(asked(second, "甲镇审核员"))[0]


def test_a_township_learns_of_another_township_only_that_there_is_one(two, asked, county, signed_in):
    first, second = two("乙一村", "甲二村")

    [question] = asked(second, "甲镇审核员")
    page = signed_in(county.people["甲镇审核员"]).get(reverse("review:likeness", args=[second.pk])).content.decode()

    assert question.other is None
    assert question.sentence.startswith("这张照片与其他镇（街道）一件申报的照片几乎相同")
    assert "乙" not in page
    assert reverse("applications:file", args=[first.pk, 1])[:-2] not in page
    assert f"-{first.pk}-" not in page


@pytest.mark.parametrize("who", ["经办人", "审计员"])
def test_the_office_sees_the_whole_county(two, asked, who):
    _, second = two("乙一村", "甲二村")

    assert words(asked(second, who)) == ["这张照片与乙镇乙一村 CY-01 的照片几乎相同（2026年度）"]


def test_a_department_sees_what_the_county_has_accepted(two, asked, county):
    first, second = two("乙一村", "甲二村")
    world.accept(county, world.recommend(county, second))

    hidden = asked(second, "农业农村局评分员")
    world.accept(county, world.recommend(county, first))
    shown = asked(second, "农业农村局评分员")

    assert [question.other for question in hidden] == [None]
    assert words(shown) == ["这张照片与乙镇乙一村 CY-01 的照片几乎相同（2026年度）"]


def test_last_years_own_photograph_is_a_question_too(county, add, asked):
    before = world.apply(county, world.village_round(county, year=2025), "甲一村")
    add(before, IMAGE)
    now = world.apply(county, world.village_round(county), "甲一村")
    add(now, IMAGE)

    assert words(asked(world.hand_in(county, now), "甲镇审核员")) == [
        "这张照片与甲一村以前申报的 CY-01 的照片完全相同（2025年度）"
    ]


def test_one_file_for_several_indicators_is_no_question(county, village_round, add, asked):
    application = world.apply(county, village_round, "甲一村")
    link, clerk = add(application, IMAGE), county.people["甲一村填报员"]
    bind(application=application, by=clerk, indicator="RJ-01", file=link.file, proves="户厕台账")
    attach_photo(application=application, by=clerk, kind=SitePhoto.Kind.NOTICE, upload=jpeg(IMAGE))

    assert asked(world.hand_in(county, application), "甲镇审核员") == []


def test_two_files_of_one_picture_for_different_things_are_a_question(county, village_round, add, asked):
    application = world.apply(county, village_round, "甲一村")
    clerk = county.people["甲一村填报员"]
    add(application, IMAGE)
    add(application, photos.sent_on(IMAGE), "RJ-01")
    add(application, photos.recompressed(IMAGE, 50), "CY-01")
    attach_photo(application=application, by=clerk, kind=SitePhoto.Kind.NOTICE, upload=jpeg(photos.scaled(IMAGE, 0.5)))
    application = world.hand_in(county, application)

    found = {(question.mine.places, question.other.places) for question in asked(application, "甲镇审核员")}
    questions = questions_of(application, application.snapshot.content, county.people["甲镇审核员"])

    assert (("CY-01",), ("CY-01",)) not in found
    assert (("CY-01",), ("RJ-01",)) in found
    assert (("CY-01",), ("公示照片",)) in found
    assert questions.of_procedure
    assert questions.at("RJ-01")


def test_the_word_of_the_reviewer_is_kept_with_those_before(two, asked, county):
    _, second = two("甲一村", "甲二村")
    reviewer = county.people["甲镇审核员"]
    [question] = asked(second, "甲镇审核员")

    answer(application=second, by=reviewer, question=question, word="explain", reason="请说明拍摄地点。")
    answer(application=second, by=reviewer, question=question, word="same_matter")

    [question] = asked(second, "甲镇审核员")
    assert [(one.word, one.by_name, one.post) for one in question.answers] == [
        ("explain", "甲镇审核员", "town_reviewer"),
        ("same_matter", "甲镇审核员", "town_reviewer"),
    ]
    assert question.answer.word == "same_matter"
    assert len(asked(second, "经办人")[0].answers) == 2


def test_who_has_no_step_cannot_answer(two, asked, county):
    _, second = two("甲一村", "甲二村")
    [question] = asked(second, "经办人")

    with pytest.raises(NotNow):
        answer(application=second, by=county.people["经办人"], question=question, word="same_matter")


def test_what_a_department_says_stays_within_it(two, asked, county):
    first, second = two("甲一村", "甲二村")
    for application in (first, second):
        world.accept(county, world.recommend(county, application))
    second = world.fresh(second)
    [question] = asked(second, "农业农村局评分员")

    answer(
        application=second,
        by=county.people["农业农村局评分员"],
        question=question,
        word="reject",
        reason="与台账照片不符。",
    )

    assert LikenessAnswer.objects.get().organisation == county.departments["农业农村局"]
    assert len(asked(second, "农业农村局评分员")[0].answers) == 1
    assert asked(second, "政法委评分员")[0].answers == ()
    assert asked(second, "经办人")[0].answers == ()


def test_more_likenesses_ask_no_more_of_the_database(county, village_round, add, django_assert_max_num_queries):
    application = world.hand_in(county, with_photographs(county, village_round, add, "甲一村", 3))
    content, reviewer = application.snapshot.content, county.people["甲镇审核员"]
    assert list(reviewer.current_appointments)
    with_photographs(county, village_round, add, "甲二村", 1)

    with django_assert_max_num_queries(8):
        assert len(questions_of(application, content, reviewer).all) == 1
    with_photographs(county, village_round, add, "乙一村", 3)
    with_photographs(county, world.village_round(county, number=2), add, "甲二村", 3)
    with django_assert_max_num_queries(8):
        assert len(questions_of(application, content, reviewer).all) == 1 + 3 + 3


def with_photographs(county, round_, add, village: str, count: int):
    """A village's application with so many photographs, the same in every village."""
    application = world.apply(county, round_, village)
    for number in range(count):
        add(application, photos.photograph(number), application.spec.indicators[number].code)
    return application
