import Glibc

/// A folder with mode 0700 under the temporary folder, short enough for the sockets of private servers: the address of
/// a Unix socket has 107 bytes at most.
package struct SocketFolder: Sendable {
    /// Absolute.
    package let path: String

    /// Makes a new one.
    package static func make() throws(LocalServerError) -> SocketFolder {
        try SocketFolder(path: try Files.makeTemporaryFolder(prefix: "pw"))
    }

    /// Takes the folder whose path the caller kept, or makes a new one when that is gone or is not ours alone.
    package static func reuse(_ path: String?) throws(LocalServerError) -> SocketFolder {
        guard let path, isPrivate(path) else { return try make() }
        return try SocketFolder(path: path)
    }

    private init(path: String) throws(LocalServerError) {
        self.path = path
        // The longest name in it is ".s.PGSQL.5432.lock".
        guard path.utf8.count <= 107 - 19 else {
            Files.remove(path)
            throw LocalServerError(
                .folder, "the temporary folder's path is too long for sockets; set TMPDIR to a short one")
        }
    }

    /// Removes it and what is in it: sockets, and locks that a killed server left.
    package func remove() {
        Files.removeTree(path)
    }

    /// Whether it is a folder, of this user (or given to the server's), that others cannot enter.
    private static func isPrivate(_ path: String) -> Bool {
        var status = stat()
        guard unsafe lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { return false }
        return status.st_mode & 0o077 == 0 && (status.st_uid == geteuid() || geteuid() == 0)
    }
}
