/// Whether a page is what was asked for, or stands in its way.
package enum PageCondition: String, Hashable, Sendable, Codable {
    case whole, paywall
    case consentWall = "consent_wall"
    case errorPage = "error_page"

    /// A text of so many characters is a document, whatever it says.
    private static let longText = 1_500

    /// What a page is, by its title and its text. A page that is not surely something else is whole.
    package init(title: String, text: String) {
        let head = title.lowercased()
        let words = text.lowercased()
        let isShort = words.utf8.count < Self.longText
        if isShort, Self.isError(head, words) {
            self = .errorPage
        } else if isShort, Self.count(Self.consentPhrases, in: words) >= 2 {
            self = .consentWall
        } else if words.utf8.count < Self.longText * 2,
            Self.count(Self.paywallPhrases, in: String(words.suffix(800))) >= 1
        {
            self = .paywall
        } else {
            self = .whole
        }
    }

    /// The words for a person who wonders why a page is missing.
    package var sentence: String {
        switch self {
        case .whole: "is whole"
        case .paywall: "shows only its beginning to readers who do not pay"
        case .consentWall: "asks for consent to cookies in place of its text"
        case .errorPage: "is an error page that says it is none"
        }
    }

    private static func isError(_ title: String, _ text: String) -> Bool {
        if errors.contains(where: { title.hasPrefix($0) || text.hasPrefix($0) }) { return true }
        let number = title.split(whereSeparator: { !$0.isLetter && !$0.isNumber }).first
        let isNumbered = number.map { ["403", "404", "410", "500", "502", "503"].contains($0) } ?? false
        return isNumbered && text.utf8.count < 600
    }

    private static func count(_ phrases: [String], in text: String) -> Int {
        phrases.count { text.contains($0) }
    }

    private static let errors = [
        "page not found", "not found", "error 404", "access denied", "attention required", "just a moment",
        "are you a robot", "service unavailable", "seite nicht gefunden", "página não encontrada",
        "página no encontrada",
        "page introuvable", "pagina non trovata", "pagina niet gevonden",
    ]
    private static let consentPhrases = [
        "cookie", "consent", "accept all", "reject all", "manage preferences", "legitimate interest", "our partners",
        "alle akzeptieren", "einwilligung", "datenschutz", "tout accepter", "consentement", "aceitar tudo",
        "aceptar todo",
        "accetta tutto", "alles accepteren",
    ]
    private static let paywallPhrases = [
        "subscribe to continue", "subscribe to read", "to continue reading", "already a subscriber",
        "for subscribers only",
        "sign in to read", "this article is for subscribers", "become a member to read",
        "start your free trial to read",
        "jetzt weiterlesen", "weiterlesen mit", "nur für abonnenten", "réservé aux abonnés", "pour lire la suite",
        "exclusivo para assinantes", "conteúdo exclusivo para", "solo para suscriptores", "riservato agli abbonati",
    ]
}
