extension InternetAddress {
    /// Whether the address is one of the public internet. Everything that the IANA special-purpose registries
    /// (RFC 6890, and its later entries) do not call globally reachable is not, and neither is an IPv6 form that
    /// carries an IPv4 address (mapped, NAT64, 6to4, Teredo): it would reach a host that its bits do not show.
    package var isPublic: Bool {
        switch self {
        case .v4(let bits):
            return !Self.closedV4.contains { bits & $0.mask == $0.base }
        case .v6(let high, _):
            // Only 2000::/3 is global unicast; loopback, mapped, NAT64, link-local, unique local and multicast are
            // not in it.
            guard high >> 61 == 0b001 else { return false }
            return !Self.closedV6.contains { high & $0.mask == $0.base }
        }
    }

    private struct Block<Bits: FixedWidthInteger & Sendable>: Sendable {
        let base: Bits
        let mask: Bits

        init(_ base: Bits, _ length: Int) {
            self.base = base
            mask = ~Bits.zero << (Bits.bitWidth - length)
        }
    }

    private static let closedV4: [Block<UInt32>] = [
        Block(0x0000_0000, 8),  // this network, and "unspecified"
        Block(0x0a00_0000, 8),  // private
        Block(0x6440_0000, 10),  // carrier-grade NAT
        Block(0x7f00_0000, 8),  // loopback
        Block(0xa9fe_0000, 16),  // link-local, with the metadata services of clouds
        Block(0xac10_0000, 12),  // private
        Block(0xc000_0000, 24),  // protocol assignments
        Block(0xc000_0200, 24),  // documentation
        Block(0xc058_6300, 24),  // 6to4 relays
        Block(0xc0a8_0000, 16),  // private
        Block(0xc612_0000, 15),  // benchmarks
        Block(0xc633_6400, 24),  // documentation
        Block(0xcb00_7100, 24),  // documentation
        Block(0xe000_0000, 4),  // multicast
        Block(0xf000_0000, 4),  // reserved, and broadcast
    ]

    private static let closedV6: [Block<UInt64>] = [
        Block(0x2001_0000_0000_0000, 23),  // protocol assignments: Teredo, ORCHID, benchmarks
        Block(0x2001_0db8_0000_0000, 32),  // documentation
        Block(0x2002_0000_0000_0000, 16),  // 6to4
        Block(0x3fff_0000_0000_0000, 20),  // documentation
    ]
}
