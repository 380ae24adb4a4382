"""The private key of a GitHub App, as the settings give it. Beside the client, so that
to check the settings loads nothing of GitHub."""

from pathlib import Path

from integrations.fates import Misconfigured


def private_key(value: str) -> str:
    """The key itself, or the text of the file it names."""
    if "-----BEGIN" in value:
        return value.replace("\\n", "\n")
    try:
        return Path(value).read_text()
    except OSError as error:
        raise Misconfigured(
            "The file of the App's private key is unreadable."
        ) from error
