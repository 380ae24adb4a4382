"""The part of GitHub's GraphQL that the mirror asks: questions only, no mutations.

``questions`` reads a question, ``things`` knows the fields, ``answering`` puts the two
together in GitHub's form, errors included.
"""
