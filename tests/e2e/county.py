"""What the county does in its browsers: accept, score, decide, hand out the dossier."""

from datetime import timedelta

from playwright.sync_api import expect

from accounts import clock
from tests import world
from tests.e2e.steps import choose, conclude, judge, press, type_into
from workflows.applications.states import State
from workflows.engine.deadlines import fire_due
from workflows.engine.models import WorkItem


def accept(desk, application) -> None:
    """The office accepts."""
    office = desk.take_up("经办人", application, "accept_at_county")
    judge(office, {})
    office.locator('a[href="#conclusion"]').click()
    office.locator('[name="condition-TJ-01"]').check()
    conclude(office, "accept", "材料齐全，受理。")
    press(office, "提交受理意见")
    assert world.fresh(application).state == State.SCORING


def score(desk, application) -> None:
    """Each department scores by the rule and signs; others countersign and answer the joint check as a batch."""
    for department in ("农业农村局", "宣传部", "政法委"):
        page = desk.take_up(f"{department}评分员", application, "score")
        page.get_by_role("button", name="按建议分填").click()
        press(page, "提交评分")
        head = desk.take_up(f"{department}负责人", application, "sign_scores")
        choose(head, "decision", "sign")
        press(head, "提交审签意见")
    for department in ("财政局", "公安局"):
        batch(desk.of(f"{department}负责人"), "/scoring/countersign/")
    for department in ("纪委监委", "公安局"):
        batch(desk.of(f"{department}联审员"), "/scoring/joint-check/")
    assert not WorkItem.objects.open().filter(process_id=application.process_id).exists()


def batch(page, address: str) -> None:
    """Tick all and submit."""
    page.goto(address)
    page.locator("[data-all]").first.check()
    button = page.locator(".action-bar confirm-button button")
    label = button.inner_text().strip()
    with page.expect_navigation():
        button.click()
        page.locator("dialog").get_by_role("button", name=label).click()


def decide(desk, round_, story_clock, *, shown: str) -> None:
    """Lock, rank, approve, publish, close, deliberate, name."""
    director = desk.take_up("主任", round_, "lock_scores")
    press(director, "锁定分数", confirm="锁定分数")
    office = desk.take_up("经办人", round_, "propose_list")
    press(office, "生成排名表")
    director = desk.take_up("主任", round_, "approve_list")
    choose_if_radio(director, "decision", "approve")
    type_into(director, meeting_fields(director))
    press(director, "提交审定", confirm="确定")
    office = desk.take_up("经办人", round_, "publish_notice")
    type_into(office, {"phone": "0913-5550000", "address": "县政府院内"})
    press(office, "发布公示", confirm="发布公示")

    notice = round_.notices.get()
    public = desk.outsider()
    public.goto(f"/publicity/{notice.pk}/")
    expect(public.locator("body")).to_contain_text(shown)
    story_clock.wait_until(notice.ends_at + timedelta(hours=9))
    fire_due()

    office = desk.take_up("经办人", round_, "close_notice")
    press(office, "登记公示结果", confirm="登记")
    county = desk.take_up("县领导", round_, "deliberate")
    today = clock.today().isoformat()
    type_into(
        county,
        {
            "government_session": "县政府第21次常务会议",
            "government_held_on": today,
            "committee_session": "县委常委会第60次会议",
            "committee_held_on": today,
        },
    )
    press(county, "登记审定结果", confirm="登记")
    county = desk.take_up("县领导", round_, "designate")
    press(county, "印发命名决定", confirm="印发")


def choose_if_radio(page, name: str, value: str) -> None:
    """Pick a choice, drawn or plain."""
    page.locator(f'input[name="{name}"][value="{value}"]').check(force=True)


def meeting_fields(page) -> dict[str, str]:
    """The leading group's meeting, however the form asks for it."""
    fields = {"meeting": "领导小组第3次会议", "meeting_held_on": clock.today().isoformat()}
    return {name: value for name, value in fields.items() if page.locator(f'[name="{name}"]').count()}


def download(desk, application) -> None:
    """The office builds the dossier and downloads it."""
    office = desk.of("经办人")
    office.goto("/dossiers/")
    office.get_by_role("button", name="生成", exact=True).first.click()
    with office.expect_download() as waiting:
        office.locator('a[href*="/dossiers/"]').filter(has_text="下载").first.click()
    assert waiting.value.path().read_bytes().startswith(b"%PDF-")
