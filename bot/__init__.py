"""Questions answered from a report: understanding, retrieval, quoting and proof."""
