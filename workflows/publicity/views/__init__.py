"""Screens of publicity: the round's steps, the public's pages, the office's desk of objections."""

from .office import ObjectionListView, ObjectionView, office_reply
from .public import NoticeListView, NoticeView, ObjectView, ReceiptView, notice_paper, reply_paper, result_paper
from .steps import CloseNoticeView, PublishNoticeView

__all__ = [
    "CloseNoticeView",
    "NoticeListView",
    "NoticeView",
    "ObjectView",
    "ObjectionListView",
    "ObjectionView",
    "PublishNoticeView",
    "ReceiptView",
    "notice_paper",
    "office_reply",
    "reply_paper",
    "result_paper",
]
