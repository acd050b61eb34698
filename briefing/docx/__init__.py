"""Word files: package, styles and the template language."""
