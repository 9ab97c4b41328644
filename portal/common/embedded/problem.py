class ServerProblem(Exception):
    """An embedded server cannot be had; the message says why in one sentence."""
