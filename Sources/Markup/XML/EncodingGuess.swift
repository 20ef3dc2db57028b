/// Which encoding bytes are in that nothing tells the encoding of, by how their high bytes go together. For the scripts whose
/// texts windows-1252 makes unreadable; Western texts are nobody's guess.
enum EncodingGuess {
    private static let sampleSize = 64 << 10
    /// High bytes that make a sample.
    private static let leastBytes = 8

    /// The encoding's usual name; nil where none is likely.
    static func name(of bytes: [UInt8]) -> String? {
        let sample = Array(bytes.prefix(sampleSize))
        let high = sample.filter { $0 >= 0x80 }
        guard high.count >= leastBytes else { return nil }
        let letters = sample.count { $0.isASCIILetter }
        return pairs(sample) ?? shiftJIS(sample) ?? big5(sample) ?? (high.count * 3 > letters ? single(high) : nil)
    }

    /// The encodings in which two bytes from A1 on make a character.
    private static func pairs(_ sample: [UInt8]) -> String? {
        var leads = [Int](repeating: 0, count: 256)
        var count = 0
        var index = 0
        while index < sample.count {
            guard sample[index] >= 0x80 else {
                index += 1
                continue
            }
            guard index + 1 < sample.count else { break }
            guard sample[index] >= 0xA1, sample[index] < 0xFF, sample[index + 1] >= 0xA1, sample[index + 1] < 0xFF
            else {
                return nil
            }
            leads[Int(sample[index])] += 1
            count += 1
            index += 2
        }
        guard count > 0 else { return nil }
        if (leads[0xA4] + leads[0xA5]) * 5 > count { return "EUC-JP" }
        if leads[0xB0...0xC8].reduce(0, +) * 10 > count * 9 { return "EUC-KR" }
        return leads[0xB0...0xF7].reduce(0, +) * 2 > count ? "GB2312" : nil
    }

    private static func shiftJIS(_ sample: [UInt8]) -> String? {
        var kana = 0
        var count = 0
        var index = 0
        while index < sample.count {
            let byte = sample[index]
            index += 1
            if byte < 0x80 { continue }
            count += 1
            if byte >= 0xA1 && byte <= 0xDF { continue }
            guard (byte >= 0x81 && byte <= 0x9F) || (byte >= 0xE0 && byte <= 0xFC) else { return nil }
            guard index < sample.count else { break }
            guard sample[index] >= 0x40, sample[index] != 0x7F, sample[index] <= 0xFC else { return nil }
            if byte == 0x82 || byte == 0x83 { kana += 1 }
            index += 1
        }
        return kana * 5 > count ? "SHIFT_JIS" : nil
    }

    private static func big5(_ sample: [UInt8]) -> String? {
        var common = 0
        var count = 0
        var index = 0
        while index < sample.count {
            let byte = sample[index]
            index += 1
            if byte < 0x80 { continue }
            guard byte >= 0xA1, byte <= 0xF9 else { return nil }
            guard index < sample.count else { break }
            let trail = sample[index]
            guard (trail >= 0x40 && trail <= 0x7E) || (trail >= 0xA1 && trail <= 0xFE) else { return nil }
            count += 1
            if byte >= 0xA4 && byte <= 0xC6 { common += 1 }
            index += 1
        }
        return common * 2 > count ? "Big5" : nil
    }

    /// One byte a letter, all letters high.
    private static func single(_ high: [UInt8]) -> String? {
        func share(_ ranges: ClosedRange<UInt8>...) -> Int {
            high.count { byte in ranges.contains { $0.contains(byte) } } * 100 / high.count
        }
        if share(0xE0...0xFA) > 90, share(0xC0...0xDF) < 5 { return "windows-1255" }
        if share(0xA1...0xDA, 0xDF...0xFB) == 100, share(0xD0...0xDA, 0xE0...0xE9) > 20, share(0xA1...0xBF) > 15 {
            return "TIS-620"
        }
        guard share(0xC0...0xFF) > 85 else { return nil }
        return share(0xC0...0xDF) > share(0xE0...0xFF) ? "KOI8-R" : "windows-1251"
    }
}
