import Archives

/// Checks a finished book against the structural rules of EPUB 3.3 that writers break: those for which epubcheck says
/// PKG, OPF, RSC, NCX and NAV. Runs on every book, in milliseconds; epubcheck itself takes seconds and runs in the tests.
struct EPUBLint {
    /// One mistake.
    struct Finding: Hashable, Sendable, CustomStringConvertible {
        /// The file in the archive; empty for the archive itself.
        var path: String
        var message: String

        var description: String { path.isEmpty ? message : "\(path): \(message)" }
    }

    /// Contents by path in the archive.
    var files: [String: [UInt8]] = [:]
    /// Elements of each XML file that is well-formed.
    var trees: [String: [XMLScan.Element]] = [:]
    var findings: [Finding] = []

    /// Every mistake in the book; none for a good one. Synchronous: on the compute pool.
    static func check(_ book: [UInt8]) -> [Finding] {
        var lint = EPUBLint()
        lint.checkArchive(book)
        guard lint.findings.isEmpty, let package = lint.packagePath() else { return lint.findings }
        for path in lint.files.keys.sorted() where lint.isXML(path) { lint.parse(path) }
        guard lint.findings.isEmpty else { return lint.findings }
        let manifest = lint.checkPackage(package)
        for item in manifest where item.mediaType == BookFile.xhtml { lint.checkContent(item.path) }
        lint.checkNavigation(manifest)
        return lint.findings
    }

    mutating func report(_ path: String, _ message: String) {
        findings.append(Finding(path: path, message: message))
    }

    /// OCF 3.3 §4: `mimetype` first, stored, without an extra field.
    private mutating func checkArchive(_ book: [UInt8]) {
        let isPlain =
            book.count > 58 && book[8] == 0 && book[9] == 0 && book[28] == 0 && book[29] == 0
            && book[30..<58].elementsEqual("mimetypeapplication/epub+zip".utf8)
        if !isPlain { report("", "the first entry is not a plain mimetype") }
        do throws(ArchiveError) {
            let reader = try ZIPReader(book)
            for path in reader.paths { files[path] = try reader.bytes(of: path) }
        } catch {
            report("", "the archive cannot be read: \(error)")
        }
    }

    private mutating func packagePath() -> String? {
        let path = "META-INF/container.xml"
        guard files[path] != nil else {
            report(path, "is missing")
            return nil
        }
        parse(path)
        let root = trees[path]?.first { $0.name == "rootfile" }
        guard let package = root?.attributes["full-path"], files[package] != nil,
            root?.attributes["media-type"] == "application/oebps-package+xml"
        else {
            report(path, "names no package document that is there")
            return nil
        }
        return package
    }

    private func isXML(_ path: String) -> Bool {
        [".xhtml", ".opf", ".ncx"].contains { path.hasSuffix($0) }
    }

    private mutating func parse(_ path: String) {
        do throws(XMLScan.Mistake) {
            trees[path] = try XMLScan.elements(of: files[path] ?? [])
        } catch {
            report(path, error.description)
        }
    }

    /// `path` as seen from the file `base`, with `..` resolved.
    static func resolve(_ path: String, from base: String) -> String {
        guard !path.isEmpty else { return base }
        var segments = base.split(separator: "/").dropLast().map(String.init)
        for segment in path.split(separator: "/") {
            if segment == ".." { _ = segments.popLast() } else { segments.append(String(segment)) }
        }
        return segments.joined(separator: "/")
    }
}
