"""How much is typeset. Beyond these bounds a text or a formula is shown as it was written."""

MAX_LENGTH = 100_000  # characters of one text: some thirty printed pages
MAX_TITLE_LENGTH = 2_000
MAX_NESTING = 20  # quotations, lists and emphasis within each other

MAX_FORMULAS = 1_000  # in one text
MAX_FORMULA_LENGTH = 2_000
MAX_FORMULA_NESTING = 50
MAX_EXPANSIONS = 200  # of our own commands in one formula
MAX_MATHML_LENGTH = 1_000_000  # characters made of all the formulas of one text
