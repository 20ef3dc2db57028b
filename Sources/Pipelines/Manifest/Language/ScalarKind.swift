import Foundation

/// The kinds of single values in the language, each with its test, its wording and its JSON Schema.
package enum ScalarKind: Sendable, Hashable {
    case text, name, path, address, language, color, mailAddress, channel, reference
    case flag
    case integer(ClosedRange<Int>)
    case money, percent, fraction, duration, cron, timeZone, weekTime, since, condition

    /// What a person is told to write.
    var expectation: String {
        switch self {
        case .text: "text"
        case .name: "a name of lower-case letters, digits, `-` and `_`"
        case .path: "a path inside the bundle, such as `brands/tank.yaml`"
        case .address: "an http or https address"
        case .language: "a language tag such as `en` or `pt-BR`"
        case .color: "a colour such as `#12241c`"
        case .mailAddress: "an e-mail address"
        case .channel: "a channel as `kind/name`, such as `email/main`"
        case .reference: "the name of an entry"
        case .flag: "`true` or `false`"
        case .integer(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .money: "an amount with its currency, such as `1.50 USD`"
        case .percent: "a percentage such as `20%`"
        case .fraction: "a number from 0 to 1 such as `0.4`"
        case .duration: "a duration such as `36h`, `90m` or `2d`"
        case .cron: "a cron expression such as `0 6 * * FRI`"
        case .timeZone: "a time zone such as `Europe/Berlin`"
        case .weekTime: "a weekday and time such as `MON 07:00`"
        case .since: "`last_issue` or a day such as `2026-11-20`"
        case .condition: "a comparison such as `status == 'ready'`"
        }
    }

    /// Whether `text` is a value of this kind.
    func accepts(_ text: String) -> Bool {
        switch self {
        case .text: text.utf8.count <= 65_536
        case .name: ManifestScalar.isName(text)
        case .path: ManifestScalar.isBundlePath(text)
        case .address: ManifestScalar.isWebAddress(text)
        case .language: ManifestScalar.isLanguage(text)
        case .color: Self.isColor(text)
        case .mailAddress: Self.isMailAddress(text)
        case .channel: Self.isChannel(text)
        case .reference: Self.isReference(text)
        case .flag: text == "true" || text == "false"
        case .integer(let range): ManifestScalar.integer(text).map(range.contains) ?? false
        case .money: ManifestScalar.money(text) != nil
        case .percent: ManifestScalar.percent(text) != nil
        case .fraction: ManifestScalar.fraction(text) != nil
        case .duration: ManifestScalar.duration(text) != nil
        case .cron: reason(for: text) == nil
        case .timeZone: Self.isTimeZone(text)
        case .weekTime: ManifestScalar.weekTime(text) != nil
        case .since: text == "last_issue" || ManifestScalar.isDay(text)
        case .condition: ManifestScalar.condition(text) != nil
        }
    }

    /// What was probably meant by a value that is not of this kind.
    func suggestion(for text: String) -> String? {
        switch self {
        case .flag:
            switch text.lowercased() {
            case "yes", "on", "y", "true": return "true"
            case "no", "off", "n", "false": return "false"
            default: return nil
            }
        case .integer:
            let trimmed = text.drop { $0 == "0" }
            return text.hasPrefix("0") && accepts(String(trimmed)) ? String(trimmed) : nil
        case .money:
            let upper = text.uppercased()
            if accepts(upper) { return upper }
            return accepts("\(text) USD") ? "\(text) USD" : nil
        case .percent: return accepts("\(text)%") ? "\(text)%" : nil
        case .fraction:
            guard let percent = ManifestScalar.percent(text) else { return nil }
            return "\(Double(percent) / 100)"
        case .duration: return ManifestScalar.integer(text) != nil && accepts("\(text)h") ? "\(text)h" : nil
        case .timeZone: return Suggestion.nearest(to: text, in: TimeZone.knownTimeZoneIdentifiers)
        case .language:
            let dashed = text.replacingOccurrences(of: "_", with: "-")
            return accepts(dashed) ? dashed : nil
        case .name:
            let lower = String(text.lowercased().map { $0 == " " || $0 == "." ? "-" : $0 })
            return accepts(lower) ? lower : nil
        case .color: return accepts("#\(text)") ? "#\(text)" : nil
        default: return nil
        }
    }

    /// Why a value is refused, where the kind knows more than its expectation.
    func reason(for text: String) -> String? {
        guard case .cron = self else { return nil }
        do throws(CronError) {
            _ = try CronExpression(text)
            return nil
        } catch {
            return error.message
        }
    }

    private static func isColor(_ text: String) -> Bool {
        text.utf8.count == 7 && text.hasPrefix("#")
            && text.utf8.dropFirst().allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
            }
    }

    private static func isMailAddress(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2 && !parts[0].isEmpty && parts[1].contains(".") && !text.contains { $0.isWhitespace }
            && text.utf8.count <= 254
    }

    /// The kind is judged later, where a known one that is not built can be told from a word that is nothing.
    private static func isChannel(_ text: String) -> Bool {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        return parts.count == 2 && parts.allSatisfy { ManifestScalar.isName(String($0)) }
    }

    private static func isReference(_ text: String) -> Bool {
        text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
            .allSatisfy { ManifestScalar.isName(String($0)) }
    }

    private static func isTimeZone(_ text: String) -> Bool {
        text == "UTC" || (TimeZone(identifier: text) != nil && text.contains("/"))
    }
}
