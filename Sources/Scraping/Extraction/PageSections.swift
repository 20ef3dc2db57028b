import Markup

/// Under which heading each block of a page stands, and what the words of the headings around it announce.
struct PageSections {
    /// What a heading announces.
    struct Topic: OptionSet {
        let rawValue: UInt32

        static let description = Topic(rawValue: 1)
        static let related = Topic(rawValue: 1 << 1)
        static let reviews = Topic(rawValue: 1 << 2)
        static let comments = Topic(rawValue: 1 << 3)
        static let service = Topic(rawValue: 1 << 4)
        static let questions = Topic(rawValue: 1 << 5)
    }

    /// Where a block stands.
    struct Place {
        /// Of the innermost heading around it that announces something.
        var topic: Topic = []
        /// Of the heading before it, 7 for a line that is none by its tag; 0 where there is none.
        var level = 0
        /// The words of that heading; -1 where there is none.
        var words: Int32 = -1
        /// Headings of the first three levels up to here.
        var count = 0
    }

    private(set) var places: [Place] = []

    /// Words of a heading that is read, and of a line that is taken for one.
    private static let longestHeading = 12
    private static let longestLine = 4

    init(_ text: TextBlocks, _ tree: HTMLTree) {
        places.reserveCapacity(text.blocks.count)
        // Of each level, what the heading that stands open announces.
        var open = [Topic](repeating: [], count: 8)
        var place = Place()
        for block in text.blocks {
            var level = tree.nodes[block.node].tag.headingLevel
            let isRead =
                level == nil ? block.words <= Self.longestLine && block.linked == 0 : block.words <= Self.longestHeading
            let topic = isRead ? Self.topic(of: block, text) : []
            if level == nil, !topic.isEmpty { level = 7 }
            if let level {
                for deeper in level...7 { open[deeper] = [] }
                open[level] = topic
                place.topic = open.last { !$0.isEmpty } ?? []
                place.level = level
                place.words = block.words
                if level <= 3 { place.count += 1 }
            }
            places.append(place)
        }
    }

    private static func topic(of block: TextBlock, _ text: TextBlocks) -> Topic {
        var topic: UInt32 = 0
        for word in text.words[Int(block.firstWord)..<Int(block.firstWord + block.words)] {
            topic |= topics[word] ?? 0
        }
        return Topic(rawValue: topic)
    }

    private static let topics = table(vocabulary)

    private static func table(_ vocabulary: [(Topic, String)]) -> NameTable {
        var topics: [String: Topic] = [:]
        for (topic, words) in vocabulary {
            for word in words.split(separator: " ") { topics[String(word), default: []].insert(topic) }
        }
        return NameTable(topics.map { ($0.key, $0.value.rawValue) })
    }

    /// In English, German, French, Spanish, Italian, Portuguese and Dutch.
    private static let vocabulary: [(Topic, String)] = [
        (
            .description,
            "description details detail overview about features feature highlights specifications specification specs "
                + "technical information ingredients materials material dimensions composition includes included "
                + "beschreibung produktbeschreibung produktdetails eigenschaften technische daten merkmale "
                + "caractéristiques détails descriptif présentation descripción características detalles "
                + "descrizione caratteristiche dettagli descrição detalhes omschrijving specificaties kenmerken"
        ),
        (
            .related,
            "related similar also recommended recommendations recommend viewed recently popular trending others "
                + "bestsellers sponsored explore discover more latest next recent together inspired "
                + "ähnliche auch empfehlungen empfohlene weitere verwandte mehr similaires aussi vus recommandés plus "
                + "relacionados relacionadas también más recomendados correlati simili anche consigliati altri "
                + "também mais semelhantes gerelateerde ook vergelijkbare meer aanbevolen"
        ),
        (
            .reviews,
            "review reviews rating ratings testimonials bewertungen bewertung rezensionen kundenbewertungen avis "
                + "reseñas opiniones valoraciones recensioni avaliações opiniões beoordelingen recensies"
        ),
        (
            .comments,
            "comment comments reply replies respond responses leave kommentare kommentar commentaires commentaire "
                + "comentarios comentario comentários commenti reacties reactie discussion"
        ),
        (
            .service,
            "shipping delivery returns return payment warranty lieferung versand rückgabe livraison retours envío "
                + "envíos devoluciones spedizione resi verzending retourneren newsletter subscribe follow contact "
                + "categories archives tags menu share links account policies policy help company support customer "
                + "legal social navigation kontakt kategorien kundenservice service services join sign download"
        ),
        (
            .questions,
            "faq faqs question questions frequently asked fragen häufige preguntas frecuentes perguntas domande vragen"
        ),
    ]
}
