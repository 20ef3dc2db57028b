import EventLoops
import Foundation
import Glibc

/// A server on a free port of 127.0.0.1 with a thread for each connection; what it says is up to the test.
final class LoopbackServer: Sendable {
    let port: Int
    private let listener: CInt
    private let isOpen = Locked(true)

    init(_ serve: @escaping @Sendable (Peer) -> Void) {
        let listener = socket(AF_INET, CInt(SOCK_STREAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                precondition(unsafe bind(listener, pointer, length) == 0 && listen(listener, 512) == 0)
                unsafe getsockname(listener, pointer, &length)
            }
        }
        self.listener = listener
        port = Int(UInt16(bigEndian: address.sin_port))
        Thread.detachNewThread { [isOpen] in
            while true {
                let connection = accept(listener, nil, nil)
                if connection >= 0 { Thread.detachNewThread { serve(Peer(connection)) } }
                if connection < 0, !isOpen.withLock({ $0 }) { break }
            }
            close(listener)
        }
    }

    /// Answers each request with what `answer` gives for its request line, keeping the connection.
    static func http(_ answer: @escaping @Sendable (Request) -> String) -> LoopbackServer {
        LoopbackServer { peer in
            while let request = peer.readRequest(), peer.write(answer(request)) {}
        }
    }

    /// Refuses connections from now on. The thread that accepts them closes the listener, once: by then its number may
    /// be that of another test's.
    func stop() {
        isOpen.withLock { isOpen in
            if isOpen { shutdown(listener, CInt(SHUT_RDWR)) }
            isOpen = false
        }
    }

    deinit { stop() }

    var url: String { "http://127.0.0.1:\(port)" }
}

struct Request: Sendable {
    let method: String
    let path: String
    let headers: [String: String]
    let body: [UInt8]
}

/// One accepted connection; closed when it is released.
final class Peer {
    private let descriptor: CInt
    private var buffer: [UInt8] = []

    init(_ descriptor: CInt) {
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    /// Without its line end; nil when the client is gone.
    func readLine() -> String? {
        while true {
            if let end = buffer.firstIndex(of: 10) {
                let line = buffer[..<end]
                buffer.removeSubrange(...end)
                return String(decoding: line.last == 13 ? line.dropLast() : line, as: UTF8.self)
            }
            guard fill() else { return nil }
        }
    }

    func read(_ count: Int) -> [UInt8]? {
        while buffer.count < count { guard fill() else { return nil } }
        defer { buffer.removeFirst(count) }
        return Array(buffer.prefix(count))
    }

    func readRequest() -> Request? {
        guard let first = readLine() else { return nil }
        let words = first.split(separator: " ")
        guard words.count == 3 else { return nil }
        var headers: [String: String] = [:]
        while let line = readLine(), !line.isEmpty {
            let parts = line.split(separator: ":", maxSplits: 1)
            headers[parts[0].lowercased()] =
                parts.dropFirst().first.map { $0.trimmingCharacters(in: .whitespaces) } ?? ""
        }
        guard let body = read(headers["content-length"].flatMap { Int($0) } ?? 0) else { return nil }
        return Request(method: String(words[0]), path: String(words[1]), headers: headers, body: body)
    }

    @discardableResult
    func write(_ text: String) -> Bool { write(Array(text.utf8)) }

    @discardableResult
    func write(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe send(descriptor, buffer.baseAddress?.advanced(by: sent), bytes.count - sent, CInt(MSG_NOSIGNAL))
            }
            // A child process of another test has ended.
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    /// Blocks until the client has closed its end.
    func waitForClose() {
        while fill() {}
    }

    private func fill() -> Bool {
        var chunk = [UInt8](repeating: 0, count: 65536)
        var count = 0
        repeat { count = unsafe recv(descriptor, &chunk, chunk.count, 0) } while count < 0 && errno == EINTR
        guard count > 0 else { return false }
        buffer.append(contentsOf: chunk.prefix(count))
        return true
    }
}

/// A whole answer with a length.
func answer(_ body: String, status: String = "200 OK", headers: String = "") -> String {
    "HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\n\(headers)\r\n\(body)"
}

func redirect(to location: String, status: String = "302 Found") -> String {
    answer("moved", status: status, headers: "Location: \(location)\r\n")
}
