/// Gathers entries and writes them as one ZIP archive, byte for byte the same on every run.
///
/// Every entry carries the DOS epoch (1980-01-01) and no extra fields, so that equal entries in equal order give an
/// equal archive. Entries lie in it in the order they were added; an EPUB is made by ``epub(entries:limits:)``.
package struct ZIPWriter: Sendable {
    /// The media type that the first entry of an EPUB holds (OCF 3.3 §4.3).
    package static let epubMediaType = "application/epub+zip"

    private let limits: ArchiveLimits
    private var entries: [ZIPEntry] = []
    private var foldedPaths: Set<String> = []
    private var totalBytes = 0

    package init(limits: ArchiveLimits = ArchiveLimits()) {
        self.limits = limits
    }

    /// Adds one entry; refuses invalid and repeated paths (compared without case, as OCF does) and what passes limits.
    package mutating func add(_ entry: ZIPEntry) throws(ArchiveError) {
        try ZIPPath.validate(entry.path)
        guard entries.count < limits.entries else {
            throw ArchiveError(
                .limitExceeded, "The archive already holds \(limits.entries) entries; “\(entry.path)” is one too many.")
        }
        guard entry.bytes.count <= limits.entryBytes, entry.bytes.count <= limits.totalBytes - totalBytes else {
            throw ArchiveError(
                .limitExceeded,
                """
                With “\(entry.path)” (\(entry.bytes.count) bytes) the archive passes its limit of \(limits.entryBytes) bytes \
                an entry or \(limits.totalBytes) in all.
                """
            )
        }
        guard foldedPaths.insert(entry.path.lowercased()).inserted else {
            throw ArchiveError(
                .invalidPath, "The archive already holds “\(entry.path)” (paths are compared without case).")
        }
        totalBytes += entry.bytes.count
        entries.append(entry)
    }

    /// Adds bytes under a path.
    package mutating func add(
        _ path: String, _ bytes: [UInt8], _ compression: ZIPEntry.Compression = .deflated
    ) throws(ArchiveError) {
        try add(ZIPEntry(path: path, bytes: bytes, compression: compression))
    }

    /// The finished archive.
    package func finish() throws(ArchiveError) -> [UInt8] {
        var archive = try ZIPArchiveHandle()
        for entry in entries {
            try archive.append(entry)
        }
        return try archive.close()
    }

    /// An EPUB's archive: `mimetype` first, stored and without extra field, then the entries as given.
    package static func epub(
        entries: [ZIPEntry], limits: ArchiveLimits = ArchiveLimits()
    ) throws(ArchiveError) -> [UInt8] {
        var writer = ZIPWriter(limits: limits)
        try writer.add("mimetype", Array(epubMediaType.utf8), .stored)
        for entry in entries {
            try writer.add(entry)
        }
        return try writer.finish()
    }
}
