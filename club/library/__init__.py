"""The club's library: the documents that a club offers its firms."""
