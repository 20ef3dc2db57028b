import CLibZip
import Glibc

/// Reads a ZIP archive that lies in memory; owns libzip's handle.
///
/// Every entry is checked when it is read: path, declared and real size, CRC-32.
@safe
package struct ZIPReader: ~Copyable {
    private let archive: OpaquePointer
    private let limits: ArchiveLimits
    /// The entries' paths, in the order of the archive's directory.
    package let paths: [String]

    /// Opens the archive and checks its directory: number of entries, paths, declared sizes.
    package init(_ bytes: [UInt8], limits: ArchiveLimits = ArchiveLimits()) throws(ArchiveError) {
        let archive = try unsafe Self.open(bytes)
        do throws(ArchiveError) {
            paths = try unsafe Self.checkedPaths(of: archive, limits)
        } catch {
            unsafe zip_discard(archive)
            throw error
        }
        self.limits = limits
        unsafe self.archive = unsafe archive
    }

    deinit {
        unsafe zip_discard(archive)
    }

    /// The uncompressed bytes of one entry.
    package func bytes(of path: String) throws(ArchiveError) -> [UInt8] {
        let index = unsafe zip_name_locate(archive, path, zip_flags_t(ZIP_FL_ENC_RAW))
        var facts = unsafe zip_stat_t()
        guard index >= 0, unsafe zip_stat_index(archive, zip_uint64_t(index), 0, &facts) == 0 else {
            throw ArchiveError(.noSuchEntry, "The archive holds no “\(path)”.")
        }
        let size = unsafe Int(facts.size)
        guard let file = unsafe zip_fopen_index(archive, zip_uint64_t(index), 0) else {
            throw ArchiveError(
                .malformed, "“\(path)” cannot be read.", underlying: unsafe String(cString: zip_strerror(archive)))
        }
        defer { unsafe zip_fclose(file) }
        // One byte more than declared: only the read past the end makes libzip compare the CRC, and shows more bytes.
        var buffer = [UInt8](repeating: 0, count: size + 1)
        var filled = 0
        while filled <= size {
            let start = filled
            let read = unsafe buffer.withUnsafeMutableBytes {
                unsafe zip_fread(file, $0.baseAddress.map { unsafe $0 + start }, zip_uint64_t(size + 1 - start))
            }
            guard read >= 0 else {
                throw ArchiveError(
                    .malformed, "“\(path)” is damaged.", underlying: unsafe String(cString: zip_file_strerror(file)))
            }
            if read == 0 { break }
            filled += Int(read)
        }
        guard filled == size else {
            throw ArchiveError(
                .malformed, "“\(path)” declares \(size) bytes but holds \(filled > size ? "more" : "\(filled)").")
        }
        buffer.removeLast()
        return buffer
    }

    private static func open(_ bytes: [UInt8]) throws(ArchiveError) -> OpaquePointer {
        guard !bytes.isEmpty else {  // libzip would take it for an archive without entries
            throw ArchiveError(.malformed, "No bytes are not a ZIP archive.")
        }
        guard let copy = unsafe malloc(max(bytes.count, 1)) else {
            throw ArchiveError(.malformed, "No memory for an archive of \(bytes.count) bytes.")
        }
        unsafe bytes.withUnsafeBytes {
            unsafe UnsafeMutableRawBufferPointer(start: copy, count: bytes.count).copyMemory(from: $0)
        }
        var failure = unsafe zip_error_t()
        guard let source = unsafe zip_source_buffer_create(copy, zip_uint64_t(bytes.count), 1, &failure) else {
            unsafe free(copy)
            throw ArchiveError(.malformed, "No memory for an archive of \(bytes.count) bytes.")
        }
        guard let archive = unsafe zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &failure) else {
            unsafe zip_source_free(source)
            throw ArchiveError(
                .malformed, "These \(bytes.count) bytes are not a ZIP archive.",
                underlying: unsafe String(cString: zip_error_strerror(&failure)))
        }
        return unsafe archive
    }

    private static func checkedPaths(of archive: OpaquePointer, _ limits: ArchiveLimits) throws(ArchiveError)
        -> [String]
    {
        let count = Int(unsafe zip_get_num_entries(archive, 0))
        guard count <= limits.entries else {
            throw ArchiveError(
                .limitExceeded, "The archive holds \(count) entries; at most \(limits.entries) are read.")
        }
        var paths: [String] = []
        var total = 0
        for index in 0..<count {
            var facts = unsafe zip_stat_t()
            guard unsafe zip_stat_index(archive, zip_uint64_t(index), 0, &facts) == 0, let name = unsafe facts.name
            else {
                throw ArchiveError(.malformed, "Entry \(index) of the archive has no readable directory record.")
            }
            let path = unsafe String(cString: name)
            try ZIPPath.validate(path.hasSuffix("/") ? String(path.dropLast()) : path)
            let size = unsafe facts.size
            guard size <= limits.entryBytes, Int(size) <= limits.totalBytes - total else {
                throw ArchiveError(
                    .limitExceeded,
                    """
                    “\(path)” (\(size) bytes) passes the limits of \(limits.entryBytes) bytes an entry and \
                    \(limits.totalBytes) in all.
                    """
                )
            }
            total += Int(size)
            paths.append(path)
        }
        return paths
    }
}
