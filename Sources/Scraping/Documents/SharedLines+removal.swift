import Markup
package import Pipelines

extension SharedLines {
    /// A text without the sentences that its site's documents share: lines of nothing else go, and what stands in a line of
    /// its own words. Headings, tables and code stay.
    ///
    /// - Parameter markdown: CommonMark.
    /// - Returns: nil where nothing is to be removed, and where more than half of the text would be: that is no notice.
    package func removed(from markdown: String) -> (markdown: String, text: String)? {
        let sentences = Set(hashes)
        guard !sentences.isEmpty else { return nil }
        var kept = KeptLines()
        var fence: Substring?
        for line in markdown.split(separator: "\n", omittingEmptySubsequences: false) {
            let mark = line.drop { $0 == " " }.prefix(3)
            if mark == "```" || mark == "~~~" {
                fence = fence == nil ? mark : fence == mark ? nil : fence
                kept.append(String(line))
            } else if fence != nil {
                kept.append(String(line))
            } else {
                kept.append(Self.rest(of: line, without: sentences))
            }
        }
        let result = kept.text
        guard result != markdown, result.utf8.count * 2 >= markdown.utf8.count else { return nil }
        do {
            return (result, try MarkdownDocument.parse(result).plainText)
        } catch {
            // Nothing is taken out of a text whose rest could not be read: it stays whole.
            return nil
        }
    }

    /// A document without those sentences; as it is where there are none.
    package func removed(from document: Document) -> Document {
        guard let (markdown, text) = removed(from: document.markdown), !text.isEmpty else { return document }
        var document = document
        (document.markdown, document.text) = (markdown, text)
        document.quality = TextQuality.score(text)
        return document
    }

    /// What is left of a line of Markdown; nil for nothing.
    private static func rest(of line: Substring, without shared: Set<UInt64>) -> String? {
        let trimmed = line.drop { $0 == " " }
        guard let first = trimmed.first, first != "#", first != "|" else { return String(line) }
        let plain: [UInt8]
        do { plain = Array(try MarkdownDocument.parse(unbroken(trimmed)).plainText.utf8) } catch {
            return String(line)
        }
        let sentences = SentenceScan.sentences(of: plain[...])
        let common = sentences.filter { shared.contains($0.hash) }
        guard !common.isEmpty else { return String(line) }
        if common.count == sentences.count, common.reduce(0, { $0 + $1.range.count }) + 4 >= plain.count { return nil }
        var rest = String(line)
        for sentence in common {
            // One with marks of Markdown in it stands otherwise in the line, and stays.
            let words = String(decoding: plain[sentence.range], as: UTF8.self).trimmingBlanks
            guard let range = rest.firstRange(of: words) else { continue }
            let end = rest[range.upperBound...].first == " " ? rest.index(after: range.upperBound) : range.upperBound
            rest.removeSubrange(range.lowerBound..<end)
        }
        // Blanks at its end would break the line.
        while rest.last == " " { rest.removeLast() }
        return rest.trimmingBlanks.isEmpty ? nil : rest
    }

    /// A line without the mark that breaks it.
    private static func unbroken(_ line: Substring) -> String {
        String(line.hasSuffix("\\") ? line.dropLast() : line)
    }
}

/// Lines of Markdown of which some are left out.
private struct KeptLines {
    private var lines: [String] = []
    private var isAfterGap = false

    /// - Parameter line: nil for one that is left out.
    mutating func append(_ line: String?) {
        guard let line else {
            isAfterGap = true
            return
        }
        if isAfterGap, line.trimmingBlanks.isEmpty {
            endParagraph()
            if lines.last.map(\.trimmingBlanks.isEmpty) ?? true { return }
        }
        isAfterGap = false
        lines.append(line)
    }

    var text: String {
        var kept = self
        if kept.isAfterGap {
            kept.endParagraph()
            while kept.lines.last?.trimmingBlanks.isEmpty == true { kept.lines.removeLast() }
        }
        return kept.lines.joined(separator: "\n")
    }

    /// A line that ends in a break had a line behind it.
    private mutating func endParagraph() {
        guard let last = lines.last, last.hasSuffix("\\"), !last.hasSuffix("\\\\") else { return }
        lines[lines.count - 1].removeLast()
    }
}
