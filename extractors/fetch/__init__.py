"""The only code that touches the network, and the archive that keeps what came back."""
