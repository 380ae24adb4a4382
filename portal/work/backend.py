"""The durable backend of the Tasks API. (Filled in with the worker.)"""

from django_tasks.backends.dummy import DummyBackend


class DurableBackend(DummyBackend):
    supports_defer = True
