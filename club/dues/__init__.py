"""Dues: invoices, payments, Checkout."""
