"""The report file: an SQLite database, its migrations, journal and backups."""
