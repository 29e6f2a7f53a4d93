"""Files as text, trees and positions. Knows YAML and CSV; knows nothing of plans."""
