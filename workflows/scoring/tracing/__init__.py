"""Where a number comes from: rule, inputs, the source of each, proofs, people, reasons, and what would earn more."""
