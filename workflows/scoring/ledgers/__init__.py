"""A department's ledger (户厕台账, 饮水台账 …): uploaded once a round, matched to the villages, beside what they report."""
