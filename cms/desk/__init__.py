"""The boards' desk inside the Wagtail admin: lists over the governance rooms.

Facts are read here and never edited: whatever changes a state is an act on the
member site. Every view is narrowed to the co-operatives the person serves.
"""
