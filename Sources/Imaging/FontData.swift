import Foundation

/// A font file's bytes, at one place in memory for as long as this object lives.
///
/// `@unchecked Sendable`: the memory is written once, in `init`, before the object is shared, and only read after that;
/// FreeType and HarfBuzz are handed it as read-only.
@safe
final class FontData: @unchecked Sendable {
    let bytes: UnsafeRawBufferPointer

    init(_ data: Data) {
        let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: data.count, alignment: 16)
        unsafe data.withUnsafeBytes { unsafe copy.copyMemory(from: $0) }
        unsafe bytes = UnsafeRawBufferPointer(copy)
    }

    deinit {
        unsafe bytes.deallocate()
    }
}
