"""The service's settings as the tests run it: nothing from the machine's environment or a `.env`."""

import os

for name in (
    "SECRET_KEY",
    "DATABASE_URL",
    "PUBLIC_URL",
    "ALLOWED_HOSTS",
    "IDENTITY_PROVIDERS",
    "MAIL_SERVER",
    "DEBUG",
):
    os.environ.pop(name, None)
os.environ["MODE"] = "tests"
os.environ.setdefault("LOG_LEVEL", "CRITICAL")

from oocr.config.settings import *  # noqa: E402, F403  # the environment must be set first

# Slow on purpose in service; tests sign hundreds of people in.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
