"""The few blocks an editor may put on a page of text."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

from governance import guard
from governance.releases.models import Credit, Delivered

PROSE = ["h2", "h3", "bold", "italic", "link", "document-link", "ol", "ul", "hr"]
ADDRESSES = ("/", "https://", "mailto:")


class QuoteBlock(blocks.StructBlock):
    words = blocks.TextBlock(label=_("Words"))
    said_by = blocks.CharBlock(required=False, label=_("Said by"))

    class Meta:
        icon = "openquote"
        label = _("Quote")
        template = "cms/blocks/quote.html"
        description = _("Someone’s words, set apart from the text.")


class NoteBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=80, label=_("Title"))
    text = blocks.RichTextBlock(
        features=["bold", "italic", "link", "ul"], label=_("Text")
    )

    class Meta:
        icon = "info-circle"
        label = _("Note")
        template = "cms/blocks/note.html"
        description = _("A short passage that must not be missed.")


class CallToActionBlock(blocks.StructBlock):
    """One thing to do next. ``page`` wins over ``address``."""

    words = blocks.CharBlock(max_length=200, required=False, label=_("Words before"))
    label = blocks.CharBlock(max_length=60, label=_("Words on the button"))
    page = blocks.PageChooserBlock(required=False, label=_("Page"))
    address = blocks.CharBlock(
        required=False,
        label=_("Address"),
        help_text=_("When it is not a page: an address that begins with / or https://"),
    )

    class Meta:
        icon = "arrow-right"
        label = _("Call to action")
        template = "cms/blocks/call_to_action.html"
        description = _("A button that leads to the next step.")

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not cleaned["page"] and not cleaned["address"].startswith(ADDRESSES):
            sentence = _(
                "Choose a page, or write an address that begins with / or https://"
            )
            raise blocks.StructBlockValidationError(
                block_errors={"address": ValidationError(sentence)}
            )
        return cleaned


class PictureBlock(blocks.StructBlock):
    image = ImageBlock(label=_("Image"))
    caption = blocks.CharBlock(required=False, label=_("Caption"))

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "cms/blocks/picture.html"
        description = _("A picture with its description for those who do not see it.")


def shown_only(label: Any) -> blocks.CharBlock:
    """A fact beside the words, to know what one writes about; not to be changed."""
    return blocks.CharBlock(
        required=False, label=label, form_attrs={"readonly": "readonly"}
    )


class ChangeBlock(blocks.StructBlock):
    """What changes for members with one need that a release delivers."""

    number = blocks.IntegerBlock(
        label=_("Need no."), min_value=1, form_attrs={"readonly": "readonly"}
    )
    title = shown_only(_("Need"))
    words = blocks.TextBlock(
        required=False,
        max_length=Delivered.CHANGE_MAX,
        rows=3,
        label=_("What changes for me"),
        help_text=_(
            "One or two short sentences, as you would say it at the counter. Members "
            "who asked for it receive them by mail when you publish."
        ),
    )

    class Meta:
        icon = "comment"
        label = _("Need delivered")

    def clean(self, value: Any) -> Any:
        """What members will be mailed passes the same guard as their own words."""
        cleaned = super().clean(value)
        try:
            guard.refuse_blocked(cleaned["words"] or "")
        except guard.PersonalInformation as found:
            raise blocks.StructBlockValidationError(
                block_errors={"words": ValidationError(str(found))}
            ) from found
        return cleaned


class HandBlock(blocks.StructBlock):
    """Someone who helped to make it, by the name they work under in public."""

    handle = blocks.CharBlock(max_length=Credit.HANDLE_MAX, label=_("Name on GitHub"))
    role = blocks.ChoiceBlock(choices=Credit.Role.choices, label=_("Thanked"))

    class Meta:
        icon = "user"
        label = _("Hand")


class BodyBlock(blocks.StreamBlock):
    """What a page of text is made of."""

    text = blocks.RichTextBlock(
        features=PROSE,
        icon="pilcrow",
        label=_("Text"),
        template="cms/blocks/text.html",
        description=_("Paragraphs, headings and lists."),
    )
    note = NoteBlock()
    quote = QuoteBlock()
    call_to_action = CallToActionBlock()
    picture = PictureBlock()
