//! What servers make of the device grant, by the shipped presets on a server of the test's own.
