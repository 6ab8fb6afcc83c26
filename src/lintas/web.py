"""The web process: WSGI, because every page is synchronous code."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lintas.settings")

application = get_wsgi_application()
