"""How notes come home from devices that wrote them without signal. The contract is docs/sync.md."""
