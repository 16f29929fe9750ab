"""Rules over papers on several projects, and over what another project or paper has left behind."""
