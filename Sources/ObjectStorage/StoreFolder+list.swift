import Glibc

extension StoreFolder {
    func list(prefix: String, after cursor: String?, limit: Int) throws(ObjectStoreError) -> ObjectPage {
        var walk = Walk(prefix: prefix, after: cursor, limit: limit)
        // Only the folder that the prefix names can hold matches.
        let start = prefix.lastIndex(of: "/").map { String(prefix[...$0]) } ?? ""
        try visit(start, &walk)
        return ObjectPage(objects: walk.found, next: walk.isFull ? walk.found.last?.key.text : nil)
    }

    private struct Walk {
        let prefix: String
        let after: String?
        let limit: Int
        var found: [ObjectInfo] = []
        var isFull = false

        func wants(_ key: String) -> Bool {
            key.hasPrefix(prefix) && after.map { $0.utf8.lexicographicallyPrecedes(key.utf8) } ?? true
        }

        /// Whether a folder, with its `/`, can hold wanted keys.
        func wants(folder: String) -> Bool {
            guard folder.hasPrefix(prefix) || prefix.hasPrefix(folder) else { return false }
            guard let after else { return true }
            return after.hasPrefix(folder) || after.utf8.lexicographicallyPrecedes(folder.utf8)
        }
    }

    /// Visits a folder (empty, or with a `/` at its end) in the order of its keys' bytes.
    private func visit(_ folder: String, _ walk: inout Walk) throws(ObjectStoreError) {
        for name in try names(in: folder) {
            if walk.isFull { return }
            let text = folder + name
            if name.hasSuffix("/") {
                if walk.wants(folder: text) { try visit(text, &walk) }
            } else if walk.wants(text) {
                let key = ObjectKey(checked: text)
                // It may have been removed since.
                guard let size = try size(key) else { continue }
                if walk.found.count == walk.limit {
                    walk.isFull = true
                    return
                }
                walk.found.append(ObjectInfo(key: key, size: size, mediaType: nil))
            }
        }
    }

    /// Sorted; folders carry their `/`, which sorts them where their keys belong.
    private func names(in folder: String) throws(ObjectStoreError) -> [String] {
        guard let stream = unsafe opendir(path + "/" + folder) else {
            if errno == ENOENT || errno == ENOTDIR { return [] }
            throw .system("cannot be listed", path + "/" + folder)
        }
        defer { unsafe closedir(stream) }
        var names: [String] = []
        while let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { tuple in
                unsafe tuple.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            let isFolder = unsafe Int(entry.pointee.d_type) == DT_DIR
            guard name != ".", name != "..", ObjectKey.isPrefix(name) else { continue }
            names.append(isFolder ? name + "/" : name)
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}
