"""The demonstration: two clubs with people, talks and cases, all made up, the same on every machine."""
