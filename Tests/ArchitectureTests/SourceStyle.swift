import PressworkTestSupport
import Testing

/// The rules of the code that the compiler and swift-format do not see.
@Suite(.computing) struct SourceStyle {
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
        let files = try SourceTree.files()
        let requirements = Self.requirements(of: files)
        for file in files {
            for (number, line) in file.lines.enumerated()
            where Self.needsDocumentation(line, requirements: requirements)
                && !Self.isDocumented(file.lines, at: number)
            {
                Issue.record("\(file.path):\(number + 1) has no doc comment: \(line.trimming)")
            }
        }
    }

    @Test func nothingTrapsOrEscapesTheTaskTree() throws {
        for file in try SourceTree.files() {
            for (number, line) in file.lines.enumerated() where !line.trimming.hasPrefix("//") {
                for trap in ["try!", " as! ", "fatalError(", " Task {", "Task.detached"] where line.contains(trap) {
                    let isExplained = trap == " Task {" && Self.saysWhyItIsNoChildTask(file.lines, at: number)
                    #expect(isExplained, "\(file.path):\(number + 1) says \(trap)")
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

    /// Types and functions; stored properties and cases speak through their type's comment, witnesses through the
    /// protocol's, and an error's `Code` through the error's.
    private static func needsDocumentation(_ line: String, requirements: Set<String>) -> Bool {
        let words = line.trimming.split(separator: " ").map(String.init)
        guard let first = words.first, first == "package" || first == "public" else { return false }
        let declares: Set<String> = ["struct", "class", "enum", "actor", "protocol", "func"]
        guard let position = words.firstIndex(where: { declares.contains($0) }), position + 1 < words.count else {
            return false
        }
        let name = String(words[position + 1].prefix { $0.isLetter || $0.isNumber || $0 == "_" })
        return words[position] == "func" ? !requirements.contains(name) : name != "Code"
    }

    /// Names of what protocols ask for: ours, and those of the standard library, swift-log and swift-metrics.
    private static func requirements(of files: [SourceTree.File]) -> Set<String> {
        var names: Set<String> = [
            "", "hash", "encode", "enqueue", "checkIsolated", "run", "log", "next", "makeAsyncIterator", "makeCounter",
            "makeFloatingPointCounter", "makeMeter", "makeRecorder", "makeTimer", "destroyCounter",
            "destroyFloatingPointCounter", "destroyMeter", "destroyRecorder", "destroyTimer",
        ]
        for file in files where file.lines.contains(where: { $0.contains("protocol ") }) {
            for line in file.lines where line.trimming.hasPrefix("func ") || line.trimming.hasPrefix("static func ") {
                let words = line.trimming.split(separator: " ")
                if let position = words.firstIndex(of: "func"), position + 1 < words.count {
                    names.insert(String(words[position + 1].prefix { $0.isLetter || $0.isNumber || $0 == "_" }))
                }
            }
        }
        return names
    }

    private static func isDocumented(_ lines: [String], at number: Int) -> Bool {
        var index = number - 1
        while index >= 0, lines[index].trimming.hasPrefix("@") { index -= 1 }
        return index >= 0 && lines[index].trimming.hasPrefix("///")
    }

    /// A cancellation handler has no other way back; anywhere else a comment just above has to say why.
    private static func saysWhyItIsNoChildTask(_ lines: [String], at number: Int) -> Bool {
        lines[max(0, number - 5)...number].contains {
            $0.contains("onCancel") || $0.contains("onGracefulShutdown") || $0.trimming.hasPrefix("// ")
        }
    }
}

extension String {
    fileprivate var trimming: String { String(drop { $0 == " " }) }
}
