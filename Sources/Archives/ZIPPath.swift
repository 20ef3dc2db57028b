/// The grammar of paths inside an archive: that of EPUB's container (OCF 3.3 §4.2.3), safe to unpack anywhere.
package enum ZIPPath {
    /// The longest path, in UTF-8 bytes; OCF allows 65,535, file systems do not.
    package static let maximumBytes = 1_024
    /// The longest segment, in UTF-8 bytes, as in OCF and in every Linux file system.
    package static let maximumSegmentBytes = 255

    /// Refuses paths that are absolute, climb out with `..`, have empty segments, or hold characters that OCF forbids.
    package static func validate(_ path: String) throws(ArchiveError) {
        guard !path.isEmpty, path.utf8.count <= maximumBytes else {
            throw ArchiveError(
                .invalidPath, "An archive path must be 1 to \(maximumBytes) bytes long: “\(path.prefix(80))”.")
        }
        guard !path.hasPrefix("/") else {
            throw ArchiveError(.invalidPath, "An archive path must be relative: “\(path)” starts with “/”.")
        }
        if let scalar = path.unicodeScalars.first(where: isForbidden) {
            throw ArchiveError(
                .invalidPath,
                """
                The archive path “\(path)” holds U+\(String(scalar.value, radix: 16, uppercase: true)), \
                which archives must not hold.
                """
            )
        }
        for segment in path.split(separator: "/", omittingEmptySubsequences: false) {
            guard !segment.isEmpty, segment.last != ".", segment.utf8.count <= maximumSegmentBytes else {
                throw ArchiveError(
                    .invalidPath,
                    """
                    A segment of the archive path “\(path)” is empty, ends in “.” or is longer than \
                    \(maximumSegmentBytes) bytes.
                    """
                )
            }
        }
    }

    /// Characters that OCF forbids in names, beside `/`, which separates segments.
    private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: true
        default: "\"*:<>?\\\u{FFFD}".unicodeScalars.contains(scalar)
        }
    }
}
