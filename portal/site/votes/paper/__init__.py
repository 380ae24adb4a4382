"""Voting on paper: what is printed, who took a ballot, what was counted."""
