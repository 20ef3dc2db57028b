import Foundation

/// Reads the words of the language: money, durations, clock times, names. Each returns `nil` for anything else.
package enum ManifestScalar {
    /// `1.50 USD`: up to six decimals and an ISO 4217 code.
    package static func money(_ text: String) -> Money? {
        let parts = text.split(separator: " ", omittingEmptySubsequences: true)
        guard parts.count == 2, parts[1].count == 3, parts[1].allSatisfy({ ("A"..."Z").contains($0) }) else {
            return nil
        }
        let number = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(number.count), let units = digits(number[0], limit: 9) else { return nil }
        var fraction: Int64 = 0
        if number.count == 2 {
            guard (1...6).contains(number[1].count), let value = digits(number[1], limit: 6) else { return nil }
            fraction = (number[1].count..<6).reduce(value) { value, _ in value * 10 }
        }
        return Money(micros: units * 1_000_000 + fraction, currency: String(parts[1]))
    }

    /// `36h`, `90m`, `1d12h`: seconds. Units w, d, h, m, s, each at most once, from large to small.
    package static func duration(_ text: String) -> Int? {
        let units: [(letter: Character, seconds: Int64)] = [
            ("w", 604_800), ("d", 86_400), ("h", 3_600), ("m", 60), ("s", 1),
        ]
        var rest = text[...]
        var next = 0
        var total: Int64 = 0
        while !rest.isEmpty {
            let number = rest.prefix { $0.isASCII && $0.isNumber }
            guard let count = digits(number, limit: 7), let letter = rest.dropFirst(number.count).first,
                let unit = units.indices.first(where: { units[$0].letter == letter }), unit >= next
            else { return nil }
            total += count * units[unit].seconds
            next = unit + 1
            rest = rest.dropFirst(number.count + 1)
        }
        return total > 0 ? Int(total) : nil
    }

    /// `20%`, 0 to 100.
    package static func percent(_ text: String) -> Int? {
        guard text.hasSuffix("%"), let value = integer(String(text.dropLast())), value <= 100 else { return nil }
        return value
    }

    /// `0.4`: 0 to 1, with up to three decimals.
    package static func fraction(_ text: String) -> Double? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), parts[0] == "0" || parts[0] == "1",
            parts.count == 1 || digits(parts[1], limit: 3) != nil, let value = Double(text), value <= 1
        else { return nil }
        return value
    }

    /// Decimal digits without a leading zero (`010` means eight to some and ten to others: neither is guessed).
    package static func integer(_ text: String) -> Int? {
        guard text == "0" || text.first != "0", let value = digits(text[...], limit: 15) else { return nil }
        return Int(value)
    }

    /// `SUN 18:00`: a weekday from 0 (Sunday) and minutes after midnight.
    package static func weekTime(_ text: String) -> (weekday: Int, minutes: Int)? {
        let parts = text.split(separator: " ")
        guard parts.count == 2, let weekday = CronField.weekdayNames.firstIndex(of: parts[0].uppercased()),
            let minutes = clock(String(parts[1]))
        else { return nil }
        return (weekday, minutes)
    }

    /// `18:30`: minutes after midnight.
    package static func clock(_ text: String) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].count == 2, parts[1].count == 2, let hours = digits(parts[0], limit: 2),
            let minutes = digits(parts[1], limit: 2), hours < 24, minutes < 60
        else { return nil }
        return Int(hours * 60 + minutes)
    }

    /// Lower-case letters, digits and `-` or `_` between them, at most 64: a name that is safe in paths and keys.
    package static func isName(_ text: String) -> Bool {
        guard (1...64).contains(text.utf8.count), let first = text.utf8.first, let last = text.utf8.last else {
            return false
        }
        func isWord(_ byte: UInt8) -> Bool {
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        }
        return isWord(first) && isWord(last)
            && text.utf8.allSatisfy { isWord($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }
    }

    /// `status == 'ready'` or `status != 'draft'`.
    package static func condition(_ text: String) -> RowCondition? {
        for (sign, equals) in [("==", true), ("!=", false)] {
            guard let range = text.range(of: sign) else { continue }
            let column = text[..<range.lowerBound].trimmingCharacters(in: .whitespaces)
            let value = text[range.upperBound...].trimmingCharacters(in: .whitespaces)
            guard !column.isEmpty, value.count >= 2, let quote = value.first, quote == "'" || quote == "\"",
                value.last == quote, !value.dropFirst().dropLast().contains(quote)
            else { return nil }
            return RowCondition(column: column, equals: equals, value: String(value.dropFirst().dropLast()))
        }
        return nil
    }

    /// A BCP 47 tag by its shape: `en`, `pt-BR`, `zh-Hant-TW`.
    package static func isLanguage(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard let first = parts.first, (2...3).contains(first.count), parts.count <= 5 else { return false }
        let isFirstAlphabetic = first.allSatisfy { $0.isASCII && $0.isLetter }
        return isFirstAlphabetic
            && parts.dropFirst().allSatisfy { part in
                (1...8).contains(part.count) && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
            }
    }

    /// A calendar day: `2026-11-20`.
    package static func isDay(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2,
            let year = digits(parts[0], limit: 4), let month = digits(parts[1], limit: 2),
            let day = digits(parts[2], limit: 2), (1...12).contains(month), day >= 1
        else { return false }
        return Int(day) <= CivilTime.daysInMonth(Int(month), year: Int(year))
    }

    /// An absolute http or https address. Templates count as a word; one that begins with a template is judged when it
    /// is rendered.
    package static func isWebAddress(_ text: String) -> Bool {
        let template = Template(text)
        let filled = template.textWithPlaceholders("x")
        if case .variable = template.pieces.first { return !filled.contains { $0.isWhitespace } }
        guard let scheme = ["http://", "https://"].first(where: { filled.lowercased().hasPrefix($0) }) else {
            return false
        }
        let host = filled.dropFirst(scheme.count).prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        return !host.isEmpty && !host.contains("@") && !filled.contains { $0.isWhitespace } && host.first != ":"
    }

    /// A relative path that stays inside its bundle.
    package static func isBundlePath(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 512 && !text.contains("\\") && !text.utf8.contains { $0 < 0x20 }
            && text.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { part in
                !part.isEmpty && part != "." && part != ".." && part.utf8.count <= 255
            }
    }

    private static func digits(_ text: Substring, limit: Int) -> Int64? {
        guard (1...limit).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return Int64(text)
    }
}
