"""Firms: the member companies, their people and departments."""
