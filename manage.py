#!/usr/bin/env python
"""Run the portal's commands. The settings are those of development unless named."""

import gc
import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.dev")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    # Commands make many objects that stay, migrations most: look for cycles less often.
    gc.set_threshold(100_000, 20, 50)
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as wrong:
        sys.exit(f"Passerelle: {wrong}")
