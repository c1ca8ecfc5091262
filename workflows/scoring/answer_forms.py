"""Forms with which a lead department answers what stands open on its sheet."""

from django import forms

from .forms import REASON, ScoreSheetForm
from .services.answering import Question, questions_of
from .services.sheets import Row


class AnswerForm(ScoreSheetForm):
    """The lines in question with their scores, and ``reply-CODE`` for each line to which somebody objects."""

    def read_rows(self) -> list[Row]:
        self.questions: list[Question] = questions_of(self.case, self.organisation)
        return [one.row for one in self.questions]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for question in self.questions:
            code = question.row.indicator.code
            if question.anew:
                self.start_afresh(code)
            if question.objections:
                self.fields[f"reply-{code}"] = forms.CharField(
                    label=f"{self.label_of(question.row)}：答复",
                    required=False,
                    max_length=REASON,
                    initial=question.before.reason if question.before else "",
                    widget=forms.Textarea(attrs={"rows": 3}),
                    error_messages={"max_length": f"答复不超过{REASON}字。"},
                )

    def start_afresh(self, code: str) -> None:
        """The substitute judges for himself; what the office found applicable is scored."""
        for name in (f"score-{code}", f"reason-{code}"):
            if name in self.fields:
                self.fields[name].initial = None
        if f"na-{code}" in self.fields:
            self.fields[f"na-{code}"].initial = False

    def clean(self):
        """Scores as on the sheet, and the replies."""
        data = super().clean()
        replies = {
            question.row.indicator.code: self.cleaned_data.get(f"reply-{question.row.indicator.code}", "")
            for question in self.questions
            if question.objections
        }
        for code, words in replies.items():
            if not words.strip() and f"reply-{code}" not in self.errors:
                self.add_error(f"reply-{code}", "请写明对异议的答复。")
        return {**data, "replies": replies}

    @property
    def entries(self) -> list[dict]:
        """Each question with its fields."""
        return [self.entry_of(question) for question in self.questions]

    def entry_of(self, question: Question) -> dict:
        code = question.row.indicator.code
        bound = {
            name: self[f"{name}-{code}"]
            for name in ("score", "na", "level", "reason", "reply")
            if f"{name}-{code}" in self.fields
        }
        counts = [self[name] for name in self.fields if name.startswith(f"count-{code}-")]
        return {"question": question, "row": question.row, "counts": counts, **bound}
