import EventLoops
import Scraping

/// Prints the pages of a crawl as they come.
struct CrawlPrinter: Sendable {
    let isJSON: Bool
    /// Whether the main text of each page is printed too.
    let showsText: Bool
    let pool: ComputePool

    func show(_ visit: CrawlVisit) async throws {
        var line = CrawlLine(visit)
        if showsText, case .page(let response) = visit.outcome {
            do {
                line.page = try await pool.run {
                    try ExtractedPage.extract(
                        bytes: response.body, contentType: response.contentType, url: response.url)
                }
            } catch let error where !(error is CancellationError) {
                line.error = "\(error)"
            }
        }
        try show(line)
    }

    func show(_ line: CrawlLine) throws {
        if isJSON { return try JSONPrinter.print(line) }
        let terminal = Terminal()
        terminal.line(PlainText.line("\(line.status.map(String.init) ?? line.outcome)  \(line.url)"))
        if let error = line.error { terminal.line(terminal.dim(PlainText.line("    \(error)"))) }
        if let page = line.page { terminal.line(PlainText.block(page.markdown)) }
    }
}
