"""文书: papers to make, their preview, papers on file."""
