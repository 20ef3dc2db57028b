/// The few words that a product says by itself, in the reader's language.
struct Phrases: Sendable {
    var contents = "Contents"
    var cover = "Cover"
    var titlePage = "Title page"
    var introduction = "Introduction"
    var start = "Start of the text"
    var about = "About this book"
    var aboutText = "About this text"
    var sources = "Sources"
    var source = "Source"
    var by = "By"
    var notes = "Notes"
    var readOn = "Read on"
    var moreOnTheWeb = "More of this letter is on the web."
    var viewInBrowser = "Read this letter on the web"
    var unsubscribe = "Unsubscribe"
    var links = "Links"
    var untitled = "Untitled"
    var accessibility =
        "The text can be reflowed, resized and read aloud; headings, contents and landmarks give its structure."

    init() {}

    /// The words for a language; English where we have none.
    init(_ language: LanguageTag) { self = Self.byLanguage[language.primary] ?? Phrases() }

    private init(_ change: (inout Phrases) -> Void) { change(&self) }

    private static let byLanguage: [String: Phrases] = ["de": german, "es": spanish, "fr": french, "pt": portuguese]

    private static let german = Phrases {
        ($0.contents, $0.cover, $0.titlePage, $0.introduction) = ("Inhalt", "Umschlag", "Titelseite", "Einleitung")
        ($0.start, $0.about, $0.aboutText) = ("Textbeginn", "Über dieses Buch", "Über diesen Text")
        ($0.sources, $0.source, $0.by, $0.notes) = ("Quellen", "Quelle", "Von", "Anmerkungen")
        ($0.readOn, $0.moreOnTheWeb) = ("Weiterlesen", "Mehr von diesem Brief steht im Netz.")
        ($0.viewInBrowser, $0.unsubscribe) = ("Diesen Brief im Netz lesen", "Abbestellen")
        ($0.links, $0.untitled) = ("Links", "Ohne Titel")
        $0.accessibility =
            "Der Text lässt sich umbrechen, vergrößern und vorlesen; Überschriften, Inhalt und Marken gliedern ihn."
    }

    private static let spanish = Phrases {
        ($0.contents, $0.cover, $0.titlePage, $0.introduction) = ("Índice", "Cubierta", "Portada", "Introducción")
        ($0.start, $0.about, $0.aboutText) = ("Comienzo del texto", "Sobre este libro", "Sobre este texto")
        ($0.sources, $0.source, $0.by, $0.notes) = ("Fuentes", "Fuente", "Por", "Notas")
        ($0.readOn, $0.moreOnTheWeb) = ("Seguir leyendo", "Hay más de esta carta en la web.")
        ($0.viewInBrowser, $0.unsubscribe) = ("Leer esta carta en la web", "Darse de baja")
        ($0.links, $0.untitled) = ("Enlaces", "Sin título")
        $0.accessibility =
            "El texto se puede redistribuir, ampliar y leer en voz alta; títulos, índice y marcas dan su estructura."
    }

    private static let french = Phrases {
        ($0.contents, $0.cover, $0.titlePage, $0.introduction) = ("Sommaire", "Couverture", "Titre", "Introduction")
        ($0.start, $0.about, $0.aboutText) = ("Début du texte", "À propos de ce livre", "À propos de ce texte")
        ($0.sources, $0.source, $0.by, $0.notes) = ("Sources", "Source", "Par", "Notes")
        ($0.readOn, $0.moreOnTheWeb) = ("Lire la suite", "La suite de cette lettre est sur le web.")
        ($0.viewInBrowser, $0.unsubscribe) = ("Lire cette lettre sur le web", "Se désabonner")
        ($0.links, $0.untitled) = ("Liens", "Sans titre")
        $0.accessibility =
            "Le texte peut être remis en page, agrandi et lu à voix haute ; titres, sommaire et repères le structurent."
    }

    private static let portuguese = Phrases {
        ($0.contents, $0.cover, $0.titlePage, $0.introduction) = ("Sumário", "Capa", "Folha de rosto", "Introdução")
        ($0.start, $0.about, $0.aboutText) = ("Início do texto", "Sobre este livro", "Sobre este texto")
        ($0.sources, $0.source, $0.by, $0.notes) = ("Fontes", "Fonte", "Por", "Notas")
        ($0.readOn, $0.moreOnTheWeb) = ("Continuar a ler", "Há mais desta carta na web.")
        ($0.viewInBrowser, $0.unsubscribe) = ("Ler esta carta na web", "Cancelar a inscrição")
        ($0.links, $0.untitled) = ("Ligações", "Sem título")
        $0.accessibility =
            "O texto pode ser redistribuído, ampliado e lido em voz alta; títulos, sumário e marcas dão-lhe estrutura."
    }
}
