"""Forms of the profile, of accounts and of appointments."""

from typing import Any

from django import forms
from django.db.models import Q

from accounts import clock
from accounts.enums import Post, RegionLevel
from accounts.models import Organisation, Region, User
from accounts.posts import POSTS


class ProfileForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["phone", "large_text", "single_keys"]
        labels = {"large_text": "用大字版显示", "single_keys": "用单个字母键操作"}


class AccountForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["username", "display_name", "phone"]
        labels = {"username": "账号"}
        help_texts = {"username": "建议用姓名拼音，例如 lijianguo；不能与他人重复"}


class AppointmentForm(forms.Form):
    """People and places are typed with suggestions from lists; a select of 258 villages helps nobody."""

    user = forms.CharField(label="账号", max_length=150, widget=forms.TextInput(attrs={"list": "people"}))
    post = forms.ChoiceField(label="岗位", choices=[("", "请选择"), *Post.choices])
    region = forms.CharField(
        label="任职区划",
        help_text="输入名称选择，例如 石岭镇侯家崾村；也可填 12 位代码。县级和部门岗位填县",
        widget=forms.TextInput(attrs={"list": "regions"}),
    )
    organisation = forms.ModelChoiceField(
        label="所在单位",
        queryset=Organisation.objects.none(),
        required=False,
        help_text="部门岗位必选",
        empty_label="无",
    )
    since = forms.DateField(label="任职起始日", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    until = forms.DateField(
        label="离任日", required=False, widget=forms.DateInput(attrs={"type": "date"}), help_text="有任期的填写"
    )

    def __init__(self, *args, scope: Region, **kwargs):
        super().__init__(*args, **kwargs)
        self.scope = scope
        self.fields["organisation"].queryset = Organisation.objects.current().filter(region__in=self.regions())
        self.fields["since"].initial = clock.today

    def regions(self):
        return Region.objects.within(self.scope.code).active().select_related("parent")

    def people(self):
        """Those of the administrator's own county; above the county there are too many to list."""
        known = User.objects.filter(is_active=True)
        return known.filter(county=self.scope.county) if self.scope.county else known.none()

    def places(self):
        return self.regions() if self.scope.level >= RegionLevel.COUNTY else Region.objects.none()

    def clean_user(self) -> User:
        user = User.objects.filter(username=self.cleaned_data["user"].strip(), is_active=True).first()
        if user is None:
            raise forms.ValidationError("没有这个账号，或账号已停用。请先由系统管理员开户。")
        return user

    def clean_post(self) -> Post:
        return Post(self.cleaned_data["post"])

    def clean_region(self) -> Region:
        """By code or by full name; two villages of one name differ by their township."""
        word = self.cleaned_data["region"].strip()
        found = [region for region in self._candidates(word) if word in (region.code, region.full_name, region.name)]
        if len(found) != 1:
            reason = "有同名的区划，请写上镇名" if found else "没有这个区划"
            raise forms.ValidationError(f"{reason}，例如“石岭镇侯家崾村”，或填 12 位代码。")
        return found[0]

    def _candidates(self, word: str):
        """All of a county, so that a full name can be compared; above the county only exact hits."""
        exact = Q(pk=word) | Q(name=word)
        return self.regions() if self.scope.level >= RegionLevel.COUNTY else self.regions().filter(exact)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        post = cleaned.get("post")
        if post and POSTS[post].needs_organisation and not cleaned.get("organisation"):
            self.add_error("organisation", f"“{post.label}”须选择所在单位。")
        return cleaned


class DismissalForm(forms.Form):
    on = forms.DateField(label="离任日", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = clock.today


class ProxyForm(forms.Form):
    """Whom to name, for which days."""

    deputy = forms.ModelChoiceField(
        label="代理人",
        queryset=User.objects.none(),
        empty_label="请选择",
        help_text="只能委托同一单位在任的同事",
        error_messages={"required": "请选择代理人。", "invalid_choice": "只能委托同一单位在任的同事。"},
    )
    since = forms.DateField(label="从哪天起", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    last_day = forms.DateField(
        label="到哪天止",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="含当天；提前回来可以随时结束",
    )
    reason = forms.CharField(label="事由", max_length=120, help_text="例如：外出培训")

    def __init__(self, *args, colleagues, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["deputy"].queryset = colleagues
        self.fields["since"].initial = clock.today
