"""Vietnamese text: aligned views, sentences, words."""
