"""The desk of the sample office, as the tests of the services have it."""

from tests.services.conftest import bare, clock, desk, request_s2, request_s11, staff

__all__ = ["bare", "clock", "desk", "request_s2", "request_s11", "staff"]
