/// The error document of a storage service.
struct S3Fault: CustomStringConvertible {
    let code: String
    private let text: String?

    /// Nil if `body` is none.
    init?(_ body: [UInt8]) {
        let text = String(decoding: body.prefix(8192), as: UTF8.self)
        let elements = XMLElements(text[...])
        guard let code = elements.first("Code") else { return nil }
        self.code = code
        self.text = elements.first("Message")
    }

    var description: String {
        guard let text, !text.isEmpty else { return code }
        return "\(code): \(text.prefix(200))"
    }
}
