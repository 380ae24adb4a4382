"""A small stand-in for GitHub, for the demo and the tests. It is not GitHub.

It speaks the part of GitHub's REST API that Passerelle uses, over real HTTP and in a
process of its own, keeps everything in one file, sends signed webhooks, and has a few
pages where a newcomer plays the developer. It knows nothing of the portal.

``store`` keeps the data; ``acts`` change it; ``shapes`` say it in GitHub's words;
``rest`` and ``web`` are the two doors; ``hooks`` tells the portal; ``faults`` breaks
things on purpose.
"""
