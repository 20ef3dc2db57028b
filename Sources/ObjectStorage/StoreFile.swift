import Glibc

/// One open file of a store.
final class StoreFile {
    private let descriptor: CInt
    private let path: String
    let size: Int

    /// A new file to write.
    init(creating path: String) throws(ObjectStoreError) {
        descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        self.path = path
        size = 0
        if descriptor < 0 { throw .system("cannot be made", path) }
    }

    /// A regular file to read; nil if there is none.
    init?(reading path: String) throws(ObjectStoreError) {
        descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        self.path = path
        var status = stat()
        if descriptor < 0 {
            size = 0
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw .system("cannot be opened", path)
        }
        guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            size = 0
            return nil
        }
        size = Int(status.st_size)
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Writes all and makes it durable.
    func write(_ bytes: [UInt8]) throws(ObjectStoreError) {
        var written = 0
        while written < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe Glibc.write(descriptor, buffer.baseAddress?.advanced(by: written), bytes.count - written)
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw .system("cannot be written", path) }
            written += count
        }
        guard fsync(descriptor) == 0 else { throw .system("cannot be made durable", path) }
    }

    func readAll() throws(ObjectStoreError) -> [UInt8] {
        var isComplete = true
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            while count < size {
                let read = unsafe Glibc.read(descriptor, buffer.baseAddress?.advanced(by: count), size - count)
                if read < 0 && errno == EINTR { continue }
                guard read > 0 else {
                    isComplete = false
                    return
                }
                count += read
            }
        }
        guard isComplete else { throw .system("cannot be read to its end", path) }
        return bytes
    }

    /// Makes the names in a folder durable.
    static func synchronizeFolder(_ path: String) throws(ObjectStoreError) {
        let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system("cannot be opened", path) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .system("cannot be made durable", path) }
    }
}

extension ObjectStoreError {
    /// A failed system call; reads `errno`.
    static func system(_ what: String, _ path: String) -> ObjectStoreError {
        let number = errno
        let code: Code =
            switch number {
            case ENOSPC, EDQUOT: .noSpace
            case EACCES, EPERM, EROFS: .forbidden
            case EFBIG: .tooLarge
            case EISDIR, ENOTDIR, ENOTEMPTY: .unsupported
            default: .unavailable
            }
        let hint = code == .unsupported ? "; a key cannot be an object and the beginning of others" : ""
        return ObjectStoreError(code, "\(path) \(what): \(unsafe String(cString: strerror(number)))\(hint)")
    }
}
