"""Memory is given back: Arrow's own allocator keeps fifty megabytes of the few at a time that a poll stages by threads.

Arrow looks at this variable once, when it is first imported; who sets it otherwise has their way.
"""

import os

os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
