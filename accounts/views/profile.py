"""个人设置."""

from django.contrib import messages
from django.urls import reverse_lazy
from django.views.generic import UpdateView

from accounts.forms import ProfileForm
from accounts.models import User
from accounts.views.sign_in import show_text_size


class ProfileView(UpdateView):
    model = User
    form_class = ProfileForm
    template_name = "accounts/profile.html"
    context_object_name = "person"
    success_url = reverse_lazy("accounts:profile")

    def get_object(self, queryset=None):
        return self.request.user

    def form_valid(self, form):
        response = super().form_valid(form)
        messages.success(self.request, "已保存。")
        return show_text_size(response, self.object.large_text)
