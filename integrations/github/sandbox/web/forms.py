"""What is said when a form cannot be taken."""

from django.utils.translation import gettext as _

from integrations.github.sandbox.acts.act import Refused


def sentence(refused: Refused) -> str:
    """The refusal in the reader's words."""
    said = {
        ("title", "missing_field"): _("Write a title."),
        ("title", "custom"): _("The title is too long: 256 characters at most."),
        ("body", "missing_field"): _("Write something before you send it."),
        ("body", "custom"): _("The text is too long: 65,536 characters at most."),
        ("tag_name", "custom"): _(
            "A tag is made of letters, digits, dots and dashes. For example: v1.4.0."
        ),
        ("tag_name", "already_exists"): _(
            "A release already has this tag. Choose another one."
        ),
    }
    if refused.status == 405:
        return _("This pull request is already closed.")
    return said.get((refused.field, refused.code), _("The sandbox cannot do this."))
