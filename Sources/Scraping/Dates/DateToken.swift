/// A number, a word or a mark in a date; blanks only part them.
enum DateToken: Hashable {
    case number(Int, digits: Int)
    /// In lower case, without accents that matter here.
    case word(String)
    case mark(Character)

    var isMark: Bool {
        if case .mark = self { return true }
        return false
    }

    static func tokens(of text: Substring) -> [DateToken] {
        var tokens: [DateToken] = []
        var rest = text
        while let first = rest.first, tokens.count < 60 {
            if first.isASCII && first.isNumber {
                let digits = rest.prefix { $0.isASCII && $0.isNumber }
                tokens.append(.number(Int(digits.prefix(12)) ?? 0, digits: digits.count))
                rest = rest.dropFirst(digits.count)
            } else if first.isLetter {
                let word = rest.prefix { $0.isLetter }
                tokens.append(.word(word.lowercased()))
                rest = rest.dropFirst(word.count)
            } else {
                if !first.isWhitespace { tokens.append(.mark(first)) }
                rest = rest.dropFirst()
            }
        }
        return tokens
    }
}

/// Months by their names in English, Portuguese, Spanish, French, Italian, German and Dutch.
enum MonthNames {
    static func month(of word: String) -> Int? { byName[word] }

    private static let byName: [String: Int] = {
        let names = [
            "jan january janeiro enero janvier gennaio januar januari jän janv ene gen",
            "feb february fevereiro febrero février fevrier febbraio februar februari fev févr",
            "mar march março marco marzo mars märz maart mär mrt",
            "apr april abril avril aprile abr avr",
            "may maio mayo mai maggio mei mag",
            "jun june junho junio juin giugno juni giu",
            "jul july julho julio juillet luglio juli lug juil",
            "aug august agosto août aout augustus ago",
            "sep sept september setembro septiembre septembre settembre set",
            "oct october outubro octubre octobre ottobre oktober out okt ott",
            "nov november novembro noviembre novembre",
            "dec december dezembro diciembre décembre decembre dicembre dezember dez dic déc",
        ]
        var byName: [String: Int] = [:]
        for (index, line) in names.enumerated() {
            for name in line.split(separator: " ") { byName[String(name)] = index + 1 }
        }
        return byName
    }()
}
