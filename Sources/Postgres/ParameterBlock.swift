/// Values laid out for libpq: one block of bytes, and a pointer, a length and a format for each.
@safe
struct ParameterBlock {
    private let bytes: [UInt8]
    /// Where each value begins; nil for NULL.
    private let offsets: [Int?]
    let lengths: [CInt]

    var count: Int { offsets.count }
    var binaryFormats: [CInt] { Array(repeating: 1, count: count) }

    init(_ values: [[UInt8]?]) {
        var bytes: [UInt8] = []
        var offsets: [Int?] = []
        for value in values {
            offsets.append(value.map { _ in bytes.count })
            bytes += value ?? []
        }
        // An empty value must still have a pointer, or libpq takes it for NULL.
        bytes.append(0)
        self.bytes = bytes
        self.offsets = offsets
        lengths = values.map { CInt(clamping: $0?.count ?? 0) }
    }

    /// C strings, closed by a nil pointer.
    static func strings(_ strings: [String]) -> ParameterBlock {
        ParameterBlock(strings.map { Array($0.utf8) + [0] } + [nil])
    }

    func withPointers<Result>(_ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Result) -> Result {
        unsafe bytes.withUnsafeBytes { bytes in
            let pointers: [UnsafePointer<CChar>?] = unsafe offsets.map { offset in
                guard let offset, let base = bytes.baseAddress else { return nil }
                return unsafe (base + offset).assumingMemoryBound(to: CChar.self)
            }
            // One more than needed, since the address of an empty array's storage need not exist.
            return unsafe (pointers + [nil]).withUnsafeBufferPointer { pointers in
                guard let base = pointers.baseAddress else { preconditionFailure("an array of one has storage") }
                return unsafe body(base)
            }
        }
    }
}
