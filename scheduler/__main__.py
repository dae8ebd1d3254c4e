"""`python -m scheduler` is the command netday."""

from netday import main

if __name__ == "__main__":
    main()
