"""Addresses of sign-in, the profile, messages, and the administrators' desks."""

from django.urls import path

from accounts.views import (
    appointments,
    audit_log,
    channels,
    failures,
    messages,
    outbox,
    people,
    profile,
    proxies,
    sign_in,
    sign_in_again,
    text_size,
)

app_name = "accounts"
urlpatterns = [
    path("sign-in/", sign_in.SignInView.as_view(), name="login"),
    path("sign-in/again/", sign_in_again.SignInAgainView.as_view(), name="login_again"),
    path("sign-out/", sign_in.SignOutView.as_view(), name="logout"),
    path("password/", sign_in.ChangePasswordView.as_view(), name="password_change"),
    path("profile/", profile.ProfileView.as_view(), name="profile"),
    path("text-size/", text_size.TextSizeView.as_view(), name="text_size"),
    path("proxies/", proxies.ProxiesView.as_view(), name="proxies"),
    path("proxies/<int:pk>/end/", proxies.EndProxyView.as_view(), name="end_proxy"),
    path("messages/", messages.MessageListView.as_view(), name="messages"),
    path("messages/read/", messages.ReadAllView.as_view(), name="read_all"),
    path("messages/<int:pk>/", messages.OpenMessageView.as_view(), name="open_message"),
    path("profile/channels/", channels.ChannelsView.as_view(), name="channels"),
    path("outbox/", outbox.OutboxView.as_view(), name="outbox"),
    path("outbox/new/", outbox.NewLetterView.as_view(), name="new_letter"),
    path("outbox/<int:pk>/", outbox.LetterView.as_view(), name="letter"),
    path("outbox/<int:pk>/edit/", outbox.ReviseLetterView.as_view(), name="revise_letter"),
    path("outbox/<int:pk>/release/", outbox.ReleaseLetterView.as_view(), name="release_letter"),
    path("outbox/<int:pk>/discard/", outbox.DiscardLetterView.as_view(), name="discard_letter"),
    path("outbox/failures/", failures.FailuresView.as_view(), name="failures"),
    path("outbox/failures/<int:pk>/retry/", failures.RetryView.as_view(), name="retry_delivery"),
    path("outbox/failures/<int:pk>/drop/", failures.DropView.as_view(), name="drop_delivery"),
    path("appointments/", appointments.AppointmentListView.as_view(), name="appointments"),
    path("appointments/new/", appointments.AppointView.as_view(), name="appoint"),
    path("appointments/<int:pk>/dismiss/", appointments.DismissView.as_view(), name="dismiss"),
    path("people/", people.PeopleView.as_view(), name="people"),
    path("people/new/", people.OpenAccountView.as_view(), name="open_account"),
    path("people/<int:pk>/password/", people.ResetPasswordView.as_view(), name="reset_password"),
    path("people/<int:pk>/close/", people.CloseAccountView.as_view(), name="close_account"),
    path("audit/", audit_log.AuditLogView.as_view(), name="audit_log"),
]
