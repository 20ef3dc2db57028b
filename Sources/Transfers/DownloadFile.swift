import Glibc

/// A new file that a body is written to. Blocking: call it on the compute pool.
final class DownloadFile: Sendable {
    private let descriptor: CInt
    private let path: String

    /// Fails if there is something at `path` already.
    init(path: String) throws(DownloadFileError) {
        descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        self.path = path
        if descriptor < 0 { throw DownloadFileError("cannot be made", path) }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    func write(_ bytes: [UInt8]) throws(DownloadFileError) {
        var written = 0
        while written < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe Glibc.write(descriptor, buffer.baseAddress.map { unsafe $0 + written }, bytes.count - written)
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw DownloadFileError("cannot be written", path) }
            written += count
        }
    }

    /// Makes the content durable.
    func finish() throws(DownloadFileError) {
        guard fsync(descriptor) == 0 else { throw DownloadFileError("cannot be made durable", path) }
    }

    /// Takes the file away.
    func discard() {
        unsafe unlink(path)
    }
}
