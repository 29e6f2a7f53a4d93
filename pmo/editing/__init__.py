"""Commands that write into a plan: what they add stands where and how a person would have put it, and nothing else changes by a byte."""
