"""Pressroom: a self-hosted home for API definitions."""
