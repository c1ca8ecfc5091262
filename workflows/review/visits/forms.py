"""What is written down after a visit."""

from django import forms

from documents.evidence import ACCEPTED

from ..fields import DayField
from .services import MOST_PHOTOS

SEPARATORS = "、,，;；"


class PhotosInput(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True


class PhotosField(forms.FileField):
    """Photographs taken on the spot; none is fine."""

    widget = PhotosInput

    def clean(self, data, initial=None):
        files = [super(PhotosField, self).clean(one, initial) for one in data or []]
        if len(files) > MOST_PHOTOS:
            raise forms.ValidationError(f"一次最多上传{MOST_PHOTOS}张照片，其余的请再登记一次。")
        return files


class VisitForm(forms.Form):
    """Date, people, households, words, findings by indicator (``finding-CODE``), photographs."""

    on = DayField("核查日期")
    people = forms.CharField(
        label="核查人员", max_length=100, help_text="不少于2名，用顿号或空格隔开",
        error_messages={"required": "请填写核查人员。"},
    )  # fmt: skip
    households = forms.IntegerField(label="抽查户数", required=False, min_value=0, max_value=9999)
    words = forms.CharField(label="核查情况", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    photos = PhotosField(label="现场照片", required=False, widget=PhotosInput(attrs={"accept": ACCEPTED}))

    def __init__(self, *args, spec, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on"].required = True
        self.fields["on"].error_messages["required"] = "请填写核查日期。"
        self.indicators = list(spec.indicators)
        for one in self.indicators:
            self.fields[f"finding-{one.code}"] = forms.CharField(
                label=f"{one.code} {one.name}", required=False, max_length=400
            )

    def clean_people(self) -> list[str]:
        text = self.cleaned_data["people"]
        for separator in SEPARATORS:
            text = text.replace(separator, " ")
        return text.split()

    def clean(self):
        data = super().clean()
        data["findings"] = {one.code: data.pop(f"finding-{one.code}", "") for one in self.indicators}
        return data
