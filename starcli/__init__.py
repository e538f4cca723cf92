"""star: a coach for behavioural-interview stories."""

__version__ = "0.1.0"
