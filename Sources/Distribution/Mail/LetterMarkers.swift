import Pipelines

/// Fills a letter's ``LetterMarker``s in for one reader.
struct LetterMarkers {
    let unsubscribeURL: String
    /// `nil`: the letter stands nowhere on the web, and the link to it is taken out.
    let viewURL: String?
    /// `cid:header`, or empty where there is no picture.
    let headerImage: String

    /// The HTML with this reader's links.
    func fillHTML(_ html: String) -> String {
        var result = html.replacing(LetterMarker.unsubscribeURL.rawValue, with: Self.attribute(unsubscribeURL))
        if let viewURL {
            result = result.replacing(LetterMarker.viewURL.rawValue, with: Self.attribute(viewURL))
        } else {
            result = Self.withoutLinks(to: LetterMarker.viewURL.rawValue, in: result)
        }
        return result.replacing(LetterMarker.headerImage.rawValue, with: headerImage)
    }

    /// The text with this reader's links; a line that only leads to the web goes when there is nothing there.
    func fillText(_ text: String) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        if viewURL == nil { lines.removeAll { $0.contains(LetterMarker.viewURL.rawValue) } }
        return lines.joined(separator: "\n")
            .replacing(LetterMarker.unsubscribeURL.rawValue, with: unsubscribeURL)
            .replacing(LetterMarker.viewURL.rawValue, with: viewURL ?? "")
    }

    private static func attribute(_ url: String) -> String {
        url.replacing("&", with: "&amp;").replacing("\"", with: "&quot;")
    }

    /// Takes out each `<a …>…</a>` that leads to `marker`.
    private static func withoutLinks(to marker: String, in html: String) -> String {
        var result = html
        while let place = result.firstRange(of: marker),
            let start = result[..<place.lowerBound].ranges(of: "<a ").last?.lowerBound,
            let end = result[place.upperBound...].firstRange(of: "</a>")?.upperBound
        {
            result.removeSubrange(start..<end)
        }
        return result.replacing(marker, with: "")
    }
}
