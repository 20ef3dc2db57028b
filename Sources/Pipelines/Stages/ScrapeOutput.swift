/// What `scrape` found: the documents in the manifest's order, and what could not be had.
package struct ScrapeOutput: Sendable, Hashable, Codable {
    package var documents: [DocumentReference]
    package var problems: [SourceProblem]

    package init(documents: [DocumentReference], problems: [SourceProblem] = []) {
        self.documents = documents
        self.problems = problems
    }
}
