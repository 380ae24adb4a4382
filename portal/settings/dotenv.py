"""``.env`` at the top of the checkout, read before any setting is: in development only.

Imported first by ``portal.settings.dev``; what the environment says already stays.
"""

import environ

from portal.settings.environment import DOTENV

environ.Env.read_env(DOTENV)
