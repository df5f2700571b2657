"""What the web server calls."""

import gc
import os
from importlib import import_module

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
# Modules stay for good: looking for rubbish among them is a fifth of what starting costs, and would go on in requests.
gc.disable()
application = get_wsgi_application()
# Else the first visitor waits for every page to be imported.
import_module("config.urls")
gc.freeze()
gc.enable()
