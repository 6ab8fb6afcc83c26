"""The web process: WSGI, because every page is synchronous code."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lintas.settings")

django = get_wsgi_application()

from lintas.portal.public import in_front

application = in_front(django)
