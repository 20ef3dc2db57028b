/// Which chapter is to be written, and what stands around it.
package struct ChapterPlace: Sendable {
    /// From 1.
    package var number: Int
    package var count: Int
    package var chapter: OutlinedChapter
    /// The titles of all chapters; none where each source is one.
    package var titles: [String]

    package init(number: Int, count: Int, chapter: OutlinedChapter, titles: [String] = []) {
        self.number = number
        self.count = count
        self.chapter = chapter
        self.titles = titles
    }
}
