"""Registers across years: the measures of all programmes as one frozen table, grouped in every way."""
