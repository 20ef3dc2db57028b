import Glibc

/// A regular file open for reading as a request's body.
final class BodyFile: Sendable {
    private let descriptor: CInt
    private let path: String
    /// When it was opened; it must not shrink afterwards.
    let size: Int

    private static let pieceSize = 256 << 10

    /// Blocking: call it on the compute pool.
    init(path: String) throws(TransferError) {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Self.failure("cannot be opened", path) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw TransferError(.invalidRequest, "the body file \(path) is not a regular file", url: "")
        }
        self.path = path
        self.descriptor = descriptor
        size = status.st_size
    }

    deinit { close(descriptor) }

    /// The piece at `offset`, up to 256 KiB; empty at the end. Blocking.
    func read(at offset: Int) throws(TransferError) -> [UInt8] {
        let count = min(Self.pieceSize, size - offset)
        guard count > 0 else { return [] }
        var failed = false
        let piece = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            var read = 0
            repeat {
                read = unsafe pread(descriptor, buffer.baseAddress, count, offset)
            } while read < 0 && errno == EINTR
            failed = read <= 0
            initialized = max(0, read)
        }
        if failed { throw Self.failure("cannot be read to its end", path) }
        return piece
    }

    private static func failure(_ what: String, _ path: String) -> TransferError {
        TransferError(
            .invalidRequest, "the body file \(path) \(what): \(unsafe String(cString: strerror(errno)))", url: "")
    }
}
