"""The applicant's verbs, one subject a file."""
