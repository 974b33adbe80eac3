"""The office's own data: settings, staff, holidays, ledgers, saved filters, practice."""
