"""Where django-guardian keeps the rights of seats.

The keys are direct: rows cascade with the place and cannot outlive it.
"""

from django.db import models
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase

from governance.membership.models.places import Cooperative, Federation


class CooperativeUserObjectPermission(UserObjectPermissionBase):
    content_object = models.ForeignKey(Cooperative, on_delete=models.CASCADE)


class CooperativeGroupObjectPermission(GroupObjectPermissionBase):
    content_object = models.ForeignKey(Cooperative, on_delete=models.CASCADE)


class FederationUserObjectPermission(UserObjectPermissionBase):
    content_object = models.ForeignKey(Federation, on_delete=models.CASCADE)


class FederationGroupObjectPermission(GroupObjectPermissionBase):
    content_object = models.ForeignKey(Federation, on_delete=models.CASCADE)
