import ArgumentParser
import Catalog
import Pipelines
import PressworkRuntime

/// `presswork review show`.
struct ReviewShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "What waits: its text, and its files when a folder is named.")

    @Argument(help: "The review's id.") var review: JobID
    @Option(help: ArgumentHelp("Write the files into this folder.", valueName: "dir")) var out: String?
    @OptionGroup var database: DatabaseOptions

    /// What `--json` prints.
    struct Answer: Encodable, Sendable {
        var review: ReviewItem
        /// Product name → its text.
        var manuscripts: [String: Manuscript]
        var files: [String]
    }

    func run() async throws {
        let (id, out) = (review, out)
        let answer = try await database.with { platform in
            let review = try await platform.reviews.show(id, for: platform.tenant)
            var answer = Answer(review: review, manuscripts: [:], files: [])
            for version in review.products {
                answer.manuscripts[version.product.product] = try await platform.products.manuscript(
                    version.manuscript, for: platform.tenant)
                if let out { answer.files += try await AssetFiles(out).write(version, from: platform) }
            }
            return answer
        }
        database.json ? try JSONPrinter.print(answer) : Self.show(answer)
    }

    /// What of the text is quoted, what only looks so, and what was wrong with answers that were taken.
    private static func show(_ provenance: Provenance, on terminal: Terminal) {
        let count = provenance.quotes.count
        if count > 0 {
            terminal.line(
                "\n" + terminal.dim("\(count) \(count == 1 ? "quote was" : "quotes were") found in the sources"))
        }
        for words in provenance.unfound {
            terminal.line(terminal.styled(PlainText.line("in none of the sources: “\(words)”"), .yellow))
        }
        for finding in provenance.findings {
            terminal.line(terminal.styled(PlainText.line("let pass: \(finding)"), .yellow))
        }
    }

    private static func show(_ answer: Answer) {
        let terminal = Terminal()
        for version in answer.review.products {
            terminal.line(terminal.bold(PlainText.line(version.title)))
            terminal.line(terminal.dim(PlainText.line("\(version.product), version \(version.version)")))
            for section in answer.manuscripts[version.product.product]?.sections ?? [] {
                if !section.heading.isEmpty { terminal.line("\n" + terminal.bold(PlainText.line(section.heading))) }
                terminal.line("\n" + PlainText.block(section.markdown))
            }
            if let provenance = answer.manuscripts[version.product.product]?.provenance {
                show(provenance, on: terminal)
            }
            terminal.line()
        }
        for file in answer.files { terminal.line(PlainText.line(file)) }
        terminal.line("approve: presswork review approve \(answer.review.job)")
        terminal.line("reject:  presswork review reject \(answer.review.job) --note …")
    }
}
