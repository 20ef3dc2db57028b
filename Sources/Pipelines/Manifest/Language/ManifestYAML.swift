import Yams

/// Reads YAML bytes into a ``ManifestNode`` without any of YAML 1.1's guesses, within limits.
struct ManifestYAML {
    /// Bytes of one YAML file.
    static let sizeLimit = 1 << 20
    /// Levels of nesting; the language itself needs five.
    static let depthLimit = 32
    /// Values in one file.
    static let nodeLimit = 100_000
    /// Bytes that are read in all while repeated keys are looked for.
    private static let readingLimit = 1 << 20
    /// A key written twice is marked in a copy of the text, so that the rest of the file can still be checked.
    private static let repeatedKeyMarks = 0xE000...0xE0FF

    private(set) var problems: [ManifestProblem] = []
    private let file: String
    /// Lines before the YAML in its file (front matter starts on the second).
    private let lineOffset: Int
    private var nodeCount = 0

    init(file: String, lineOffset: Int = 0) {
        self.file = file
        self.lineOffset = lineOffset
    }

    /// The root of the file, or `nil` when it has none that could be looked at. ``problems`` says what is wrong.
    mutating func parse(_ bytes: some Collection<UInt8>) -> ManifestNode? {
        guard bytes.count <= Self.sizeLimit else {
            report(.limit, .start, "The file has \(bytes.count) bytes; a manifest has at most \(Self.sizeLimit).")
            return nil
        }
        guard var text = String(validating: bytes, as: UTF8.self) else {
            report(.syntax, .start, "The file is not valid UTF-8.")
            return nil
        }
        if let place = AliasScan.firstAlias(in: text) {
            let shifted = SourcePlace(line: place.line + lineOffset, column: place.column)
            report(.syntax, shifted, "Anchors and aliases (`&name`, `*name`) are not part of the language.")
            return nil
        }
        // Each repeated key costs one more reading: long files are read less often.
        let readings = max(2, min(Self.repeatedKeyMarks.count, Self.readingLimit / max(1, bytes.count)))
        var last = SourcePlace.start
        for mark in Self.repeatedKeyMarks.prefix(readings) {
            do {
                let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
                guard let root = try parser.singleRoot() else {
                    report(.syntax, .start, "The file is empty.")
                    return nil
                }
                // Nodes hold their anchors weakly; the parser keeps them.
                return withExtendedLifetime(parser) { convert(root, depth: 0) }
            } catch YamlError.duplicatedKeysInMapping(_, let context) {
                last = place(context.mark)
                guard let marked = Self.mark(text, at: context.mark, with: mark) else {
                    report(.duplicateKey, last, "A key is given twice in one mapping.")
                    return nil
                }
                text = marked
            } catch {
                report(error)
                return nil
            }
        }
        report(.duplicateKey, last, "This key and others before it are given twice in one mapping.")
        return nil
    }

    // MARK: The tree

    private mutating func convert(_ node: Node, depth: Int) -> ManifestNode? {
        let place = node.mark.map(place) ?? .start
        nodeCount += 1
        guard depth <= Self.depthLimit, nodeCount <= Self.nodeLimit else {
            if nodeCount <= Self.nodeLimit || nodeCount == Self.nodeLimit + 1 {
                report(.limit, place, "The file is nested deeper than \(Self.depthLimit) levels or too long.")
            }
            return nil
        }
        if node.anchor != nil { report(.syntax, place, "Anchors (`&name`) are not part of the language.") }
        switch node {
        case .scalar(let scalar):
            checkTag(scalar.tag, allowed: ["", "!", "tag:yaml.org,2002:str"], place)
            let isPlain = scalar.style == .plain || scalar.style == .any
            return ManifestNode(content: .scalar(scalar.string, isPlain: isPlain), place: place)
        case .sequence(let sequence):
            checkTag(sequence.tag, allowed: ["", "!", "tag:yaml.org,2002:seq"], place)
            return ManifestNode(content: .list(sequence.compactMap { convert($0, depth: depth + 1) }), place: place)
        case .mapping(let mapping):
            checkTag(mapping.tag, allowed: ["", "!", "tag:yaml.org,2002:map"], place)
            return ManifestNode(content: .mapping(entries(of: mapping, depth: depth)), place: place)
        case .alias:
            report(.syntax, place, "Aliases (`*name`) are not part of the language.")
            return nil
        }
    }

    private mutating func entries(of mapping: Node.Mapping, depth: Int) -> [ManifestNode.Entry] {
        var entries: [ManifestNode.Entry] = []
        var repeated: [(key: String, place: SourcePlace)] = []
        for (key, value) in mapping {
            let keyPlace = key.mark.map(place) ?? .start
            guard case .scalar(let scalar) = key else {
                report(.syntax, keyPlace, "A key is a single word here, not a list or a mapping.")
                continue
            }
            guard let converted = convert(value, depth: depth + 1) else { continue }
            if let first = scalar.string.unicodeScalars.first, Self.repeatedKeyMarks.contains(Int(first.value)) {
                repeated.append((String(scalar.string.unicodeScalars.dropFirst()), keyPlace))
            } else {
                entries.append(ManifestNode.Entry(key: scalar.string, place: keyPlace, value: converted))
            }
        }
        for (rest, first) in repeated {
            let kept = entries.first { String($0.key.unicodeScalars.dropFirst()) == rest }
            let name = kept?.key ?? rest
            report(
                .duplicateKey, kept?.place ?? first,
                "`\(name)` is given twice in one mapping, first on line \(first.line).",
                field: name)
        }
        return entries
    }

    /// Replaces the first character of the key at `mark` by one that no manifest uses; columns stay as they are.
    private static func mark(_ text: String, at mark: Mark, with value: Int) -> String? {
        var scalars = Array(text.unicodeScalars)
        var line = 1
        var index = 0
        while line < mark.line, index < scalars.count {
            if scalars[index] == "\n" || (scalars[index] == "\r" && scalars[safe: index + 1] != "\n") { line += 1 }
            index += 1
        }
        index += mark.column - 1
        if let quote = scalars[safe: index], quote == "\"" || quote == "'" { index += 1 }
        guard line == mark.line, let old = scalars[safe: index], let new = Unicode.Scalar(value),
            !repeatedKeyMarks.contains(Int(old.value)), !old.properties.isWhitespace
        else { return nil }
        scalars[index] = new
        var marked = String.UnicodeScalarView()
        marked.append(contentsOf: scalars)
        return String(marked)
    }

    // MARK: Problems

    private mutating func checkTag(_ tag: Tag, allowed: [String], _ place: SourcePlace) {
        guard !allowed.contains(tag.description) else { return }
        report(.syntax, place, "Tags such as `\(tag.description)` are not part of the language.")
    }

    private mutating func report(_ error: any Error) {
        switch error {
        case YamlError.scanner(let context, let problem, let mark, _),
            YamlError.parser(let context, let problem, let mark, _):
            let during = context.map { " (\($0.text), line \($0.mark.line + lineOffset))" } ?? ""
            report(.syntax, place(mark), "This is not YAML: \(problem)\(during).")
        case YamlError.composer(_, let problem, let mark, _):
            report(.syntax, place(mark), "This is not one YAML document: \(problem).")
        case YamlError.reader(let problem, let offset, _, let yaml):
            let before = yaml.prefix(offset ?? 0)
            let line = 1 + before.count { $0.isNewline }
            report(.syntax, SourcePlace(line: line + lineOffset, column: 1), "This is not YAML: \(problem).")
        default:
            report(.syntax, .start, "This is not YAML that can be read.")
        }
    }

    private mutating func report(
        _ kind: ManifestProblem.Kind, _ place: SourcePlace, _ message: String, field: String = ""
    ) {
        problems.append(
            ManifestProblem(
                kind: kind, file: file, line: place.line, column: place.column, field: field, message: message))
    }

    private func place(_ mark: Mark) -> SourcePlace {
        SourcePlace(line: mark.line + lineOffset, column: mark.column)
    }
}
