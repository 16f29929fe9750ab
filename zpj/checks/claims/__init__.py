"""Rules over words of completion and direction: all done, none happened, more, fewer, against the figures."""
