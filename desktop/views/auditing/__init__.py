"""The parts of the page 审核: the grouped list, the facts, the explanation and the quick fixes."""
