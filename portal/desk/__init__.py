"""The desk of the exchanges: what leaves for GitHub and by mail, and what came in.

It stands at the roof because it shows the post room (integrations) inside the admin
(cms), two wings that do not know each other.
"""
