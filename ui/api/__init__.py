"""The HTTP interface: questions in, answer objects out; OpenAI's format; the report; feedback; health."""
