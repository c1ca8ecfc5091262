"""The fixed vocabulary of accounts."""

from django.db import models


class RegionLevel(models.IntegerChoices):
    PROVINCE = 1, "省"
    CITY = 2, "市"
    COUNTY = 3, "县"
    TOWNSHIP = 4, "镇（街道）"
    VILLAGE = 5, "村"


class RegionStatus(models.TextChoices):
    ACTIVE = "active", "在用"
    ABOLISHED = "abolished", "已撤销"


class RegionChangeKind(models.TextChoices):
    RENAMED = "renamed", "更名"
    MERGED = "merged", "撤并"
    MOVED = "moved", "划转"
    ABOLISHED = "abolished", "撤销"


class OrganisationKind(models.TextChoices):
    PARTY = "party", "党委部门"
    GOVERNMENT = "gov", "政府部门"
    INSTITUTION = "inst", "事业单位"
    MASS = "mass", "群团组织"
    TOWNSHIP = "township", "镇（街道）"
    VILLAGE = "village", "村"
    OFFICE = "office", "领导小组办公室"


class Post(models.TextChoices):
    """Whom a duty belongs to. What goes with each post stands in ``posts.POSTS``."""

    VILLAGE_CLERK = "village_clerk", "村级填报员"
    VILLAGE_SECRETARY = "village_secretary", "村党组织书记"
    TOWN_REVIEWER = "town_reviewer", "镇审核员"
    TOWN_LEADER = "town_leader", "镇审签领导"
    DEPT_SCORER = "dept_scorer", "部门评分员"
    DEPT_LEADER = "dept_leader", "部门负责人"
    VETO_RESPONDENT = "veto_respondent", "联审答复人"
    OFFICE_OPERATOR = "office_operator", "办公室经办人"
    OFFICE_DIRECTOR = "office_director", "办公室主任"
    COUNTY_LEADER = "county_leader", "县领导"
    PROVINCE_REVIEWER = "province_reviewer", "省级评审员（只读）"
    AUDITOR = "auditor", "审计监督员（只读）"
    SYSTEM_ADMIN = "system_admin", "系统管理员"
    SECURITY_ADMIN = "security_admin", "安全管理员"
    AUDIT_ADMIN = "audit_admin", "审计管理员"


class Channel(models.TextChoices):
    """How a message leaves the house, besides the one that everybody reads inside."""

    EMAIL = "email", "电子邮件"
    SMS = "sms", "短信"
    ROBOT = "robot", "工作群机器人"
