/// The patterns of robots.txt: a prefix, with `*` for any run of characters and `$` for the end.
enum RobotsPattern {
    /// Percent-encoding in one form (RFC 9309 §2.2.2): what need not be encoded is not, what must be is, in upper case.
    static func normalized(_ text: some StringProtocol) -> [UInt8] {
        let bytes = Array(text.utf8)
        var normal: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count, let high = hex(bytes[index + 1]),
                let low = hex(bytes[index + 2])
            {
                let byte = high << 4 | low
                if isUnreserved(byte) { normal.append(byte) } else { normal += encoded(byte) }
                index += 3
            } else {
                let byte = bytes[index]
                if byte > 0x20 && byte < 0x7F { normal.append(byte) } else { normal += encoded(byte) }
                index += 1
            }
        }
        return normal
    }

    /// Linear in path times stars; no recursion.
    static func matches(_ pattern: [UInt8], _ path: [UInt8]) -> Bool {
        let isAnchored = pattern.last == UInt8(ascii: "$")
        let pattern = isAnchored ? pattern.dropLast() : pattern[...]
        let pieces = pattern.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false)
        guard let first = pieces.first, path.starts(with: first) else { return false }
        var position = first.count
        for (index, piece) in pieces.enumerated().dropFirst() {
            let isLast = index == pieces.count - 1
            if isLast && isAnchored {
                return path.count - piece.count >= position && path.suffix(piece.count).elementsEqual(piece)
            }
            guard let found = offset(of: piece, in: path, from: position) else { return false }
            position = found + piece.count
        }
        return !isAnchored || position == path.count
    }

    private static func offset(of piece: ArraySlice<UInt8>, in path: [UInt8], from start: Int) -> Int? {
        guard let first = piece.first else { return start }
        // Knuth, Morris and Pratt: a rule of a stranger's may not make the search quadratic.
        var borders = [0]
        for index in piece.indices.dropFirst() {
            var border = borders[index - piece.startIndex - 1]
            while border > 0, piece[piece.startIndex + border] != piece[index] { border = borders[border - 1] }
            borders.append(piece[piece.startIndex + border] == piece[index] ? border + 1 : 0)
        }
        var matched = 0
        var position = path[start...].firstIndex(of: first) ?? path.count
        while position < path.count {
            while matched > 0, piece[piece.startIndex + matched] != path[position] { matched = borders[matched - 1] }
            if piece[piece.startIndex + matched] == path[position] { matched += 1 }
            position += 1
            if matched == piece.count { return position - matched }
        }
        return nil
    }

    private static func hex(_ byte: UInt8) -> UInt8? {
        Character(Unicode.Scalar(byte)).hexDigitValue.map(UInt8.init)
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        byte < 0x80
            && (Character(Unicode.Scalar(byte)).isLetter || Character(Unicode.Scalar(byte)).isNumber
                || "-._~".utf8.contains(byte))
    }

    private static func encoded(_ byte: UInt8) -> [UInt8] {
        let digits = Array("0123456789ABCDEF".utf8)
        return [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
}
