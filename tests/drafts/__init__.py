"""Tests of drafts and of delivering them, with real repositories."""
