import Testing

/// The rules of the code that the compiler and swift-format do not see.
@Suite struct SourceStyle {
    @Test func filesAreSmall() throws {
        let lengths = try SourceTree.files().map { ($0.path, $0.lines.count) }.sorted { $0.1 < $1.1 }
        for (path, length) in lengths { #expect(length <= 400, "\(path) has \(length) lines") }
        let median = try #require(lengths.isEmpty ? nil : lengths[lengths.count / 2].1)
        #expect(median <= 110, "the median file has \(median) lines")
    }

    @Test func namesSayWhatThingsAre() throws {
        for file in try SourceTree.files() {
            let name = file.path.split(separator: "/").last.map(String.init) ?? ""
            for word in ["Manager", "Helper", "Utils", "Placeholder"] {
                #expect(!name.contains(word), "\(file.path) is named for nothing")
            }
        }
    }

    @Test func declarationsThatOthersSeeAreDocumented() throws {
        for file in try SourceTree.files() {
            for (number, line) in file.lines.enumerated() where Self.needsDocumentation(line, in: file) {
                #expect(
                    Self.isDocumented(file.lines, at: number),
                    "\(file.path):\(number + 1) has no doc comment: \(line.trimming)")
            }
        }
    }

    @Test func nothingTrapsOrEscapesTheTaskTree() throws {
        for file in try SourceTree.files() {
            for (number, line) in file.lines.enumerated() where !line.trimming.hasPrefix("//") {
                for trap in ["try!", " as! ", "fatalError(", " Task {", "Task.detached"] where line.contains(trap) {
                    let isCancellation = trap == " Task {" && Self.isInsideCancellationHandler(file.lines, at: number)
                    #expect(isCancellation, "\(file.path):\(number + 1) says \(trap)")
                }
            }
        }
    }

    @Test func uncheckedSendableCarriesItsProof() throws {
        for file in try SourceTree.files() {
            for (number, line) in file.lines.enumerated()
            where (line.contains("@unchecked Sendable") || line.contains("nonisolated(unsafe)"))
                && !line.trimming.hasPrefix("//")
            {
                let nearby = file.lines[max(0, number - 8)...number].joined(separator: "\n")
                #expect(nearby.contains("//"), "\(file.path):\(number + 1) has no proof beside it")
            }
        }
    }

    /// Types and functions; stored properties and cases speak through their type's comment, conformances through the
    /// protocol's.
    private static func needsDocumentation(_ line: String, in file: SourceTree.File) -> Bool {
        let words = line.trimming.split(separator: " ").map(String.init)
        guard let first = words.first, first == "package" || first == "public" else { return false }
        let declares: Set<String> = ["struct", "class", "enum", "actor", "protocol", "func"]
        guard let keyword = words.first(where: { declares.contains($0) }) else { return false }
        return keyword != "func" || !line.hasPrefix("    ") || !isRequirementOrWitness(words)
    }

    /// Witnesses of well-known protocols need no words of their own.
    private static func isRequirementOrWitness(_ words: [String]) -> Bool {
        let witnesses = [
            "==", "<", "hash(into:", "encode(to", "run()", "run(_", "memoMaterial", "enqueue(_", "checkIsolated",
        ]
        let text = words.joined(separator: " ")
        return witnesses.contains { text.contains("func \($0)") }
    }

    private static func isDocumented(_ lines: [String], at number: Int) -> Bool {
        var index = number - 1
        while index >= 0, lines[index].trimming.hasPrefix("@") { index -= 1 }
        return index >= 0 && lines[index].trimming.hasPrefix("///")
    }

    private static func isInsideCancellationHandler(_ lines: [String], at number: Int) -> Bool {
        lines[max(0, number - 3)...number].contains { $0.contains("onCancel") || $0.contains("onGracefulShutdown") }
    }
}

extension String {
    fileprivate var trimming: String { String(drop { $0 == " " }) }
}
