/// What an answer left behind to judge a later fetch by.
package struct Validators: Sendable, Hashable, Codable {
    /// What a server gave to ask again with (RFC 9110 §8.8).
    package var etag: String?
    package var lastModified: String?
    /// Seconds from the answer for which it need not be asked for again (RFC 9111 §4.2); nil or 0 for none.
    package var freshSeconds: Int?
    /// Which part of the page the document was made of; nil for all of its text. Of another part nothing is known.
    package var selection: String?

    package init(
        etag: String? = nil, lastModified: String? = nil, freshSeconds: Int? = nil, selection: String? = nil
    ) {
        self.etag = etag
        self.lastModified = lastModified
        self.freshSeconds = freshSeconds
        self.selection = selection
    }
}
