"""What gunicorn serves: `gunicorn oocr.config.wsgi`."""

import os

import scipy.stats  # noqa: F401  # what the first figure asked for would otherwise wait for
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "oocr.config.settings")

application = get_wsgi_application()
