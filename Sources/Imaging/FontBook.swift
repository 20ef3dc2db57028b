import Crypto
import Foundation

/// The fonts that covers are set in, read and checked once, shared by all drawings.
package final class FontBook: Sendable {
    private let files: [FontFile: FontData]

    /// Reads every font file from where Debian installs it. Blocks on the disk for some milliseconds.
    ///
    /// - Parameter root: stands before each path; tests give a folder of their own.
    /// - Throws: ``ImagingError/Code/fontMissing`` naming the Debian package to install, or
    ///   ``ImagingError/Code/fontChanged`` if a file is not the pinned one.
    package init(root: String = "") throws(ImagingError) {
        var files: [FontFile: FontData] = [:]
        for file in FontFile.allCases {
            let data: Data
            do {
                data = try Data(contentsOf: URL(fileURLWithPath: root + file.path))
            } catch {
                if file.isOptional { continue }
                throw ImagingError(
                    .fontMissing,
                    "The font \(file.path) is missing; install the Debian package \(file.debianPackage).",
                    underlying: "\(error)")
            }
            let hash = SHA256.hash(data: data).map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
            guard file.sha256 == hash else {
                throw ImagingError(
                    .fontChanged,
                    "The font \(file.path) is not that of Debian 12's \(file.debianPackage); reinstall that package.",
                    underlying: "SHA-256 \(hash)")
            }
            files[file] = FontData(data)
        }
        self.files = files
    }

    /// The file's bytes; nil if it is optional and not installed.
    func data(of file: FontFile) -> FontData? {
        files[file]
    }
}
