"""Answers at work: the panel beside the chat, what it lacks, what is used, what is sent otherwise."""
