"""``manage.py check`` says what is wrong with the configuration of messages, before anybody waits for one."""

from django.core.checks import Error, register

from accounts.outbox.ways import problems


@register
def check_outbox(app_configs, **kwargs) -> list[Error]:
    return [Error(sentence, hint="见 docs/operations.md 的“Messages”。", id="accounts.E001") for sentence in problems()]
