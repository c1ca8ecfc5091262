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
