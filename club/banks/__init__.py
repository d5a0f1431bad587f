"""Question banks: a firm's own, which it keeps to itself, and the club's; exams draw from them by a tag."""
