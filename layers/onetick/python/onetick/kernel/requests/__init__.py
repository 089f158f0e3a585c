"""Requests: what happens between API Gateway and a use case. Nothing here is for areas but `reply`."""
