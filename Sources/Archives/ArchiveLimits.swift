/// Bounds on what one archive may hold, for writing and for reading.
package struct ArchiveLimits: Sendable {
    /// At most so many entries; more than 65,535 would need ZIP64, which e-book readers do not read.
    package var entries: Int
    /// At most so many bytes in one entry, uncompressed.
    package var entryBytes: Int
    /// At most so many bytes in all entries together, uncompressed.
    package var totalBytes: Int

    /// The defaults suit an illustrated book: 20,000 entries, 256 MiB each, 1 GiB in all.
    package init(entries: Int = 20_000, entryBytes: Int = 256 << 20, totalBytes: Int = 1 << 30) {
        self.entries = min(entries, 65_535)
        self.entryBytes = entryBytes
        self.totalBytes = min(totalBytes, 4 << 30 - 1)
    }
}
