"""The ready line: addresses, and who may be played."""

from django.conf import settings

from portal.models import DemoPerson
from portal.serving.places import Places


def words(here: Places) -> str:
    lines = [
        "",
        "Passerelle est prête. / Passerelle is ready.",
        f"  Le portail / the portal        {here.portal}/",
    ]
    if elsewhere := here.from_elsewhere():
        lines += [f"  D’ailleurs / from elsewhere    {elsewhere}/"]
    if here.with_sandbox:
        lines += [f"  Le bac à sable / the sandbox   {here.sandbox}/"]
    if settings.DEMO:
        lines += ["", *_people(here.portal)]
    return "\n".join([*lines, "", "Ctrl-C arrête tout. / Ctrl-C stops everything.", ""])


def _people(portal: str) -> list[str]:
    lines = [
        "Jouez une de ces personnes / be one of these people:",
        f"  {portal}/fr/demo/   {portal}/en/demo/",
    ]
    for row in DemoPerson.objects.select_related("person"):
        lines += [f"  {row.person.first_name:<12} {row.line_fr}"]
        lines += [f"  {'':<12} {row.line_en}"]
    return lines
