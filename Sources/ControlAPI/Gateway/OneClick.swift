/// The body of a one-click request (RFC 8058 §3.2): `List-Unsubscribe=One-Click` as a form of either encoding.
enum OneClick {
    static func isAsked(by body: [UInt8], mediaType: String) -> Bool {
        let text = String(decoding: body, as: UTF8.self)
        return switch mediaType {
        case "application/x-www-form-urlencoded":
            text.split(separator: "&").contains("List-Unsubscribe=One-Click")
        case "multipart/form-data": isAsked(byMultipart: text)
        default: false
        }
    }

    /// The part of the name has the value: a header that names it, an empty line, the word.
    private static func isAsked(byMultipart text: String) -> Bool {
        let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        guard
            let field = lines.firstIndex(where: {
                $0.lowercased().hasPrefix("content-disposition:") && $0.contains("name=\"List-Unsubscribe\"")
            }), let empty = lines[field...].firstIndex(of: ""), empty + 1 < lines.endIndex
        else { return false }
        return lines[empty + 1] == "One-Click"
    }
}
