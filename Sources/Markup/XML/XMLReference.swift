/// What `&…;` stands for.
enum XMLReference {
    /// Longest name that is looked for.
    static let lengthLimit = 32

    enum Meaning {
        case character(Unicode.Scalar)
        /// HTML's own, which XML knows only if it is declared.
        case undeclared(Unicode.Scalar)
        case entity
    }

    /// - Parameter name: what stands between `&` and `;`.
    static func meaning(of name: ArraySlice<UInt8>) -> Meaning {
        if name.first == UInt8(ascii: "#") {
            return code(of: name.dropFirst()).map { .character(XMLCharacter.allowed($0)) } ?? .entity
        }
        switch name.count {
        case 2 where name.matches("lt", at: name.startIndex): return .character("<")
        case 2 where name.matches("gt", at: name.startIndex): return .character(">")
        case 3 where name.matches("amp", at: name.startIndex): return .character("&")
        case 4 where name.matches("quot", at: name.startIndex): return .character("\"")
        case 4 where name.matches("apos", at: name.startIndex): return .character("'")
        default: return HTMLEntity.scalar(named: name).map { .undeclared($0) } ?? .entity
        }
    }

    /// The number of a character reference, without `&#` and `;`.
    static func code(of digits: ArraySlice<UInt8>) -> UInt32? {
        let isHexadecimal = digits.first.map { $0 | 0x20 } == UInt8(ascii: "x")
        let number = isHexadecimal ? digits.dropFirst() : digits
        guard !number.isEmpty else { return nil }
        var code: UInt32 = 0
        for byte in number {
            let digit: UInt32
            switch byte {
            case 0x30...0x39: digit = UInt32(byte - 0x30)
            case 0x61...0x66 where isHexadecimal: digit = UInt32(byte - 0x61 + 10)
            case 0x41...0x46 where isHexadecimal: digit = UInt32(byte - 0x41 + 10)
            default: return nil
            }
            code = min(code * (isHexadecimal ? 16 : 10) + digit, 0x11_0000)
        }
        return code
    }
}
