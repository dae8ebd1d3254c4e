"""The command netday from a checkout: `python cli.py`. Installed, it starts in netday.py."""

from scheduler.commands.main import main

if __name__ == "__main__":
    main()
