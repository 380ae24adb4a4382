"""The door for programs: GitHub's REST API, one file per noun."""
