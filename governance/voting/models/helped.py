"""How many people had help to vote. A number, and nothing else."""

from django.db import models

from governance.voting.models.round import Round


class Helped(models.Model):
    """The people of a round who said, at their first ballot, that someone was helping
    them. No row, journal line or ballot says who they were or when."""

    round = models.OneToOneField(
        Round, on_delete=models.CASCADE, related_name="helped", primary_key=True
    )
    people = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.people)
