"""Content files edited as a careful person would: only the lines that must change do."""
