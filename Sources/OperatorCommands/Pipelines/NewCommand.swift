import ArgumentParser
import Foundation
import PressworkRuntime

/// `presswork new`: a bundle to start from.
struct NewCommand: AsyncParsableCommand {
    enum Kind: String, ExpressibleByArgument, CaseIterable { case newsletter, ebook, social }

    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "Writes a pipeline's folder to start from.")

    @Argument(help: "newsletter, ebook or social.") var kind: Kind
    @Argument(help: "A folder that does not exist yet.") var folder: String

    func run() async throws {
        guard !FileManager.default.fileExists(atPath: folder) else {
            throw RuntimeError(.refused, "\(folder) exists already; nothing was written.")
        }
        for (path, text) in StarterBundle.files(kind: kind, name: Self.name(for: folder)) {
            let url = URL(filePath: folder).appending(path: path)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: url, options: .withoutOverwriting)
        }
        let terminal = Terminal()
        terminal.line("Wrote \(folder). Next:")
        terminal.line("  edit \(folder)/pipeline.yaml: set the source")
        terminal.line("  presswork validate \(folder)")
        terminal.line("  presswork run \(folder) --local")
    }
    /// A pipeline's name from its folder's: small letters, digits and hyphens.
    static func name(for folder: String) -> String {
        let words = URL(filePath: folder).lastPathComponent.lowercased()
            .split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        let name = String(words.joined(separator: "-").prefix(60))
        return name.isEmpty ? "pipeline" : name
    }
}
