"""The only reader of the environment. Every variable is listed here, with its meaning and default."""

from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
if (BASE_DIR / ".env").exists():
    env.read_env(BASE_DIR / ".env")

#: Where the database, uploads and packs lie; everything a backup must hold.
VAR_DIR: Path = Path(env.str("SHIFAN_VAR", default=str(BASE_DIR / "var")))
#: ``postgres://…``; without it an SQLite file in VAR_DIR.
DATABASE_URL: str = env.str("DATABASE_URL", default="")
SECRET_KEY: str = env.str("SECRET_KEY", default="")
#: Encrypts complainants' identities (32 bytes, base64); the security administrator keeps a copy.
IDENTITY_KEY: str = env.str("IDENTITY_KEY", default="")
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
#: How many trusted proxies stand in front (lock-out counts by the client's real address).
PROXY_COUNT: int = env.int("PROXY_COUNT", default=0)
#: Shown in the title bar.
SYSTEM_NAME: str = env.str("SYSTEM_NAME", default="乡村振兴示范创建系统")

#: The address under which people open the system (``https://shifan.example.gov.cn``); named in e-mails and short messages.
SITE_URL: str = env.str("SITE_URL", default="")
#: How messages leave the house: ``file`` (written to VAR_DIR/outbox, nothing is sent), ``off``, or really:
#: e-mail ``smtp``; short messages ``aliyun`` or ``mas``. Whatever is set here is the only place that is ever called.
MESSAGE_EMAIL: str = env.str("MESSAGE_EMAIL", default="file")
MESSAGE_SMS: str = env.str("MESSAGE_SMS", default="file")
#: ``smtp+tls://user:password@mail.example.gov.cn:587`` (a ``%`` in the password is written ``%25``).
EMAIL_URL: str = env.str("EMAIL_URL", default="")
EMAIL_FROM: str = env.str("EMAIL_FROM", default="")
#: The gateway's address, account, secret, the approved signature (短信签名), and what else it wants.
SMS_URL: str = env.str("SMS_URL", default="")
SMS_ACCOUNT: str = env.str("SMS_ACCOUNT", default="")
SMS_SECRET: str = env.str("SMS_SECRET", default="")
SMS_SIGN: str = env.str("SMS_SIGN", default="")
#: aliyun: the template's code, whose variable is ``subject``. mas: ``<企业名称>/<扩展码>``.
SMS_TEMPLATE: str = env.str("SMS_TEMPLATE", default="")
#: Robots of work groups: ``[{"name": "县示范办", "county": "610524", "kind": "wecom", "url": "https://…", "secret": ""}]``;
#: kinds ``wecom``, ``dingtalk``, ``feishu``, ``file``.
MESSAGE_ROBOTS: list = env.json("MESSAGE_ROBOTS", default=[])
#: A message to more people than this waits for a second look.
MESSAGE_BULK: int = env.int("MESSAGE_BULK", default=50)
