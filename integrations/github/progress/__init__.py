"""How far an issue has come: its pull requests, their reviews and tests, its parts.

``standing`` says what is known, ``query`` and ``answers`` ask for a hundred issues at
once, ``singly`` asks one by one where the server takes no such question, ``reading``
writes it down.
"""
