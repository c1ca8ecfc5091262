"""Every address of the project, and who may read it and write to it: a new address fails until it stands here.

Written by hand from the procedure, not from the code: that is the point. Roles are those of ``stage.PEOPLE``.
"""

from dataclasses import dataclass, field

from .stage import PEOPLE

EVERYBODY = frozenset(PEOPLE)
NOBODY: frozenset[str] = frozenset()
APPLICANT = frozenset({"clerk", "secretary"})
TOWNSHIP = frozenset({"reviewer", "leader"})
OFFICE = frozenset({"operator", "director"})
OVERSEERS = OFFICE | {"county leader", "auditor"}
DEPARTMENTS = frozenset({"scorer", "head", "other scorer", "respondent"})
#: Who has a post of the county's business, which a colleague can exercise for him.
HOLD_POSTS = EVERYBODY - {"system admin", "security admin", "audit admin", "without a post"}
#: Who scores and signs, and says first from whom to stand aside.
DECLARING = frozenset({"scorer", "head", "other scorer"})
#: Who sees an application of 甲一村 before and after the county has accepted it.
SEES_BEFORE = APPLICANT | TOWNSHIP | OVERSEERS
SEES_AFTER = SEES_BEFORE | DEPARTMENTS
#: Who sees an opened round of the county: everybody with a post in it.
IN_THE_COUNTY = EVERYBODY - {"province", "stranger", "without a post"}
#: Who reads the county's standards.
READS_STANDARDS = OVERSEERS | DEPARTMENTS
BRINGS_STANDARDS = OFFICE | {"stranger"}

#: 农业农村局's part of the round that is being scored.
SHARE = {"round_id": "scoring round", "organisation_id": "department"}
#: Who may lay scores side by side: each as much of them as is theirs.
READS_DRIFT = OVERSEERS | TOWNSHIP | {"other township", "scorer", "head", "other scorer"}

#: Who enters holidays and worked weekends; everybody reads the calendar.
KEEPS_CALENDAR = OFFICE | {"system admin", "stranger"}
#: The desk of 甲镇 over its villages: the township's own people and those over it.
SEES_TOWNSHIP = TOWNSHIP | OVERSEERS
REVIEWED = {"round_id": "reviewed round", "code": "township"}
SIGNED = {"round_id": "signed round", "code": "township"}
#: A department's share of a round: its scorers and heads know it, to others it does not exist.
GRID = {"round_id": "scoring round", "organisation_id": "department"}
SCORES_FOR_IT = frozenset({"scorer", "head"})


@dataclass(frozen=True)
class Page:
    """An address, the thing it names, and what each role is answered.

    :param named: parameter of the address → name of a thing on the stage.
    :param reads: who is shown the page.
    :param writes: who may POST to it; the others change nothing.
    :param refuses: who sees the thing and is refused with a reason (403, 409); to all others it does not exist (404).
    :param query: of the address; a value that names a thing on the stage stands for it.
    :param data: what a POST brings; likewise.
    :param public: read without signing in.
    :param audited: reading leaves an entry in the audit log.
    :param without_get: answers POST only.
    """

    name: str
    named: dict[str, str] = field(default_factory=dict)
    reads: frozenset[str] = EVERYBODY
    writes: frozenset[str] = NOBODY
    refuses: frozenset[str] = NOBODY
    query: dict[str, str] = field(default_factory=dict)
    data: dict[str, str] = field(default_factory=dict)
    public: bool = False
    without_get: bool = False
    audited: bool = False


def draft(name: str, *, writes=APPLICANT, **named: str) -> Page:
    """A page of a draft: the applicant writes, who sees the application is refused."""
    return Page(name, {"pk": "draft", **named}, reads=APPLICANT, writes=writes, refuses=SEES_BEFORE - APPLICANT)


def draft_button(name: str, **named: str) -> Page:
    """A button of a draft."""
    page = draft(name, **named)
    return Page(page.name, page.named, page.reads, page.writes, page.refuses, without_get=True)


def desk_of(name: str, role: str, *others: str, writes: bool = False, **named: str) -> Page:
    """An administrator's desk: one post, everybody else is refused."""
    readers = frozenset({role, *others})
    return Page(name, named, reads=readers, writes=readers if writes else NOBODY, refuses=EVERYBODY - readers)


def button(name: str, writes: frozenset[str], *, data: dict[str, str] | None = None, **named: str) -> Page:
    """Answers POST only."""
    return Page(name, named, reads=NOBODY, writes=writes, data=data or {}, without_get=True)


PAGES = [
    # The desk
    Page("inbox:home"),
    Page("inbox:done"),
    Page("inbox:begun"),
    Page("inbox:returned"),
    Page("inbox:search", query={"q": "甲一村"}),
    Page("inbox:filters"),
    Page("inbox:save_filter", {"tab": "list"}, query={"q": "jyc"}, writes=EVERYBODY),
    button("inbox:forget_filter", frozenset({"clerk"}), pk="saved filter"),
    Page("inbox:shared_filter", {"token": "shared filter"}),
    Page("inbox:calendar_now", writes=KEEPS_CALENDAR),
    Page("inbox:calendar", {"year": "year"}, writes=KEEPS_CALENDAR),
    Page("inbox:task", {"task_id": "draft task"}, reads=frozenset({"clerk", "secretary"}), writes=APPLICANT,
         refuses=SEES_BEFORE - APPLICANT),
    Page("inbox:task", {"task_id": "score task"}, reads=frozenset({"other scorer"}),
         writes=frozenset({"other scorer"}), refuses=SEES_AFTER - {"other scorer"}),
    Page("inbox:colleagues", {"task_id": "draft task"}, reads=APPLICANT, writes=APPLICANT,
         refuses=SEES_BEFORE - APPLICANT),
    Page("inbox:colleagues", {"task_id": "score task"}, reads=frozenset({"other scorer"}),
         writes=frozenset({"other scorer"}), refuses=SEES_AFTER - {"other scorer"}),
    button("inbox:urge", OFFICE, task_id="score task"),
    Page("inbox:recall", {"task_id": "score task"}, reads=NOBODY, refuses=SEES_AFTER),
    Page("inbox:recall", {"task_id": "score task"}, reads=NOBODY, refuses=SEES_AFTER),
    Page("inbox:extend", {"task_id": "score task"}, reads=frozenset({"director"}), writes=frozenset({"director"}),
         refuses=SEES_AFTER - {"director"}),
    Page("inbox:opinion", {"pk": "question"}, reads=frozenset({"secretary"}), writes=frozenset({"secretary"})),
    Page("inbox:copies"),
    button("inbox:open_copy", frozenset({"secretary"}), pk="copy"),
    Page("inbox:case", {"pk": "draft"}, reads=SEES_BEFORE),
    Page("inbox:case", {"pk": "scoring"}, reads=SEES_AFTER),
    Page("inbox:case", {"pk": "finished"}, reads=SEES_AFTER),
    Page("inbox:case", {"pk": "vetoed"}, reads=SEES_AFTER),
    Page("inbox:track", {"process_id": "vetoed process"}, reads=SEES_AFTER),
    Page("inbox:document", {"pk": "finished", "document_id": "decision"}, reads=SEES_AFTER),
    Page("inbox:track", {"process_id": "scoring process"}, reads=SEES_AFTER),
    Page("inbox:diagram", {"process_id": "scoring process"}, reads=SEES_AFTER),
    Page("inbox:round", {"pk": "running round"}, reads=IN_THE_COUNTY),
    Page("inbox:round", {"pk": "round in preparation"}, reads=OVERSEERS),
    button("inbox:remind", OFFICE, pk="running round"),
    Page("inbox:healthz", public=True),
    Page("service_worker", public=True),
    Page("offline", public=True),
    # People
    Page("accounts:login", public=True, writes=EVERYBODY),
    button("accounts:logout", EVERYBODY),
    Page("accounts:login_again", public=True, reads=NOBODY, writes=EVERYBODY, without_get=True),
    Page("accounts:text_size", public=True, reads=NOBODY, writes=EVERYBODY, without_get=True),
    Page("accounts:password_change", writes=EVERYBODY),
    Page("accounts:profile", writes=EVERYBODY),
    Page("accounts:proxies", reads=HOLD_POSTS, writes=HOLD_POSTS, refuses=EVERYBODY - HOLD_POSTS),
    button("accounts:end_proxy", frozenset({"secretary"}), pk="proxy"),
    Page("accounts:messages"),
    button("accounts:read_all", EVERYBODY),
    button("accounts:open_message", frozenset({"clerk"}), pk="message"),
    Page("accounts:channels", writes=EVERYBODY),
    desk_of("accounts:outbox", "operator", "director", "stranger"),
    desk_of("accounts:new_letter", "operator", "director", "stranger", writes=True),
    Page("accounts:letter", {"pk": "letter"}, reads=OFFICE, refuses=EVERYBODY - OFFICE - {"stranger"}),
    Page("accounts:revise_letter", {"pk": "letter"}, reads=OFFICE, writes=OFFICE,
         refuses=EVERYBODY - OFFICE - {"stranger"}),
    button("accounts:release_letter", frozenset({"director"}), pk="letter", data={"seen": "letter seen"}),
    button("accounts:discard_letter", OFFICE, pk="letter"),
    desk_of("accounts:failures", "system admin"),
    button("accounts:retry_delivery", frozenset({"system admin"}), pk="failed delivery"),
    button("accounts:drop_delivery", frozenset({"system admin"}), pk="failed delivery"),
    desk_of("accounts:appointments", "security admin"),
    desk_of("accounts:appoint", "security admin", writes=True),
    desk_of("accounts:dismiss", "security admin", writes=True, pk="appointment"),
    desk_of("accounts:people", "system admin"),
    desk_of("accounts:open_account", "system admin", writes=True),
    button("accounts:reset_password", frozenset({"system admin"}), pk="account"),
    button("accounts:close_account", frozenset({"system admin"}), pk="account"),
    desk_of("accounts:audit_log", "audit admin", "auditor"),
    Page("documents:verify", {"sha256": "hash"}, public=True),
    # Rounds
    Page("rounds:list"),
    desk_of("rounds:new", "operator", "stranger", writes=True),
    Page("rounds:edit", {"pk": "round in preparation"}, reads=frozenset({"operator"}), writes=frozenset({"operator"}),
         refuses=OVERSEERS - {"operator"}),
    button("flows:begin_round", frozenset({"operator"}), pk="round in preparation"),
    button("flows:begin", APPLICANT, data={"round": "openable round", "region": "village"}),
    # Applications
    Page("about:burden"),
    Page("applications:mine"),
    Page("applications:list"),
    draft("applications:edit", writes=NOBODY),
    draft("applications:cover"),
    draft("applications:check"),
    draft("applications:ask_for_help"),
    Page("applications:helping"),
    button("applications:take_up", frozenset({"reviewer"}), pk="draft"),
    button("applications:hand_back", frozenset({"reviewer"}), pk="helped"),
    Page("applications:confirm", {"pk": "helped"}, reads=frozenset({"secretary"}), writes=frozenset({"secretary"}),
         refuses=SEES_BEFORE - {"secretary"}),
    Page("applications:cover", {"pk": "helped"}, reads=APPLICANT | {"reviewer"}, writes=APPLICANT | {"reviewer"},
         refuses=SEES_BEFORE - APPLICANT - {"reviewer"}),
    draft("applications:statements"),
    draft("applications:procedure"),
    draft("applications:indicator", code="indicator"),
    draft("applications:choose", code="indicator"),
    draft("applications:bonus", writes=NOBODY),
    draft_button("applications:attach", code="indicator"),
    draft_button("applications:detach", link_id="link"),
    draft_button("applications:attach_photo"),
    draft_button("applications:detach_photo", photo_id="photo"),
    draft_button("applications:save"),
    draft_button("applications:uploads"),
    Page("applications:upload", {"pk": "draft", "key": "upload key"}, reads=NOBODY, writes=frozenset({"clerk"}),
         without_get=True),
    Page("applications:preview", {"pk": "draft"}, reads=SEES_BEFORE),
    Page("applications:preview_pdf", {"pk": "draft"}, reads=SEES_BEFORE),
    Page("applications:withdraw", {"pk": "submitted"}, reads=frozenset({"secretary"}), writes=frozenset({"secretary"}),
         refuses=SEES_BEFORE - {"secretary"}),
    Page("applications:recall", {"pk": "submitted"}, reads=frozenset({"secretary"}), writes=frozenset({"secretary"}),
         refuses=SEES_BEFORE - {"secretary"}),
    Page("applications:change_leader", {"pk": "submitted"}, reads=APPLICANT, writes=APPLICANT,
         refuses=SEES_BEFORE - APPLICANT),
    Page("flows:terminate", {"pk": "submitted"}, reads=frozenset({"director"}), writes=frozenset({"director"}),
         refuses=SEES_BEFORE - {"director"}),
    Page("flows:disqualify", {"pk": "submitted"}, reads=frozenset({"director"}), writes=frozenset({"director"}),
         refuses=SEES_BEFORE - {"director"}),
    Page("flows:return_midway", {"pk": "scoring"}, reads=frozenset({"operator"}), writes=frozenset({"operator"}),
         refuses=SEES_AFTER - {"operator"}),
    Page("flows:resume", {"pk": "submitted"}, reads=NOBODY, refuses=SEES_BEFORE),
    Page("applications:file", {"pk": "draft", "file_id": "file"}, reads=SEES_BEFORE),
    Page("applications:thumbnail", {"pk": "draft", "file_id": "file"}, reads=SEES_BEFORE),
    # Review
    Page("review:likeness", {"pk": "submitted"}, reads=SEES_BEFORE - APPLICANT, writes=frozenset({"reviewer"}),
         refuses=APPLICANT),
    Page("review:likeness", {"pk": "scoring"}, reads=SEES_AFTER - APPLICANT - {"respondent"},
         writes=frozenset({"other scorer"}), refuses=APPLICANT | {"respondent"}),
    Page("review:phrases", writes=EVERYBODY),
    Page("review:visits", {"pk": "submitted"}, reads=SEES_BEFORE, writes=TOWNSHIP),
    Page("review:visits", {"pk": "reviewed"}, reads=SEES_BEFORE, writes=TOWNSHIP),
    Page("review:visit_photo", {"pk": "reviewed", "photo_id": "visit photo"}, reads=SEES_BEFORE),
    Page("review:reductions", {"pk": "reviewed"}, reads=SEES_BEFORE, writes=APPLICANT),
    Page("review:township"),
    Page("review:own_pack"),
    Page("review:matrix", REVIEWED, reads=SEES_TOWNSHIP),
    Page("review:clean", REVIEWED, reads=frozenset({"reviewer"}), writes=frozenset({"reviewer"}),
         refuses=SEES_TOWNSHIP - {"reviewer"}),
    Page("review:pack", REVIEWED, reads=SEES_TOWNSHIP),
    Page("review:pack", SIGNED, reads=SEES_TOWNSHIP),
    button("review:order", TOWNSHIP, **REVIEWED),
    button("review:sign_pack", frozenset({"leader"}), **REVIEWED),
    Page("review:request", {**SIGNED, "number": "pack number"}, reads=SEES_TOWNSHIP, writes=frozenset({"leader"})),
    # Scoring
    Page("scoring:desk"),
    Page("scoring:sign_batch", writes=EVERYBODY),
    Page("scoring:countersign_batch", writes=EVERYBODY),
    Page("scoring:joint_check_batch", writes=EVERYBODY),
    Page("scoring:declare", {"round_id": "running round"}, reads=DECLARING, writes=DECLARING,
         refuses=IN_THE_COUNTY - DECLARING),
    Page("scoring:applicability", {"round_id": "running round"}, reads=OFFICE, refuses=IN_THE_COUNTY - OFFICE),
    button("scoring:rule_applicability", OFFICE, application_id="scoring", code="indicator"),
    desk_of("scoring:recusals", "operator", "director", "head", "stranger"),
    button("scoring:substitute", OFFICE, pk="recusal"),
    button("scoring:withdraw_recusal", frozenset({"director"}), pk="recusal"),
    Page("scoring:four", {"application_id": "scoring"}, reads=SEES_AFTER),
    Page("scoring:four", {"application_id": "finished"}, reads=SEES_AFTER),
    Page("scoring:recuse", {"task_id": "score task"}, reads=frozenset({"other scorer"}),
         writes=frozenset({"other scorer"})),
    Page("scoring:sheet", {"application_id": "scoring", "organisation_id": "department"},
         reads=frozenset({"scorer", "head"}), refuses=SEES_AFTER - {"scorer", "head"}),
    Page("scoring:sheet", {"application_id": "vetoed", "organisation_id": "inspection"}, reads=SEES_AFTER),
    Page("scoring:sheet", {"application_id": "finished", "organisation_id": "department"}, reads=SEES_AFTER),
    Page("scoring:trace", {"application_id": "submitted"}, reads=SEES_BEFORE),
    Page("scoring:trace", {"application_id": "scoring"}, reads=SEES_AFTER),
    Page("scoring:trace", {"application_id": "finished"}, reads=SEES_AFTER),
    Page("scoring:trace", {"application_id": "scoring", "code": "indicator"}, reads=SEES_AFTER),
    Page("scoring:trace", {"application_id": "vetoed", "code": "indicator"}, reads=SEES_AFTER),
    Page("scoring:trace", {"application_id": "finished", "code": "indicator"}, reads=SEES_AFTER),
    Page("scoring:drift", {"round_id": "scoring round"}, reads=READS_DRIFT, refuses=IN_THE_COUNTY - READS_DRIFT),
    Page("scoring:drift_export", {"round_id": "scoring round"}, reads=READS_DRIFT,
         refuses=IN_THE_COUNTY - READS_DRIFT),
    Page("scoring:grid", GRID, reads=SCORES_FOR_IT),
    Page("scoring:grid_rows", {**GRID, "township": "township"}, reads=SCORES_FOR_IT),
    Page("scoring:grid_cell", GRID, reads=NOBODY, writes=SCORES_FOR_IT, without_get=True),
    Page("scoring:grid_drawer", {**GRID, "application_id": "scoring", "code": "indicator"}, reads=SCORES_FOR_IT),
    Page("scoring:grid_submit", GRID, reads=SCORES_FOR_IT, writes=SCORES_FOR_IT),
    *(Page(f"scoring:{name}", SHARE, reads=frozenset({"scorer", "head"}))
      for name in ("workbook", "ledger_template", "ledger_export")),
    Page("scoring:kept_file", {**SHARE, "file_id": "kept file"}, reads=frozenset({"scorer", "head"})),
    *(Page(f"scoring:{name}", SHARE, reads=frozenset({"scorer", "head"}), writes=frozenset({"scorer"}))
      for name in ("workbook_import", "ledgers")),
    Page("scoring:ledger_columns", SHARE, query={"upload": "ledger"}, reads=frozenset({"scorer"}),
         writes=frozenset({"scorer"}), refuses=frozenset({"head"})),
    # The workshop of standards
    Page("workshop:list", reads=READS_STANDARDS | {"stranger"}, refuses=EVERYBODY - READS_STANDARDS - {"stranger"}),
    Page("workshop:template", reads=READS_STANDARDS | {"stranger"}, refuses=EVERYBODY - READS_STANDARDS - {"stranger"}),
    Page("workshop:import", reads=BRINGS_STANDARDS, writes=BRINGS_STANDARDS, refuses=EVERYBODY - BRINGS_STANDARDS),
    Page("workshop:preview", {"pk": "upload"}, reads=OFFICE, writes=OFFICE, refuses=EVERYBODY - BRINGS_STANDARDS),
    Page("workshop:sent", {"pk": "upload"}, reads=OFFICE),
    *(Page(f"workshop:{name}", {"pk": "standard"}, reads=READS_STANDARDS) for name in ("detail", "compare")),
    Page("workshop:export", {"pk": "standard", "kind": "export kind"}, reads=READS_STANDARDS),
    *(Page(f"workshop:{name}", {"pk": "draft standard"}, reads=OFFICE, writes=OFFICE, refuses=READS_STANDARDS - OFFICE)
      for name in ("edit", "mapping")),
    *(Page(f"workshop:{name}", {"pk": "draft standard"}, query={"number": "10"}, reads=OFFICE,
           refuses=READS_STANDARDS - OFFICE) for name in ("trial", "trial_export")),
    button("workshop:publish", frozenset({"director"}), pk="draft standard"),
    button("workshop:withdraw", frozenset({"director"}), pk="standard"),
    button("workshop:new_version", OFFICE, pk="standard"),
    # Ranking
    Page("ranking:detail", {"pk": "ranking"}, reads=OVERSEERS),
    Page("ranking:table", {"pk": "ranking"}, reads=OVERSEERS),
    # Publicity
    Page("publicity:list", public=True),
    Page("publicity:notice", {"pk": "running notice"}, public=True),
    Page("publicity:paper", {"pk": "running notice"}, public=True),
    Page("publicity:result_paper", {"pk": "past notice"}, public=True),
    Page("publicity:object", {"pk": "running notice"}, public=True, writes=EVERYBODY),
    Page("publicity:receipt", query={"code": "receipt"}, public=True),
    Page("publicity:reply", query={"code": "receipt"}, public=True),
    desk_of("publicity:objections", "operator", "director", "stranger"),
    Page("publicity:objection", {"pk": "open objection"}, reads=OFFICE, writes=OFFICE),
    Page("publicity:office_reply", {"pk": "settled objection"}, reads=OFFICE),
    # Dossiers
    Page("dossiers:list"),
    button("dossiers:build", OFFICE, data={"round": "past round"}),
    button("dossiers:build_again", OFFICE, job_id="job"),
    Page("dossiers:progress", {"job_id": "job"}, reads=OVERSEERS),
    Page("dossiers:download", {"pk": "dossier"}, reads=SEES_BEFORE, audited=True),
    button("dossiers:handover_build", OFFICE, data={"round": "past round"}),
    Page("dossiers:handover", {"round_id": "past round"}, reads=OVERSEERS, audited=True),
    Page("dossiers:handover_slip", {"round_id": "past round"}, reads=OVERSEERS),
]  # fmt: skip
