"""How many examples the properties try: few and always the same, or many and by chance.

Every run of the tests tries the same examples, so that a failure is repeated by repeating it.
``HYPOTHESIS_PROFILE=thorough`` searches for new ones instead.
"""

import os

from hypothesis import settings

settings.register_profile("quick", max_examples=100, derandomize=True, database=None, deadline=None)
settings.register_profile("thorough", max_examples=5_000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))
