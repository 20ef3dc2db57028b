import Archives
import ArgumentParser
import EventLoops
import Foundation
import Pipelines
import PressworkRuntime
import Scraping

/// `presswork extract`: the article of a page, or of every page of a folder.
struct ExtractCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "extract", abstract: "Prints the main text and the metadata of a page.")

    @Argument(help: "A file (.html, .html.gz), a URL, or a folder of such files.") var place: String
    @Flag(help: "One JSON document; for a folder JSON Lines.") var json = false
    @Flag(help: "The pages of the folder are of one site: leave out the sentences that they share.") var site = false
    @Option(help: "Take this part of the page, such as 'article .body'; several with commas.") var select: String?

    @Flag(help: ArgumentHelp("Text blocks and what the content model sees of them.", visibility: .hidden)) var blocks =
        false

    /// Of an unpacked page; larger ones are refused by the extractor anyway.
    private static let pageLimit = 8 << 20

    private var selector: PageSelector? { select.flatMap { PageSelector($0) } }

    func validate() throws {
        guard !site || select == nil else {
            throw ValidationError("--site leaves out what pages share, and --select takes what it names as it is.")
        }
        guard select == nil || selector != nil else {
            throw ValidationError(
                "--select takes elements, .class, #id and [attribute=value], with a blank or > between them.")
        }
    }

    func run() async throws {
        var isFolder: ObjCBool = false
        if unsafe FileManager.default.fileExists(atPath: place, isDirectory: &isFolder), isFolder.boolValue {
            return try await extractFolder()
        }
        let input = try await InputReader.read(place)
        let pool = ComputePool(name: "extract", threads: 1)
        let selector = selector
        let page = try await pool.run { try Self.page(input, selector) }
        json ? try JSONPrinter.print(page) : show(page)
    }

    private func extractFolder() async throws {
        if blocks { return try printBlocks() }
        let files = try pagesOfFolder()
        let pool = ComputePool(name: "extract")
        let (folder, selector) = (place, selector)
        let shared = site ? try await sharedLines(of: files, pool) : nil
        var failed = 0
        let json = json
        try await withThrowingTaskGroup(of: Result<Output, any Error>.self) { group in
            var rest = files.makeIterator()
            func start() {
                guard let name = rest.next() else { return }
                group.addTask {
                    do {
                        return .success(
                            try await pool.run {
                                var page = try Self.page(InputReader.file("\(folder)/\(name)"), selector)
                                if let shared { page.page = page.page.without(shared) }
                                return json ? .line(try page.line()) : .page(page)
                            })
                    } catch {
                        return .failure(RuntimeError(.refused, "\(folder)/\(name): \(error)", underlying: error))
                    }
                }
            }
            for _ in 0..<pool.threads * 2 { start() }
            while let result = try await group.next() {
                start()
                switch result {
                case .success(.line(let bytes)): FileHandle.standardOutput.write(Data(bytes))
                case .success(.page(let page)): show(page)
                case .failure(let error):
                    failed += 1
                    Terminal().note(PlainText.line("error: \(error)"))
                }
            }
        }
        if failed > 0 { throw failed == files.count ? CommandExit.failed : CommandExit.partlyFailed }
    }

    /// What is made of a page beside the others: its line too, so that printing is no more than writing.
    private enum Output {
        case line([UInt8])
        case page(ExtractedFile)
    }

    /// What the first of the pages share. A page that cannot be read teaches nothing; it is told when its turn comes.
    private func sharedLines(of files: [String], _ pool: ComputePool) async throws -> SharedLines? {
        let folder = place
        let sample = files.prefix(SiteBoilerplate.documentLimit)
        let learnt = try await withThrowingTaskGroup(of: String?.self) { group in
            for name in sample {
                group.addTask {
                    try await pool.run {
                        do {
                            return try Self.page(InputReader.file("\(folder)/\(name)"), nil).page.text
                        } catch {
                            return nil
                        }
                    }
                }
            }
            return try await group.reduce(into: SiteBoilerplate()) { site, text in
                if let text { site.add(text) }
            }
        }
        return learnt.shared
    }

    private func pagesOfFolder() throws -> [String] {
        let files = try FileManager.default.contentsOfDirectory(atPath: place).sorted()
            .filter { $0.hasSuffix(".html") || $0.hasSuffix(".html.gz") || $0.hasSuffix(".htm") }
        guard !files.isEmpty else { throw RuntimeError(.notFound, "\(place) holds no .html or .html.gz file.") }
        return files
    }

    /// What `Benchmarks/fit_content.py` fits the content model to, a page a line.
    private func printBlocks() throws {
        for name in try pagesOfFolder() {
            let input = try InputReader.file("\(place)/\(name)")
            try JSONPrinter.print(BlocksOfFile(id: input.stem, page: try PageBlocks.read(bytes: Self.bytes(input))))
        }
    }

    private static func bytes(_ input: InputReader.Input) throws -> [UInt8] {
        Gzip.isCompressed(input.bytes) ? try Gzip.decompress(input.bytes, maxBytes: pageLimit) : input.bytes
    }

    private static func page(_ input: InputReader.Input, _ selector: PageSelector?) throws -> ExtractedFile {
        let page = try ExtractedPage.extract(
            bytes: bytes(input), contentType: input.contentType, url: input.url, select: selector)
        return ExtractedFile(id: input.stem, page: page)
    }

    private func show(_ file: ExtractedFile) {
        let terminal = Terminal()
        let facts = [file.page.author, file.page.date, file.page.site, file.page.language].compactMap(\.self)
        terminal.line(terminal.bold(PlainText.line(file.page.title ?? file.id)))
        if !facts.isEmpty { terminal.line(terminal.dim(PlainText.line(facts.joined(separator: " · ")))) }
        terminal.line()
        terminal.line(PlainText.block(file.page.markdown))
    }
}
