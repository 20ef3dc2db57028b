import Glibc

/// The files of a `FolderStore`. Blocking: every call belongs on the compute pool.
struct StoreFolder: Sendable {
    let path: String

    /// `~` is in no key, so the folder of unfinished files cannot be one's.
    private var partial: String { path + "/~partial" }

    init(path: String) {
        self.path = path.utf8.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    }

    func prepare() throws(ObjectStoreError) {
        try makeFolders(partial)
    }

    func location(_ key: ObjectKey) -> String { path + "/" + key.text }

    func write(_ key: ObjectKey, _ bytes: [UInt8], ifAbsent: Bool) throws(ObjectStoreError) -> PutOutcome {
        let place = location(key)
        // Not needed for the outcome, but spares the writing in the usual case of content that is there already.
        if ifAbsent, try size(key) != nil { return .alreadyPresent }
        let temporary = "\(partial)/\(UInt64.random(in: 0 ... .max))"
        let file = try StoreFile(creating: temporary)
        defer { unsafe unlink(temporary) }
        try file.write(bytes)
        let parent = place[..<(place.lastIndex(of: "/") ?? place.endIndex)]
        try makeFolders(String(parent))
        if ifAbsent {
            // A link is made or not, in one step, whoever else tries.
            if unsafe link(temporary, place) != 0 {
                guard errno == EEXIST else { throw .system("cannot be stored", place) }
                return .alreadyPresent
            }
        } else if unsafe rename(temporary, place) != 0 {
            throw .system("cannot be stored", place)
        }
        try StoreFile.synchronizeFolder(String(parent))
        return .created
    }

    func read(_ key: ObjectKey, maxBytes: Int) throws(ObjectStoreError) -> [UInt8] {
        guard let file = try StoreFile(reading: location(key)) else {
            throw ObjectStoreError(.notFound, "\(key) in \(path) does not exist")
        }
        guard file.size <= maxBytes else {
            throw ObjectStoreError(.tooLarge, "\(key) in \(path) has \(file.size) bytes, more than \(maxBytes)")
        }
        return try file.readAll()
    }

    /// Nil if there is no such object.
    func size(_ key: ObjectKey) throws(ObjectStoreError) -> Int? {
        var status = stat()
        guard unsafe lstat(location(key), &status) == 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw .system("cannot be looked at", location(key))
        }
        return status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : nil
    }

    /// Empty folders stay: taking one away could meet a writer that has just made sure of it.
    func remove(_ key: ObjectKey) throws(ObjectStoreError) {
        let place = location(key)
        guard try size(key) != nil else { return }
        guard unsafe unlink(place) == 0 else {
            if errno == ENOENT { return }
            throw .system("cannot be removed", place)
        }
        try StoreFile.synchronizeFolder(String(place[..<(place.lastIndex(of: "/") ?? place.endIndex)]))
    }

    /// Makes a folder and those above it, each durable in the one that holds it.
    private func makeFolders(_ folder: String) throws(ObjectStoreError) {
        if unsafe mkdir(folder, 0o755) == 0 {
            if let slash = folder.lastIndex(of: "/"), slash != folder.startIndex {
                try StoreFile.synchronizeFolder(String(folder[..<slash]))
            }
            return
        }
        if errno == EEXIST { return }
        guard errno == ENOENT, let slash = folder.lastIndex(of: "/"), slash != folder.startIndex else {
            throw .system("cannot be made", folder)
        }
        try makeFolders(String(folder[..<slash]))
        if unsafe mkdir(folder, 0o755) != 0 && errno != EEXIST { throw .system("cannot be made", folder) }
        try StoreFile.synchronizeFolder(String(folder[..<slash]))
    }
}
