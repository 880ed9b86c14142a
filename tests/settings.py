"""The service's settings as the tests run it: nothing from the machine's environment or a `.env`."""

import os

from oocr.config.environment import Environment

# Where files go and how much is logged may be chosen for a run; nothing else may.
for name in {name.upper() for name in Environment.model_fields} - {"LOCAL_DIR", "LOG_LEVEL"}:
    os.environ.pop(name, None)
os.environ["MODE"] = "tests"
os.environ.setdefault("LOG_LEVEL", "CRITICAL")

from oocr.config.settings import *  # noqa: E402, F403  # the environment must be set first

# Slow on purpose in service; tests sign hundreds of people in.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# Each test's client makes the middleware anew: without this it would look through every file in `/assets/` each time.
WHITENOISE_AUTOREFRESH = True
