"""Pages for people: one self-contained HTML file for a run or a comparison, which a person would forward."""
