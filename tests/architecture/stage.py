"""One county caught in the middle of everything: a draft, a submission, sealed scores, a running notice, a past one.

Built once for all tests of addresses. The applicant of every case is 甲一村; the people are named by what they are to it.
"""

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

from accounts import clock
from accounts.enums import Channel, Post, RegionLevel
from accounts.models import Appointment, Delivery, Region, User
from accounts.outbox.letters import draft as draft_letter
from accounts.proxies import entrust
from documents import jobs, storage
from documents.models import Document, PackJob, Upload
from documents.resumable import services as resumable
from documents.resumable.headers import Beginning
from documents.workbooks import keep, write_csv
from tests import stories, world
from tests.pictures import picture
from workflows.applications.services.helping import take_up
from workflows.dossiers.handover.jobs import key_of
from workflows.dossiers.models import Dossier, subject_of
from workflows.engine.consulting import ask
from workflows.engine.copying import copy_to
from workflows.engine.deadlines import fire_due
from workflows.flows.starting import begin_application
from workflows.inbox.filters import Filter
from workflows.inbox.saving import save as save_filter
from workflows.publicity.models import Objection
from workflows.publicity.services import raise_objection, settle_objection
from workflows.review.township.ordering import nominees_in_order
from workflows.review.township.papers import issue_request
from workflows.review.township.scope import scope_of
from workflows.review.township.signing import sign_pack
from workflows.review.township.villages import villages_of
from workflows.review.visits.services import record_visit
from workflows.rounds.models import Kind, Level
from workflows.rounds.services import prepare_round
from workflows.scoring.ledgers.keeping import take
from workflows.scoring.models import Ledger, Recusal, RecusalKind
from workflows.scoring.services.recusal import declare_recusal
from workflows.scoring.services.sheets import Given
from workflows.workshop.services.bringing import take_in
from workflows.workshop.services.editing import new_version

NOW = datetime(2026, 3, 31, 9, 0)

#: What nobody may read who has not to: a complainant, the facts of a veto, the words of a sealed score.
SECRETS = {
    "name": "欧阳反映人",
    "unit": "反映人所在单位",
    "contact": "13900001111",
    "facts": "联审查实之事实",
    "document": "禾纪密〔2025〕3号",
    "reason": "密封评分之理由",
}
COMPLAINANT = {key: SECRETS[key] for key in ("name", "unit", "contact")}
VETO = {"clause": "FJ-01", "facts": SECRETS["facts"], "document": SECRETS["document"], "happened_on": date(2025, 3, 1)}

#: Role → name of the person in the tiny county.
PEOPLE = {
    "clerk": "甲一村填报员",
    "secretary": "甲一村书记",
    "other village": "乙一村填报员",
    "reviewer": "甲镇审核员",
    "leader": "甲镇镇长",
    "other township": "乙镇审核员",
    "scorer": "农业农村局评分员",
    "head": "农业农村局负责人",
    "other scorer": "政法委评分员",
    "respondent": "纪委监委联审员",
    "operator": "经办人",
    "director": "主任",
    "county leader": "县领导",
    "auditor": "审计员",
    "province": "省评审",
    "system admin": "系统管理员",
    "security admin": "安全管理员",
    "audit admin": "审计管理员",
    "stranger": "外县经办人",
    "without a post": "无岗位人员",
}


@dataclass
class Stage:
    """The county and what an address can name in it."""

    county: world.County
    named: dict[str, object]

    def person(self, role: str) -> User:
        return self.county.people[PEOPLE[role]]


def build_stage() -> Stage:
    """Five rounds at five points of the procedure, and one that is being prepared."""
    with clock.at(datetime(2026, 3, 16, 9, 0)):
        county = world.build_county()
        add_strangers(county)
        past = round_until(county, 1, datetime(2026, 3, 20, 18, 0))
        finished = world.to_the_lock(county, past, "甲一村")
    with clock.at(datetime(2026, 3, 23, 9, 0)):
        fire_due()
        stories.play(county, past, stories.steps_to_the_notice())
        settled = objection_to(county, past)
    with clock.at(stories.day_after(past)):
        fire_due()
        stories.play(county, past, stories.steps_to_the_title())
        shown = round_until(county, 2, datetime(2026, 3, 30, 18, 0))
        world.to_the_lock(county, shown, "甲一村")
        refused = round_until(county, 8, datetime(2026, 3, 30, 18, 0))
        vetoed = at_the_county(county, refused)
        stories.play(county, vetoed, stories.scoring_steps(vetoed)[:-1])
        world.act(county, vetoed, "joint_check", **{**VETO, "clause": vetoed_by_the_inspection})
    with clock.at(datetime(2026, 3, 30, 19, 0)):
        fire_due()
        stories.play(county, shown, stories.steps_to_the_notice())
        received = raise_objection(
            notice=shown.notices.get(), application=shown.applications.get(), matter="户厕台账不实。", **COMPLAINANT
        )
        stories.play(county, refused, stories.steps_to_the_list()[:1])
    with clock.at(NOW):
        running = [round_until(county, number, datetime(2026, 4, 30, 18, 0)) for number in (3, 4, 5)]
        draft = world.apply(county, running[0], "甲一村")
        submitted = world.hand_in(county, world.apply(county, running[1], "甲一村"))
        scoring = sealed(county, running[2])
        preparing = round_in_preparation(county, past)
        openable = round_until(county, 7, datetime(2026, 4, 30, 18, 0))
        helped = filled_in_for(county, round_until(county, 9, datetime(2026, 4, 30, 18, 0)))
        reviewed = reviewed_with_a_cut(county, round_until(county, 11, datetime(2026, 4, 30, 18, 0)))
        signed = signed_in_a_pack(county, round_until(county, 12, datetime(2026, 4, 30, 18, 0)))
        recusal = stands_aside(county)
        dossier, job = bound(county, past, finished)
        draft_standard = new_version(standard=past.standard, county=world.COUNTY, by=county.people["经办人"])
        upload = take_in(
            county=world.COUNTY, name="标准.yaml", data=world.STANDARD.encode(), by=county.people["经办人"]
        )
        proxy = entrust(
            principal=county.people["甲一村书记"],
            deputy=county.people["甲一村填报员"],
            since=date(2026, 5, 4),
            last_day=date(2026, 5, 8),
            reason="外出培训",
        )
        clerk, secretary = county.people["甲一村填报员"], county.people["甲一村书记"]
        question = ask(item=world.work(draft, "fill_in")[0], by=clerk, people=[secretary], question="请核对。")
        [copy] = copy_to(case=draft, by=clerk, people=[secretary])
    User.objects.filter(appointments__region__county=world.COUNTY).update(county=world.COUNTY)
    past_notice, running_notice = past.notices.get(), shown.notices.get()
    score_task = next(
        item for item in world.work(scoring, "score") if item.organisation == county.departments["政法委"]
    )
    return Stage(
        county,
        {
            "draft": draft.pk,
            "helped": helped.pk,
            "submitted": submitted.pk,
            "reviewed": reviewed.pk,
            "reviewed round": reviewed.round_id,
            "visit photo": reviewed.site_checks.get().photos.get().pk,
            "signed round": signed.round_id,
            "pack number": 1,
            "scoring": scoring.pk,
            "vetoed": vetoed.pk,
            "vetoed process": vetoed.process_id,
            "finished": finished.pk,
            "scoring process": scoring.process_id,
            "standard": past.standard_id,
            "draft standard": draft_standard.pk,
            "upload": upload.pk,
            "export kind": "xlsx",
            "running round": running[0].pk,
            "scoring round": running[2].pk,
            "round in preparation": preparing.pk,
            "openable round": openable.pk,
            "past round": past.pk,
            "recusal": recusal.pk,
            "dossier": dossier.pk,
            "job": job.pk,
            "village": county.regions["甲一村"].pk,
            "township": county.regions["甲镇"].pk,
            "draft task": world.work(draft, "fill_in")[0].pk,
            "score task": score_task.pk,
            "indicator": draft.spec.indicators[0].code,
            "file": draft.evidence.first().file_id,
            "link": draft.evidence.first().pk,
            "photo": draft.photos.first().pk,
            "upload key": str(upload_on_its_way(draft, clerk).key),
            "department": county.departments["农业农村局"].pk,
            "inspection": county.departments["纪委监委"].pk,
            "ledger": ledger_of(county, running[2]),
            "kept file": kept_file(county, running[2]),
            "decision": Document.objects.get(subject_key=f"round:{past.pk}:naming").pk,
            "hash": Document.objects.first().sha256,
            "ranking": past.rankings.get().pk,
            "past notice": past_notice.pk,
            "running notice": running_notice.pk,
            "settled objection": settled.pk,
            "open objection": received.pk,
            "receipt": settled.receipt,
            "message": county.people["甲一村填报员"].messages.first().pk,
            "appointment": Appointment.objects.get(user=county.people["乙二村填报员"]).pk,
            "proxy": proxy.pk,
            "question": question.pk,
            "copy": copy.pk,
            "account": county.people["乙二村填报员"].pk,
            "list": "home",
            "year": NOW.year,
            **saved_filter_of(clerk),
            **outbox_of(county),
        },
    )


def round_until(county, number: int, ends: datetime):
    """A round of 县级示范村 with another end of its intake."""
    return world.village_round(county, number=number, intake_ends_at=ends.replace(tzinfo=world.county_time()))


def reviewed_with_a_cut(county, round_):
    """甲一村, visited, with less for its income than it gave itself; it may still answer."""
    case = world.hand_in(county, world.apply(county, round_, "甲一村"))
    people, by = ["张核查", "王核查"], county.people["甲镇审核员"]
    record_visit(application=case, by=by, on=NOW.date(), people=people, photos=[picture("现场")])
    cut = {"CY-01": {"passes": True, "score": 20, "problem": "账面少10万元"}}
    return world.act(county, case, "review_at_township", decision="recommend", opinion="属实。", verdicts=cut)


def signed_in_a_pack(county, round_):
    """甲一村, signed as its township's pack; the request is there."""
    case = world.hand_in(county, world.apply(county, round_, "甲一村"))
    recommended = {"decision": "recommend", "opinion": "属实。", "site_check": world.SITE_CHECK}
    world.act(county, case, "review_at_township", **recommended)
    leader = county.people["甲镇镇长"]
    scope = scope_of(leader, round_.pk, county.regions["甲镇"].code)
    issue_request(sign_pack(scope, nominees_in_order(scope, villages_of(scope, leader)), by=leader, opinion="同意。"))
    return case


def filled_in_for(county, round_):
    """甲一村, for which its township fills in."""
    clerk, region = county.people["甲一村填报员"], county.regions["甲一村"]
    application = begin_application(round_=round_, region=region, by=clerk)
    take_up(application=application, by=county.people["甲镇审核员"], reason="填报员生病。")
    return application


def outbox_of(county) -> dict[str, object]:
    """A letter that waits for its second look, and a short message that did not go out."""
    people = [county.people["甲一村填报员"], county.people["乙一村填报员"]]
    letter = draft_letter(
        county=world.COUNTY, subject="公告", body="开始申报", audience="各村", people=people, by=county.people["经办人"]
    )
    failed = Delivery.objects.create(
        key="message:stage:sms",
        county=world.COUNTY,
        channel=Channel.SMS,
        message=people[0].messages.first(),
        state=Delivery.State.FAILED,
        problem="号码不存在",
    )
    return {"letter": letter.pk, "letter seen": letter.fingerprint(), "failed delivery": failed.pk}


def saved_filter_of(clerk) -> dict[str, object]:
    """A filter that the clerk keeps and shares."""
    kept = save_filter(by=clerk, tab="home", name="甲一村", filter_=Filter(q="jyc"), words="含“jyc”")
    return {"saved filter": kept.pk, "shared filter": kept.token}


def add_strangers(county) -> None:
    """An operator of another county, and somebody without any post."""
    county.regions["外县"] = Region.objects.create(
        code="619922000000", name="外县", level=RegionLevel.COUNTY, parent=county.regions["市"], county="619922"
    )
    world.hire(county, "外县经办人", Post.OFFICE_OPERATOR, "外县")
    county.people["无岗位人员"] = User.objects.create(username="nobody", display_name="无岗位人员", password="!")


def objection_to(county, round_) -> Objection:
    """Heard and dismissed within the notice's period."""
    notice = round_.notices.get()
    objection = raise_objection(
        notice=notice, application=notice.applications.get(), matter="户厕台账不实。", **COMPLAINANT
    )
    settle_objection(
        objection=objection,
        by=county.people["经办人"],
        finding=Objection.Finding.DISMISSED,
        findings_of_fact="经核查不属实。",
        reply="经核查，反映的情况不属实。",
    )
    return objection


def at_the_county(county, round_):
    """Accepted by the office."""
    return world.accept(county, world.recommend(county, world.hand_in(county, world.apply(county, round_, "甲一村"))))


def vetoed_by_the_inspection(item) -> str:
    """The clause that 纪委监委 finds, and nobody else."""
    return VETO["clause"] if item.organisation.name == "纪委监委" else ""


def sealed(county, round_):
    """Accepted; 农业农村局 has scored (less than the rule says) and signed, the others are at work."""
    case = at_the_county(county, round_)
    [scores] = [item for item in world.work(case, "score") if item.organisation.name == "农业农村局"]
    given = world.by_the_rule(case)(scores)
    given["RJ-02"] = Given(score=Decimal(7), reason=SECRETS["reason"])
    world.perform(scores.task, by=county.holder(scores), given=given, opinion=SECRETS["reason"])
    [signature] = world.work(case, "sign_scores")
    world.perform(signature.task, by=county.holder(signature), decision="sign", opinion=SECRETS["reason"])
    return world.fresh(case)


def ledger_of(county, round_) -> str:
    """A ledger that 农业农村局 has sent and not yet confirmed."""
    return take(
        round_=round_,
        organisation=county.departments["农业农村局"],
        data=write_csv([("村", "卫生户厕农户数"), ("甲一村", 95)]),
        name="户厕台账.csv",
        by=county.people["农业农村局评分员"],
    )


def stands_aside(county) -> Recusal:
    """A scorer of 公安局 comes from 乙二村."""
    declare_recusal(user=county.people["公安局评分员"], region=county.regions["乙二村"], kind=RecusalKind.ORIGIN)
    return Recusal.objects.get()


def kept_file(county, round_) -> int:
    """A ledger of 农业农村局 that was confirmed: its file."""
    office, scorer = county.departments["农业农村局"], county.people["农业农村局评分员"]
    data = write_csv([("村", "卫生户厕农户数"), ("乙二村", 80)])
    file = keep(county=world.COUNTY, data=data, name="旧台账.csv", by=scorer)
    Ledger.objects.create(
        round=round_, organisation=office, title="旧台账", file=file, by=scorer, by_name=scorer.display_name
    )
    return file.pk


def bound(county, round_, case) -> tuple[Dossier, PackJob]:
    """A dossier (an empty file: only who may read it matters here), and a building that failed."""
    sha256, size = storage.store(world.COUNTY, BytesIO(b"%PDF-1.7"))
    dossier = Dossier.objects.create(
        county=world.COUNTY,
        round=round_,
        application=case,
        subject_key=subject_of(round_, case),
        title="材料汇编",
        file_name="甲一村.pdf",
        stamp="-",
        sha256=sha256,
        size=size,
        pages=1,
        draft=False,
    )
    job = jobs.queue(
        county=world.COUNTY, subject_key=subject_of(round_, None), title="全部材料", by=county.people["经办人"]
    )
    PackJob.objects.filter(pk=job.pk).update(state=PackJob.State.FAILED)
    hand_over(county, round_)
    return dossier, job


def hand_over(county, round_) -> None:
    """An electronic pack that was built: its list is empty, only who may fetch it matters here."""
    archive = BytesIO()
    with ZipFile(archive, "w") as parts:
        parts.writestr(f"{round_.code}/manifest.json", json.dumps({"root": "ab" * 32, "files": []}))
    sha256, _ = storage.store(world.COUNTY, archive)
    job = jobs.queue(county=world.COUNTY, subject_key=key_of(round_), title="电子报送包", by=county.people["经办人"])
    PackJob.objects.filter(pk=job.pk).update(state=PackJob.State.DONE, sha256=sha256, pages=1, finished_at=clock.now())


def upload_on_its_way(application, owner) -> Upload:
    """A photograph of which nothing has come yet."""
    beginning = Beginning(1000, "0f8fad5b-d9cb-469f-a165-70867728950e", "照片.jpg", "")
    return resumable.begin(
        county=world.COUNTY, owner=owner, subject_key=f"application:{application.pk}", beginning=beginning
    )


def round_in_preparation(county, like):
    """Drawn up by the operator, not yet put before the director."""
    return prepare_round(
        county=world.COUNTY,
        year=2026,
        number=6,
        level=Level.COUNTY,
        kind=Kind.VILLAGE,
        standard=like.standard,
        approval_basis="测试批准〔2026〕6号",
        plan_number="禾发〔2026〕6号",
        places=2,
        opens_on=date(2026, 4, 1),
        intake_ends_at=like.intake_ends_at + timedelta(days=60),
    )
