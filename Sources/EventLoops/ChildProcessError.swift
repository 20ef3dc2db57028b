import Glibc

/// A program could not be started.
package struct ChildProcessError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The program, or the file for its output.
    package let path: String
    /// The system's `errno`.
    package let number: CInt

    init(_ path: String, _ number: CInt) {
        self.path = path
        self.number = number
    }

    package var description: String {
        let reason = unsafe strerror(number).map { unsafe String(cString: $0) }
        return "cannot run \(path): \(reason ?? "errno \(number)")"
    }
}
