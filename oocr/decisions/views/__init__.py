"""This room's pages: options, proposals, the queue, papers, and policy run over past cases."""
