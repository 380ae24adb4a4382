from django.urls import path

from integrations.github import webhooks

urlpatterns = [path("hooks/github/", webhooks.receive, name="github_webhook")]
