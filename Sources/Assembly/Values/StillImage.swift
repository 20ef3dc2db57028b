/// A picture that may stand in a product, its format read from its own first bytes.
struct StillImage: Hashable, Sendable {
    let bytes: [UInt8]
    let mediaType: String
    let fileExtension: String

    /// Takes JPEG and PNG, which every reader and every mail program shows; `nil` for anything else.
    init?(_ bytes: [UInt8]) {
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
            (mediaType, fileExtension) = ("image/jpeg", "jpg")
        } else if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            (mediaType, fileExtension) = ("image/png", "png")
        } else {
            return nil
        }
        self.bytes = bytes
    }
}
