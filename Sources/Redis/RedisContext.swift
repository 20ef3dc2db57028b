import CHiredis
import Glibc

/// Owns one `redisContext` and gives hiredis' non-blocking calls Swift names. It never waits.
@safe
final class RedisContext {
    // Not Sendable: it belongs to one RedisConnection, whose loop is the only thread that calls it.
    private let raw: UnsafeMutablePointer<redisContext>

    /// Starts connecting; resolves the host's name, so it may block unless the host is an address or a socket.
    init(_ address: RedisEndpoint.Address) throws(RedisError) {
        let started: UnsafeMutablePointer<redisContext>? =
            switch address {
            case .socket(let path): unsafe redisConnectUnixNonBlock(path)
            case .host(let name, let port): unsafe redisConnectNonBlock(name, CInt(port))
            }
        guard let started = unsafe started else { throw RedisError(.connectionFailed, "out of memory") }
        unsafe raw = started
        guard unsafe raw.pointee.err == 0 else {
            throw RedisError(.connectionFailed, "cannot connect to Redis at \(address): \(lastMessage)")
        }
    }

    deinit {
        unsafe redisFree(raw)
    }

    var descriptor: CInt { unsafe raw.pointee.fd }

    /// The outcome of connecting, once the descriptor is writable.
    func finishConnecting() throws(RedisError) {
        var code: CInt = 0
        var size = socklen_t(MemoryLayout<CInt>.size)
        guard unsafe getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &size) == 0, code == 0 else {
            let reason = unsafe strerror(code).map { unsafe String(cString: $0) } ?? "errno \(code)"
            throw RedisError(.connectionFailed, "cannot connect to Redis: \(reason)")
        }
    }

    func append(_ command: RedisCommand) throws(RedisError) {
        // hiredis would format it with printf, at five times the cost.
        let status = unsafe command.encoded.withUnsafeBytes { bytes in
            unsafe redisAppendFormattedCommand(
                raw, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count)
        }
        guard status == REDIS_OK else { throw lost }
    }

    /// Gives the kernel what it takes. Returns whether all of it is gone.
    func flush() throws(RedisError) -> Bool {
        var done: CInt = 0
        guard unsafe redisBufferWrite(raw, &done) == REDIS_OK else { throw lost }
        return done == 1
    }

    /// Reads what the kernel has, 16 KiB at most.
    func fill() throws(RedisError) {
        guard unsafe redisBufferRead(raw) == REDIS_OK else { throw lost }
    }

    /// The next whole reply among the bytes read.
    func nextReply() throws(RedisError) -> RedisReply? {
        var reply: UnsafeMutableRawPointer?
        guard unsafe redisGetReplyFromReader(raw, &reply) == REDIS_OK else { throw lost }
        guard let reply = unsafe reply else { return nil }
        defer { unsafe freeReplyObject(reply) }
        return unsafe RedisReply(reply.assumingMemoryBound(to: redisReply.self).pointee)
    }

    private var lost: RedisError { RedisError(.connectionLost, "the connection to Redis was lost: \(lastMessage)") }

    private var lastMessage: String {
        unsafe withUnsafeBytes(of: raw.pointee.errstr) {
            unsafe String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
        }
    }
}

extension RedisReply {
    /// Copies a reply of hiredis, whose reader refuses more than seven levels of arrays.
    fileprivate init(_ reply: redisReply) {
        let bytes = unsafe UnsafeRawBufferPointer(start: reply.str, count: reply.str == nil ? 0 : reply.len)
        switch unsafe reply.type {
        case REDIS_REPLY_INTEGER: self = unsafe .integer(reply.integer)
        case REDIS_REPLY_STATUS: self = unsafe .status(String(decoding: bytes, as: UTF8.self))
        case REDIS_REPLY_STRING: self = unsafe .bytes(Array(bytes))
        case REDIS_REPLY_ERROR: self = unsafe .error(RedisError(reply: String(decoding: bytes, as: UTF8.self)))
        case REDIS_REPLY_ARRAY:
            self = unsafe .array(
                (0..<reply.elements).map { index in
                    unsafe reply.element[index].map { unsafe RedisReply($0.pointee) } ?? .null
                })
        default: self = .null
        }
    }
}
