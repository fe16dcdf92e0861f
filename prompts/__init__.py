"""Text that users and models read: fixed replies and the glossary, with one loader."""
