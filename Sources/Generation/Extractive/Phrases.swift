/// The few sentences that the extractive writer says in its own voice.
struct Phrases: Sendable {
    /// Before a list of titles; the argument is how many.
    let gathers: @Sendable (Int) -> String
    let and: String
    let readOn: String
    let statement: String

    /// The phrases of a language; English where we speak no other.
    static func of(language tag: String) -> Phrases {
        switch tag.prefix(2).lowercased() {
        case "pt": portuguese
        case "de": german
        case "es": spanish
        case "fr": french
        default: english
        }
    }

    private static let english = Phrases(
        gathers: { $0 == 1 ? "In these pages:" : "In these pages, \($0) pieces:" }, and: "and",
        readOn: "Read the whole piece",
        statement: "No language model wrote this. Its sentences are taken word for word from the sources named with "
            + "each piece, chosen by a summariser.")

    private static let portuguese = Phrases(
        gathers: { $0 == 1 ? "Nestas páginas:" : "Nestas páginas, \($0) textos:" }, and: "e",
        readOn: "Leia o texto inteiro",
        statement: "Nenhum modelo de linguagem escreveu isto. As frases foram tiradas, palavra por palavra, das fontes "
            + "indicadas em cada texto, escolhidas por um resumidor.")

    private static let german = Phrases(
        gathers: { $0 == 1 ? "Auf diesen Seiten:" : "Auf diesen Seiten \($0) Beiträge:" }, and: "und",
        readOn: "Den ganzen Beitrag lesen",
        statement: "Kein Sprachmodell hat dies geschrieben. Die Sätze stammen wörtlich aus den bei jedem Beitrag "
            + "genannten Quellen, ausgewählt von einem Zusammenfasser.")

    private static let spanish = Phrases(
        gathers: { $0 == 1 ? "En estas páginas:" : "En estas páginas, \($0) textos:" }, and: "y",
        readOn: "Leer el texto completo",
        statement: "Ningún modelo de lenguaje escribió esto. Las frases se toman palabra por palabra de las fuentes "
            + "indicadas en cada texto, elegidas por un resumidor.")

    private static let french = Phrases(
        gathers: { $0 == 1 ? "Dans ces pages :" : "Dans ces pages, \($0) textes :" }, and: "et",
        readOn: "Lire le texte entier",
        statement: "Aucun modèle de langage n'a écrit ceci. Les phrases sont reprises mot pour mot des sources citées "
            + "avec chaque texte, choisies par un résumeur.")
}
