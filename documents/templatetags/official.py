"""``documents.wording`` for templates."""

from django import template

from documents import wording

register = template.Library()
register.filter(wording.cn_date)
register.filter(wording.cn_moment)
register.filter(wording.cn_number)
register.filter(wording.shown)
register.filter(wording.score)
register.filter(wording.paragraphs)
register.filter(wording.codes)
