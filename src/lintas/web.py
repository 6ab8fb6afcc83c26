"""The web process: WSGI, because every page is synchronous code."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lintas.settings")

pages = get_wsgi_application()

from lintas.applications.public import in_front_of  # noqa: E402 - after Django is set up

application = in_front_of(pages)
