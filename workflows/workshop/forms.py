"""Forms of the workshop: bringing a table, changing one row."""

from django import forms
from django.core.exceptions import ValidationError

from workflows.standards.workbook.part import Part

from .services.editing import IDENTITY

ACCEPTED = ".xlsx,.yaml,.yml"
WIDE = 24


class ImportForm(forms.Form):
    """A file, or YAML typed or pasted."""

    file = forms.FileField(
        label="填好的表",
        required=False,
        help_text="Excel（xlsx）或YAML文件",
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
    )
    text = forms.CharField(
        label="或者粘贴YAML",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text="会写YAML的可以直接贴在这里",
    )

    def clean(self) -> dict:
        given = super().clean() or {}
        if not given.get("file") and not (given.get("text") or "").strip() and not self.errors:
            raise ValidationError("请选择填好的Excel表，或者粘贴YAML。")
        return given

    @property
    def typed(self) -> bool:
        return not self.cleaned_data.get("file")

    @property
    def name(self) -> str:
        return "粘贴的内容.yaml" if self.typed else self.cleaned_data["file"].name

    @property
    def data_sent(self) -> bytes:
        file = self.cleaned_data.get("file")
        return file.read() if file else self.cleaned_data["text"].encode()


class RowForm(forms.Form):
    """One field a column of the template; the grammar of its cells is read by the service."""

    def __init__(self, *args, part: Part, texts: dict[str, str], dimensions: list[tuple[str, str]], **kwargs):
        self.columns = [column for column in part.shown if column.title not in (IDENTITY if not part.key else ())]
        initial = {f"c{n}": texts.get(column.title, "") for n, column in enumerate(self.columns)}
        super().__init__(*args, **kwargs | {"initial": initial})
        for n, column in enumerate(self.columns):
            field = self._field(column, dimensions, initial[f"c{n}"])
            field.wide = isinstance(field.widget, forms.Textarea)
            self.fields[f"c{n}"] = field

    def _field(self, column, dimensions, said: str) -> forms.Field:
        common = {"label": column.title, "required": column.required, "help_text": column.hint}
        choices = dimensions if column.title == "维度" else [(word, word) for word in column.choices]
        if choices:
            known = [("", "—"), *choices]
            if said and said not in dict(known):
                known.append((said, said))
            return forms.ChoiceField(choices=known, **common)
        if column.width > WIDE or "\n" in said or len(said) > 60:
            rows = min(12, max(2, said.count("\n") + 1 + len(said) // 60))
            return forms.CharField(widget=forms.Textarea(attrs={"rows": rows}), **common)
        return forms.CharField(**common)

    def texts(self) -> dict[str, str]:
        return {column.title: self.cleaned_data[f"c{n}"] for n, column in enumerate(self.columns)}

    def blame(self, wrong: dict[str, str]) -> None:
        """Errors by the column's title; what belongs to none stands above the form."""
        places = {column.title: f"c{n}" for n, column in enumerate(self.columns)}
        for title, words in wrong.items():
            self.add_error(places.get(title), words)
