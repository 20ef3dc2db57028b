/// All that a feed says, under the names that `feedparser` made known: `feed` with the feed's own members, `entries`,
/// `encoding`, `version`, and `bozo` where it is not what it claims to be. What a dialect calls otherwise (`tagline`,
/// `description`, `copyright`, `guid`) has that name too.
package struct FeedDocument: Sendable {
    /// `rss20`, `atom10`, …; empty for a dialect without a version.
    package var version = ""
    /// Lower case.
    package var encoding = "utf-8"
    /// Whether the document is not well formed, or not in the encoding or of the type that it says.
    package var isMalformed = false
    package var feed = FeedFields()
    package var entries: [FeedFields] = []
    /// Bytes of what it was read from.
    var size = 0

    /// As it is printed.
    package var fields: FeedFields {
        FeedFields([
            ("bozo", .bool(isMalformed)), ("encoding", .text(encoding)), ("version", .text(version)),
            ("feed", .fields(feed)), ("entries", .list(entries.map { .fields($0) })),
        ])
    }
}
