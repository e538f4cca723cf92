"""Detectors: one module a section, one function a criterion."""
