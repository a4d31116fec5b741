"""The domain: what a plan is, what its figures mean, the verdict and the comparison."""
