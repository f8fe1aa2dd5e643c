"""The Celery application: its settings live with Django's, under CELERY_*."""

import os

from celery import Celery
from celery.signals import task_prerun, worker_process_init
from django.db import close_old_connections

from emulation_portal.collector import spare_what_stays

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "emulation_portal.settings")

app = Celery("emulation_portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_process_init.connect
def begin(**_signal):
    """Make a process of the worker ready for its tasks."""
    spare_what_stays()


@task_prerun.connect
def look_after_the_connection(task=None, **_signal):
    """Drop a connection that broke or grew old, as Django does before a page; a task called in place is no new one."""
    if not task.request.called_directly and not task.request.is_eager:
        close_old_connections()
