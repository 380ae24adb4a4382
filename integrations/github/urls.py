from django.urls import path

from integrations import badges
from integrations.github import webhooks

urlpatterns = [
    path("hooks/github/", webhooks.receive, name="github_webhook"),
    path("badge/<int:number>.svg", badges.badge, name="badge"),
]
