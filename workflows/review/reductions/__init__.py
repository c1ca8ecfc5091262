"""核减: what the township gave less than the applicant gave itself, told at once, answered once, both numbers kept."""
