"""A firm’s request to become a member: gate, evidence, board, decision."""
