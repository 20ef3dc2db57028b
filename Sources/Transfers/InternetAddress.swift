import CCurl
import Glibc

/// An IPv4 or IPv6 address as bits, for deciding where a connection may go.
package enum InternetAddress: Hashable, Sendable, CustomStringConvertible {
    /// In host order: 127.0.0.1 is 0x7f000001.
    case v4(UInt32)
    /// The upper and the lower 64 bits.
    case v6(UInt64, UInt64)

    /// Reads a literal: dotted decimal, or IPv6 text (RFC 4291 §2.2) without brackets and without a zone.
    package init?(_ text: String) {
        var four = in_addr()
        if unsafe inet_pton(AF_INET, text, &four) == 1 {
            self = .v4(UInt32(bigEndian: four.s_addr))
            return
        }
        var six = in6_addr()
        guard unsafe inet_pton(AF_INET6, text, &six) == 1 else { return nil }
        self = unsafe withUnsafeBytes(of: &six) { unsafe InternetAddress(sixteenBytes: $0) }
    }

    /// Reads a socket address of the family AF_INET or AF_INET6.
    init?(_ address: UnsafePointer<sockaddr>) {
        let raw = unsafe UnsafeRawPointer(address)
        switch CInt(unsafe address.pointee.sa_family) {
        case AF_INET:
            self = .v4(UInt32(bigEndian: unsafe raw.loadUnaligned(as: sockaddr_in.self).sin_addr.s_addr))
        case AF_INET6:
            var six = unsafe raw.loadUnaligned(as: sockaddr_in6.self).sin6_addr
            self = unsafe withUnsafeBytes(of: &six) { unsafe InternetAddress(sixteenBytes: $0) }
        default:
            return nil
        }
    }

    private init(sixteenBytes bytes: UnsafeRawBufferPointer) {
        self = .v6(
            UInt64(bigEndian: unsafe bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self)),
            UInt64(bigEndian: unsafe bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)))
    }

    /// The usual text: dotted decimal, or eight groups in hexadecimal without shortening.
    package var description: String {
        switch self {
        case .v4(let bits):
            return [24, 16, 8, 0].map { String((bits >> UInt32($0)) & 0xff) }.joined(separator: ".")
        case .v6(let high, let low):
            let groups = [high, low].flatMap { half in [48, 32, 16, 0].map { (half >> UInt64($0)) & 0xffff } }
            return groups.map { String($0, radix: 16) }.joined(separator: ":")
        }
    }
}
