import CLibZip
import Glibc

/// Owns a libzip archive that is being written into memory.
@safe
struct ZIPArchiveHandle: ~Copyable {
    /// DOS date of 1980-01-01, the earliest there is: days from 1, months from 1, years from 1980.
    private static let epochDate: UInt16 = 0 << 9 | 1 << 5 | 1

    /// Nil once libzip has closed or discarded it.
    private var archive: OpaquePointer?
    /// Where libzip writes; kept by a reference of our own so that it can be read after the archive is closed.
    private let output: OpaquePointer

    init() throws(ArchiveError) {
        var failure = unsafe zip_error_t()
        guard let output = unsafe zip_source_buffer_create(nil, 0, 0, &failure) else {
            throw ArchiveError(.writeFailed, "No memory for the archive.")
        }
        guard let archive = unsafe zip_open_from_source(output, ZIP_TRUNCATE, &failure) else {
            unsafe zip_source_free(output)
            throw ArchiveError(
                .writeFailed, "The archive could not be begun.",
                underlying: unsafe String(cString: zip_error_strerror(&failure)))
        }
        unsafe zip_source_keep(output)
        unsafe self.archive = unsafe archive
        unsafe self.output = unsafe output
    }

    deinit {
        if let archive = unsafe archive { unsafe zip_discard(archive) }
        unsafe zip_source_free(output)
    }

    /// Appends one entry with a fixed time and the attributes of a plain file (rw-r--r--).
    mutating func append(_ entry: ZIPEntry) throws(ArchiveError) {
        guard let source = unsafe copiedSource(entry.bytes) else {
            throw ArchiveError(.writeFailed, "No memory for “\(entry.path)”.", underlying: reason())
        }
        let index = unsafe zip_file_add(archive, entry.path, source, zip_flags_t(ZIP_FL_ENC_UTF_8))
        guard index >= 0 else {
            unsafe zip_source_free(source)
            throw ArchiveError(.writeFailed, "“\(entry.path)” could not be added.", underlying: reason())
        }
        let position = zip_uint64_t(index)
        let isStored = entry.compression == .stored
        guard
            unsafe zip_set_file_compression(
                archive, position, isStored ? ZIP_CM_STORE : ZIP_CM_DEFLATE, isStored ? 0 : 9) == 0,
            unsafe zip_file_set_dostime(archive, position, 0, Self.epochDate, 0) == 0,
            unsafe zip_file_set_external_attributes(
                archive, position, 0, zip_uint8_t(ZIP_OPSYS_UNIX), zip_uint32_t(0o100_644) << 16) == 0
        else {
            throw ArchiveError(.writeFailed, "“\(entry.path)” could not be described.", underlying: reason())
        }
    }

    /// Writes the archive and takes its bytes.
    mutating func close() throws(ArchiveError) -> [UInt8] {
        guard unsafe zip_close(archive) == 0 else {
            throw ArchiveError(.writeFailed, "The archive could not be written.", underlying: reason())
        }
        unsafe archive = nil
        return try writtenBytes()
    }

    /// A source over a copy of the bytes that libzip frees itself, when it has written them or gives up.
    private func copiedSource(_ bytes: [UInt8]) -> OpaquePointer? {
        guard let copy = unsafe malloc(max(bytes.count, 1)) else { return nil }
        unsafe bytes.withUnsafeBytes {
            unsafe UnsafeMutableRawBufferPointer(start: copy, count: bytes.count).copyMemory(from: $0)
        }
        guard let source = unsafe zip_source_buffer(archive, copy, zip_uint64_t(bytes.count), 1) else {
            unsafe free(copy)
            return nil
        }
        return unsafe source
    }

    private func writtenBytes() throws(ArchiveError) -> [UInt8] {
        var facts = unsafe zip_stat_t()
        guard unsafe zip_source_stat(output, &facts) == 0, unsafe zip_source_open(output) == 0 else {
            throw ArchiveError(.writeFailed, "The written archive could not be read back.")
        }
        defer { unsafe zip_source_close(output) }
        let size = unsafe Int(facts.size)
        var bytes = [UInt8](repeating: 0, count: size)
        let read = unsafe bytes.withUnsafeMutableBytes {
            unsafe zip_source_read(output, $0.baseAddress, zip_uint64_t(size))
        }
        guard Int(read) == size else {
            throw ArchiveError(.writeFailed, "Only \(read) of the archive's \(size) bytes could be read back.")
        }
        return bytes
    }

    private func reason() -> String {
        unsafe String(cString: zip_strerror(archive))
    }
}
