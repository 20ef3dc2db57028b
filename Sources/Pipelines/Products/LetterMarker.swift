/// What `assemble` leaves open in a letter and `distribute` fills in: the only three things that differ by recipient or
/// by channel. Each stands in the HTML and in the text exactly as its raw value; text of people and of sources cannot
/// make one, since `assemble` breaks every other `{{`.
package enum LetterMarker: String, Sendable, CaseIterable {
    /// The one-click address of the recipient (RFC 8058). In the HTML it is the value of `href`: escape `&` and `"`.
    case unsubscribeURL = "{{unsubscribe_url}}"
    /// Where the letter can be read on the web. In the HTML it is the value of `href`.
    case viewURL = "{{view_url}}"
    /// The header's picture: `cid:…` of an inline part, or an address. Only where the version has a `header` asset.
    case headerImage = "{{header_image}}"
}
