/// A title as covers set it: the main part large, what follows a colon or a spaced dash below it.
struct TitleParts: Equatable {
    let main: String
    let tail: String?

    /// Splits at the first “: ”, “ – ” or “ — ” that leaves something on both sides. Control characters become spaces.
    init(_ title: String) {
        let clean = title.split {
            $0.isWhitespace || $0.unicodeScalars.allSatisfy { $0.properties.generalCategory == .control }
        }
        .joined(separator: " ")
        for index in clean.indices {
            let separator = [": ", " – ", " — ", "："].first { clean[index...].hasPrefix($0) }
            guard let separator, index > clean.startIndex else { continue }
            let rest = clean[index...].dropFirst(separator.count)
            guard rest.contains(where: { $0.isLetter || $0.isNumber }) else { continue }
            main = String(clean[..<index])
            tail = String(rest)
            return
        }
        main = clean
        tail = nil
    }
}
