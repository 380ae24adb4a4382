"""The ready line: addresses, and who may be played."""

from django.conf import settings

from portal.models import DemoPerson


def words(portal: str, sandbox: str | None) -> str:
    lines = [
        "",
        "Passerelle est prête. / Passerelle is ready.",
        f"  Le portail / the portal        {portal}/",
    ]
    if sandbox:
        lines.append(f"  Le bac à sable / the sandbox   {sandbox}/")
    if settings.DEMO:
        lines += ["", f"Jouez une de ces personnes / be one of them: {portal}/fr/demo/"]
        shown = DemoPerson.objects.select_related("person")
        lines += [f"  {d.person.first_name:<12} {d.line_fr}" for d in shown]
    return "\n".join([*lines, "", "Ctrl-C arrête tout. / Ctrl-C stops everything.", ""])
