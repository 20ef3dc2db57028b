import Glibc

/// A body could not be written to its file.
package struct DownloadFileError: Error, Sendable, CustomStringConvertible {
    package let path: String
    /// The system's error number.
    package let number: CInt
    package let description: String

    /// Reads `errno`.
    init(_ what: String, _ path: String) {
        number = errno
        self.path = path
        description = "the file \(path) \(what): \(unsafe String(cString: strerror(number)))"
    }
}
