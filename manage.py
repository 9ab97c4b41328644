#!/usr/bin/env python
"""Runs the portal's commands; starts the embedded servers first where no others are configured."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

    from portal.common.embedded import servers_for_command

    with servers_for_command(sys.argv):
        from django.core.exceptions import ImproperlyConfigured
        from django.core.management import execute_from_command_line

        try:
            execute_from_command_line(sys.argv)
        except ImproperlyConfigured as problem:
            sys.exit(f"manage.py: {problem}")
