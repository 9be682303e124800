"""The verbs of `import sim`, and the objects they give back: tables, summary, figures, a view for notebooks."""
