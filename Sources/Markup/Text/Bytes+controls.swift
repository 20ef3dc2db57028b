extension Span<UInt8> {
    /// Whether one of C0's controls stands there that are no blanks, or another byte: NUL is one of them, so that nothing is
    /// asked for besides. Without a branch in its loop, which goes over many bytes at a time.
    func holdsControls(or other: UInt8 = 0) -> Bool {
        var found: UInt8 = 0
        for index in indices {
            let byte = self[index]
            let isControl: UInt8 = byte < 0x20 ? 1 : 0
            let isBlank: UInt8 = (byte == 0x09 ? 1 : 0) | (byte == 0x0A ? 1 : 0) | (byte == 0x0D ? 1 : 0)
            found |= (isControl & ~isBlank) | (byte == other ? 1 : 0)
        }
        return found != 0
    }
}
