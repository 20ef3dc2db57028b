import Glibc

/// The few small files and folders that a private server needs.
enum Files {
    /// `path` without `.`, `..` and links, made with `mode` 0700 when it does not exist; its parents must.
    static func makeFolder(_ path: String) throws(LocalServerError) -> String {
        guard unsafe mkdir(path, 0o700) == 0 || errno == EEXIST else { throw failure("make the folder", path) }
        guard let resolved = unsafe realpath(path, nil) else { throw failure("find the folder", path) }
        defer { unsafe free(resolved) }
        return unsafe String(cString: resolved)
    }

    /// A new folder with mode 0700 under the system's temporary folder.
    static func makeTemporaryFolder(prefix: String) throws(LocalServerError) -> String {
        let root = environment("TMPDIR") ?? "/tmp"
        var template = Array("\(root)/\(prefix)-XXXXXX".utf8CString)
        guard unsafe mkdtemp(&template) != nil else { throw failure("make a folder in", root) }
        return try makeFolder(String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self))
    }

    /// A whole small file; nil when there is none.
    static func read(_ path: String, limit: Int = 65_536) -> String? {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while bytes.count < limit {
            let count = unsafe Glibc.read(descriptor, &buffer, buffer.count)
            if count <= 0 { break }
            bytes += buffer[..<count]
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Replaces a small file's content.
    static func write(_ text: String, to path: String) throws(LocalServerError) {
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure("write", path) }
        defer { close(descriptor) }
        let bytes = Array(text.utf8)
        guard unsafe Glibc.write(descriptor, bytes, bytes.count) == bytes.count else { throw failure("write", path) }
    }

    /// Removes a file or an empty folder; one that is not there is fine.
    static func remove(_ path: String) {
        _ = unsafe Glibc.remove(path)
    }

    /// Removes a folder and all that is in it; links are removed and not followed.
    static func removeTree(_ path: String) {
        var status = stat()
        guard unsafe lstat(path, &status) == 0 else { return }
        if status.st_mode & S_IFMT == S_IFDIR {
            for name in list(path) { removeTree("\(path)/\(name)") }
        }
        remove(path)
    }

    static func isExecutable(_ path: String) -> Bool {
        unsafe access(path, X_OK) == 0
    }

    static func exists(_ path: String) -> Bool {
        unsafe access(path, F_OK) == 0
    }

    static func environment(_ name: String) -> String? {
        unsafe getenv(name).map { unsafe String(cString: $0) }
    }

    /// The names in a folder; none when there is no such folder.
    static func list(_ folder: String) -> [String] {
        guard let stream = unsafe opendir(folder) else { return [] }
        defer { unsafe closedir(stream) }
        var names: [String] = []
        while let entry = unsafe readdir(stream) {
            names.append(
                unsafe withUnsafeBytes(of: &entry.pointee.d_name) {
                    unsafe String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
                })
        }
        return names.filter { $0 != "." && $0 != ".." }
    }

    /// The first program of that name on PATH or in `folders`.
    static func program(_ name: String, in folders: [String] = []) -> String? {
        let path = (environment("PATH") ?? "/usr/bin:/bin:/usr/sbin:/sbin").split(separator: ":").map(String.init)
        return (folders + path).map { "\($0)/\(name)" }.first { isExecutable($0) }
    }

    static func failure(_ verb: String, _ path: String) -> LocalServerError {
        let reason = unsafe strerror(errno).map { unsafe String(cString: $0) } ?? "errno \(errno)"
        return LocalServerError(.folder, "cannot \(verb) \(path): \(reason)")
    }
}
