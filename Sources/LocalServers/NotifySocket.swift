import Glibc

/// The datagram socket on which a server says "READY=1", as to systemd; see sd_notify(3).
final class NotifySocket: Sendable {
    let path: String
    let descriptor: CInt

    init(_ path: String) throws(LocalServerError) {
        self.path = path
        descriptor = socket(AF_UNIX, CInt(SOCK_DGRAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw Files.failure("make the socket", path) }
        // From here on `deinit` cleans up, also after a throw.
        Files.remove(path)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        let bound = unsafe withUnsafeMutableBytes(of: &address) { raw in
            // The path follows the two bytes of the family.
            unsafe raw.baseAddress.map { unsafe ($0 + 2).copyMemory(from: bytes, byteCount: min(bytes.count, 107)) }
            return unsafe raw.withMemoryRebound(to: sockaddr.self) { address in
                unsafe bind(descriptor, address.baseAddress, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard bound == 0 else { throw Files.failure("bind the socket", path) }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
        Files.remove(path)
    }

    /// Whether a message that came in says so.
    func saysReady() -> Bool {
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = unsafe recv(descriptor, &buffer, buffer.count, 0)
            if count <= 0 { return false }
            let lines = String(decoding: buffer[..<count], as: UTF8.self).split(separator: "\n")
            if lines.contains("READY=1") { return true }
        }
    }
}
