"""The web process: every page is synchronous code (WSGI) behind one event loop (RSGI)."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lintas.settings")

django = get_wsgi_application()

from lintas.portal.public import in_front, settle_down

application = in_front(django)
settle_down()
