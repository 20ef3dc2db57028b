import Transfers

/// One call of the REST API before it is signed.
struct S3Call {
    let method: HTTPMethod
    /// What it is about, for errors.
    let name: String
    /// Not encoded.
    let path: String
    let body: [UInt8]
    var query: [(name: String, value: String)] = []
    /// Lower-case names.
    var headers: [String: String] = [:]
    /// Of the answer.
    var maxBytes = 16 << 20
    /// A write that must not be repeated by itself: the second would be answered as if another had come first.
    var isConditional = false

    init(_ method: HTTPMethod, name: String, path: String, body: [UInt8] = []) {
        self.method = method
        self.name = name
        self.path = path
        self.body = body
    }
}
