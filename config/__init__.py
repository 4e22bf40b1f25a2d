"""What to watch and how: settings, outlets, lexicon. Data first: an outlet is one YAML file."""
